"""A message that was sent again because nobody told us whether it had arrived: if it had, all but the last are taken back.

The Bot API has no key by which a message could be sent just once. But an edit that changes nothing is refused as such, so those
before the last can be told among the few messages between the question and the last: they say the same.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest, TelegramError

from storage import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import InlineKeyboardMarkup, Message

    from handlers.context import BotContext

Said = tuple[str, "InlineKeyboardMarkup | None"]  # the text as HTML, and the buttons

_LOGGER = logging.getLogger(__name__)

# Message numbers after the question, and before the last message, that are looked at; in private chats others' count too,
# so that this is about what a bot gets and sends in a second of its busiest time.
SPAN: Final = 30


async def remove(sent: Message, said: Said, question: int, most: int, context: BotContext) -> None:
    """Take back the twins, `most` of them at most, of a message that was sent just now, saying `said`, to answer a `question`.

    If that fails they stay: the question was answered.
    """
    try:
        await _remove(sent, said, question, most, context)
    except (TelegramError, StorageError) as error:
        _LOGGER.warning("%s while looking for twins of a message; they stay", type(error).__name__)


async def _remove(sent: Message, said: Said, question: int, most: int, context: BotContext) -> None:
    ours = {int(number) for number in await context.store.values(sent.chat_id, "answer")}
    for number in _between(question, sent.message_id):
        if number not in ours and await _says(said, sent.chat_id, number, context):
            await context.bot.delete_message(sent.chat_id, number)
            most -= 1
        if not most:
            return


def _between(question: int, sent: int) -> Iterator[int]:
    """The numbers after the question, where an answer at once stands, then those before the last message."""
    yield from range(question + 1, min(question + 1 + SPAN, sent))
    yield from range(sent - 1, max(question + SPAN, sent - 1 - SPAN), -1)


async def _says(said: Said, chat: int, number: int, context: BotContext) -> bool:
    """Whether a message of ours says just this; it does if an edit that would make it do so changes nothing."""
    html, markup = said
    try:
        await context.bot.edit_message_text(html, chat_id=chat, message_id=number, reply_markup=markup)
    except BadRequest as error:
        return "not modified" in error.message.lower()
    return False
