"""What goes wrong: a line in the log without people's words, and a polite one to the person."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from handlers import alerts
from handlers.visit import spoken

if TYPE_CHECKING:
    from handlers.context import BotContext
    from knowledge import Language

_LOGGER = logging.getLogger(__name__)
# How Telegram says that a chat or a topic is closed to us.
_CLOSED = ("not enough rights", "chat_write_forbidden", "topic_closed", "message thread not found", "chat not found")


async def on_error(update: object, context: BotContext) -> None:
    """The application's error handler: of what an update led to."""
    error = context.error
    if isinstance(error, ChatMigrated):
        _move(update, error.new_chat_id, context)
    elif isinstance(error, Forbidden) or _may_not_speak(error):
        _LOGGER.info("a chat does not take messages from the bot")
    elif _is_expected(error):
        _LOGGER.warning("%s while talking to Telegram", type(error).__name__)
    else:
        _LOGGER.error("%s in a handler, at\n%s", type(error).__name__, _place(error))
        await _apologise(update, context)
        if error:
            await alerts.report(error, context)


def _move(update: object, new: int, context: BotContext) -> None:
    """A group that has become a supergroup before we were told keeps its choices."""
    if isinstance(update, Update) and update.effective_chat:
        context.preferences.move(update.effective_chat.id, new)
    _LOGGER.info("a group has become a supergroup")


def _may_not_speak(error: Exception | None) -> bool:
    return isinstance(error, BadRequest) and any(reason in error.message.lower() for reason in _CLOSED)


def _is_expected(error: Exception | None) -> bool:
    """Whether an error is the network's or Telegram's. A BadRequest is ours, though it counts as a NetworkError."""
    return isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest)


def _place(error: Exception | None) -> str:
    """Where an error was raised: files, lines and code, but not its message, which may hold a person's words."""
    return "".join(traceback.format_tb(error.__traceback__)).rstrip() if error else ""


async def _apologise(update: object, context: BotContext) -> None:
    if not isinstance(update, Update) or not update.effective_chat or update.effective_chat.type != ChatType.PRIVATE:
        return
    try:
        sent = await update.effective_chat.send_message(context.engine.texts("error", _language(update, context)))
        context.answers.sent(sent)
    except TelegramError as error:
        _LOGGER.warning("%s while telling a person of an error", type(error).__name__)


def _language(update: Update, context: BotContext) -> Language:
    chat = update.effective_chat
    return (chat and context.preferences.language(chat.id)) or spoken(update)
