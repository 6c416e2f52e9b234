"""What the people who run the bot are told when a handler fails: the kind of error and its place, once an hour."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from storage import StorageError

if TYPE_CHECKING:
    from handlers.context import BotContext

_LOGGER = logging.getLogger(__name__)
AN_HOUR = 3600


async def report(error: Exception, context: BotContext) -> None:
    """Tell the admins of an error, if they were not told of its cause in the last hour by any replica."""
    shared = context.bot_data
    if not shared.admins:
        return
    cause = f"{type(error).__name__} {place(error)}"
    try:
        if not await shared.store.once(f"alert:{cause}"[-120:], AN_HOUR):
            return
    except StorageError:
        _LOGGER.warning("the database fails; the admins are told all the same")
    for chat in shared.admins:
        await _tell(chat, cause, context)


async def _tell(chat: int, cause: str, context: BotContext) -> None:
    try:
        sent = await context.bot.send_message(chat, context.engine.texts("alert", "en", cause=cause))
        context.answers.sent(sent)
    except TelegramError as error:
        _LOGGER.warning("%s while telling an admin of an error", type(error).__name__)


def place(error: Exception) -> str:
    """The file and line where an error was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
