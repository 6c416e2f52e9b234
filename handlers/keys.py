"""Under which keys things are noted, and which of them an update may need; whose turn an update has to wait for."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Message

from handlers.address import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import Update


@dataclass(frozen=True, slots=True)
class Conversation:
    """A private chat is one conversation; in a group each person has one, and one in each topic."""

    chat: int
    person: int | None = None
    thread: int | None = None

    def __str__(self) -> str:
        return ":".join(str(each) for each in (self.chat, self.person, self.thread) if each is not None)


def conversation(message: Message) -> Conversation:
    """The conversation to which a message belongs."""
    if message.chat.type not in GROUPS:
        return Conversation(message.chat_id)
    return Conversation(message.chat_id, speaker(message), message.message_thread_id if message.is_topic_message else None)


def speaker(message: Message) -> int:
    """Whoever speaks: an anonymous admin as the group, the owner of a channel as the channel."""
    who = message.sender_chat or message.from_user
    return who.id if who else message.chat_id


def chosen(chat: int) -> str:
    return f"chosen:{chat}"


def turn(of: Conversation) -> str:
    return f"turn:{of}"


def album(of: Conversation) -> str:
    return f"album:{of}"


def answer(question: Message) -> str:
    return f"answer:{question.chat_id}:{question.message_id}:{int(question.date.timestamp())}"


def sent(message: Message) -> str:
    """Where a message of ours is noted that answers no message."""
    return f"answer:{message.chat_id}:-{message.message_id}"


def pace(chat: int) -> str:
    return f"pace:{chat}"


def lane(update: Update) -> int:
    """The chat, else the person, whose updates are handled one after another."""
    where = update.effective_chat or update.effective_user
    return where.id if where else -update.update_id


def mark(update: Update, server: str) -> int:
    """What tells an update from another with its number: where it comes from, and when and as what it was written.

    Telegram does not always go on counting, and another Bot API server counts anew; a redelivered update has the same mark.
    """
    message, query = update.effective_message, update.callback_query or update.inline_query
    when = getattr(message or update.my_chat_member, "date", None)
    edited = getattr(message, "edit_date", None)
    written = (
        server,
        query and query.id,
        message and message.message_id,
        when and when.timestamp(),
        edited and edited.timestamp(),
    )
    return zlib.crc32(repr(written).encode())


def needed(update: Update) -> frozenset[str]:
    """The keys of all notes that handling an update may look at."""
    return frozenset(_needed(update))


def _needed(update: Update) -> Iterator[str]:
    for where in (update.effective_chat, update.effective_user):
        if where:
            yield chosen(where.id)
    message = update.effective_message
    if message is None:
        return
    yield from (turn(Conversation(message.chat.id)), pace(message.chat.id))
    if isinstance(message, Message):
        yield from _of(message)


def _of(message: Message) -> Iterator[str]:
    yield from (turn(conversation(message)), album(conversation(message)), answer(message))
    if message.reply_to_message:
        yield answer(message.reply_to_message)
    for other in (message.migrate_to_chat_id, message.migrate_from_chat_id):
        if other:
            yield chosen(other)
