"""One line in the log for every update, and its part in the metrics: its kind and what became of it, never words or ids."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from telegram import Update
from telegram.ext import TypeHandler

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.routes import Handler

_LOGGER: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
GROUP = 1  # runs after the handlers of group 0, whatever became of them


async def write(_update: Update, context: BotContext) -> None:
    """Note an update that the handlers are done with: how it came about what was told, and the time since its reception."""
    seconds, told = time.perf_counter() - context.started, context.told
    stage = told.stage if told else ""
    _LOGGER.info("update", kind=context.kind, outcome=context.outcome, stage=stage, ms=round(seconds * 1000, 1))
    context.bot_data.metrics.handled(context.kind, context.outcome, seconds)
    if told:
        context.bot_data.metrics.told(told)


def handlers() -> list[Handler]:
    return [TypeHandler(Update, write)]
