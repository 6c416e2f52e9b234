"""Questions in people's own words, and picks from what was offered, by number or label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.ext import filters

from handlers import dialogue, screens
from handlers.routes import Handler, message

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def question(visit: Visit, context: BotContext) -> Screen:
    """What the message picks from the last offer, else the outcome of its question."""
    engine = context.engine
    outcome = dialogue.reply(engine, context.memory, visit.chat, visit.words, visit.fixed, visit.fallback)
    return screens.of(outcome, engine)


def handlers() -> list[Handler]:
    return [message("question", filters.TEXT & ~filters.COMMAND, question)]
