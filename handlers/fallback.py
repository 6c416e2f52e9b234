"""What is left: commands that do not exist, and messages without text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.ext import filters

from handlers import screens
from handlers.routes import Handler, message
from knowledge import Declined

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def unknown_command(visit: Visit, context: BotContext) -> Screen:
    return _line("command_unknown", visit, context)


def no_text(visit: Visit, context: BotContext) -> Screen | None:
    """One line of help for a picture, a voice message, a sticker …; one for a whole album."""
    album = visit.message.media_group_id
    if album and not context.memory.is_new_album(visit.chat, album):
        return None
    return _line("no_text", visit, context)


def _line(key: str, visit: Visit, context: BotContext) -> Screen:
    text = context.engine.texts(key, visit.language)
    return screens.of(Declined(text, (), visit.language), context.engine)


def handlers() -> list[Handler]:
    return [
        message("unknown command", filters.COMMAND, unknown_command),
        message("no text", ~filters.TEXT & ~filters.StatusUpdate.ALL, no_text),
    ]
