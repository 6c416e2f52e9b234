"""Is this for us? One policy for all messages, told by entities and never by substrings, and the words that are meant.

In private, everything that a person writes. In a group, a command (bare or with our name), a mention of us, or a reply to a
message of ours; everything else is talk between people, to which we say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatType, MessageEntityType
from telegram.ext import filters

if TYPE_CHECKING:
    from telegram import Message, MessageEntity, User

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_MENTIONS = (MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION)
_AFTER_MENTION = " \t\r\n,:;–-"


def is_for_us(message: Message, us: User) -> bool:
    """Whether a message is meant for the bot `us`. Bots, bots' results, forwards of channels and service messages never are."""
    if not by_person(message):
        return False
    if message.chat.type == ChatType.PRIVATE:
        return True
    if message.chat.type not in GROUPS or not (message.text or message.caption):
        return False
    if called := command(message):
        return not called.partition("@")[2] or is_named(message, us)
    return bool(our_mentions(message, us)) or _replies_to(message, us)


def by_person(message: Message) -> bool:
    """Written by a person, under their own name or that of a chat (an anonymous admin, the owner of a channel)."""
    if message.via_bot or message.is_automatic_forward:
        return False
    return message.sender_chat is not None or (message.from_user is not None and not message.from_user.is_bot)


def command(message: Message) -> str:
    """The command with which a message begins, as typed without its slash (`cluster@name`); empty if there is none."""
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntityType.BOT_COMMAND or first.offset:
        return ""
    return _decoded(_units(message.text or "")[: 2 * first.length])[1:]


def is_named(message: Message, us: User) -> bool:
    """Whether a message begins with a command that names us (`/cluster@us`)."""
    return command(message).partition("@")[2].casefold() == (us.username or "").casefold() != ""


def mentions(message: Message) -> dict[MessageEntity, str]:
    """The people and bots that the text or the caption mentions, with the words that do it."""
    units = _units(message.text or message.caption or "")
    entities = message.entities if message.text else message.caption_entities
    return {each: _decoded(units[_stretch(each)]) for each in entities if each.type in _MENTIONS}


def our_mentions(message: Message, us: User) -> list[MessageEntity]:
    return [entity for entity, text in mentions(message).items() if _is(entity, text, us)]


def _is(entity: MessageEntity, text: str, us: User) -> bool:
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == us.id
    return text.removeprefix("@").casefold() == (us.username or "").casefold()


def is_ours(message: Message | None, us: User) -> bool:
    """Whether a message was sent by us; the beginning of a topic that we made is not one to reply to."""
    if message is None or message.forum_topic_created:
        return False
    return message.from_user is not None and message.from_user.id == us.id


def _replies_to(message: Message, us: User) -> bool:
    """Whether it replies to a message of ours, and not by turning to somebody else ("@anna, look")."""
    return is_ours(message.reply_to_message, us) and not any(entity.offset == 0 for entity in mentions(message))


def words(message: Message, us: User) -> str:
    """The text or caption without the mentions of us."""
    text = message.text or message.caption or ""
    ours = sorted(our_mentions(message, us), key=lambda entity: -entity.offset)
    if not ours:
        return text.strip()
    units = bytearray(_units(text))
    for entity in ours:
        del units[_stretch(entity)]
    return _decoded(units).strip(_AFTER_MENTION)


def _units(text: str) -> bytes:
    """A text in UTF-16 units of two bytes, which Telegram's offsets count."""
    return text.encode("utf-16-le")


def _stretch(entity: MessageEntity) -> slice:
    """Where an entity stands among the bytes of the units."""
    return slice(2 * entity.offset, 2 * (entity.offset + entity.length))


def _decoded(units: bytes | bytearray) -> str:
    """The text of some units; half a character, where an offset is wrong, is left out."""
    return units.decode("utf-16-le", "ignore")


class _ForUs(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return is_for_us(message, message.get_bot().bot)


_WRITTEN = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
FOR_US = _WRITTEN & _ForUs()
