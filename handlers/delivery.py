"""Delivery: a screen is sent once, or put in the place of the message whose button was pressed, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup, Message
from telegram.error import BadRequest

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen


async def send(message: Message, context: BotContext, screen: Screen) -> None:
    """Send a screen into the chat of a message."""
    await message.reply_text(screen.html, reply_markup=_markup(screen))
    _note(message, context, screen)


async def replace(message: Message, context: BotContext, screen: Screen) -> None:
    """Put a screen in the place of a message; send it if that message can no longer be edited."""
    try:
        await message.edit_text(screen.html, reply_markup=_markup(screen))
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            await message.reply_text(screen.html, reply_markup=_markup(screen))
    _note(message, context, screen)


def _markup(screen: Screen) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup(screen.rows) if screen.rows else None


def _note(message: Message, context: BotContext, screen: Screen) -> None:
    context.memory.remember(message.chat_id, screen.outcome)
    context.end(type(screen.outcome).__name__.lower())
