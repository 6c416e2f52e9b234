"""What is left: commands that do not exist, and messages without text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.ext import MessageHandler, filters

from handlers import address, delivery, screens
from handlers.routes import Handler, message

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def unknown_command(visit: Visit, context: BotContext) -> Screen | None:
    """A word on a command that we do not have; in a group only if it names us, for it may be another bot's."""
    if visit.in_group and not address.is_named(visit.message, context.bot.bot):
        return None
    return screens.line("command_unknown", context.engine, visit.language)


def no_text(visit: Visit, context: BotContext) -> Screen | None:
    """One line of help for a picture, a voice message, a sticker …; one for a whole album."""
    album = visit.message.media_group_id
    if album and not context.memory.is_new_album(visit.conversation, album):
        return None
    return screens.line("no_text", context.engine, visit.language)


async def edited_away(update: Update, context: BotContext) -> None:
    """An edit after which a message is not for us any more takes back our answer to it."""
    if update.edited_message:
        await delivery.withdraw(update.edited_message, context)


def handlers() -> list[Handler]:
    return [
        message("unknown command", filters.COMMAND, unknown_command),
        message("no text", filters.ChatType.PRIVATE & ~filters.TEXT & ~filters.StatusUpdate.ALL, no_text),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited_away),
    ]
