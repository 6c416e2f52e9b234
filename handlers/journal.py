"""One line in the log for every update: its kind and what became of it, never words or ids."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import TypeHandler

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.routes import Handler

_LOGGER = logging.getLogger(__name__)
GROUP = 1  # runs after the handlers of group 0, whatever became of them


async def write(_update: Update, context: BotContext) -> None:
    _LOGGER.info("update kind=%s outcome=%s", context.kind, context.outcome)


def handlers() -> list[Handler]:
    return [TypeHandler(Update, write)]
