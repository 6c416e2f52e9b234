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

# Under a picture, a mention of us makes the caption a question; in private, pictures get a line of help.
_ASKED = filters.TEXT | (filters.CAPTION & filters.ChatType.GROUPS)


def question(visit: Visit, context: BotContext) -> Screen:
    """What the message picks from the last offer, else the outcome of its question."""
    engine = context.engine
    outcome = dialogue.reply(engine, context.memory, visit.conversation, visit.words, visit.fixed, visit.fallback, visit.topic)
    return screens.of(outcome, engine)


def handlers() -> list[Handler]:
    return [message("question", _ASKED & ~filters.COMMAND, question)]
