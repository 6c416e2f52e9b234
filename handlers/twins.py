"""A message that was sent again because nobody told us whether it had arrived: if it had, one of the two is taken back.

The Bot API has no key by which a message could be sent just once. But an edit that changes nothing is refused as such, so the
first of the two can be told among the few messages between the question and the second: it is the one that says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import InlineKeyboardMarkup, Message

    from handlers.context import BotContext

Said = tuple[str, "InlineKeyboardMarkup | None"]  # the text as HTML, and the buttons

# Message numbers after the question, and before the second message, that are looked at; in private chats others' count too,
# so that this is about what a bot gets and sends in a second of its busiest time.
SPAN: Final = 30


async def remove(sent: Message, said: Said, question: int, context: BotContext) -> None:
    """Take back the twin of a message that was sent just now, saying `said`, after the message with the number `question`."""
    ours = {int(number) for number in await context.store.values(sent.chat_id, "answer")}
    for number in _between(question, sent.message_id):
        if number not in ours and await _says(said, sent.chat_id, number, context):
            await context.bot.delete_message(sent.chat_id, number)
            return


def _between(question: int, sent: int) -> Iterator[int]:
    """The numbers after the question, where an answer at once stands, then those before the second message."""
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
