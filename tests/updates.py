"""Real updates, made as Telegram sends them: people, places, messages with their entities, presses, queries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any

from tests.botapi.call import BOT, Json
from tests.botapi.markup import units
from tests.botapi.members import member
from tests.botapi.world import DATE

_NUMBERS = itertools.count(1)
CHAT = 77

ADA: Json = {"id": CHAT, "is_bot": False, "first_name": "Ada", "language_code": "en"}
BEN: Json = {"id": 78, "is_bot": False, "first_name": "Ben", "username": "ben_of_mainz", "language_code": "de"}
ROBOT: Json = {"id": 79, "is_bot": True, "first_name": "Robot", "username": "another_test_bot"}
# Stand-ins that Telegram names as writers: of anonymous administrators, and of posts from a linked channel.
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
FORWARDER: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}

PRIVATE: Json = {"id": CHAT, "type": "private", "first_name": "Ada"}
GROUP: Json = {"id": -5, "type": "group", "title": "Clusters"}
SUPERGROUP: Json = {"id": -100_000_000_0005, "type": "supergroup", "title": "Clusters"}
FORUM: Json = {"id": -100_000_000_0006, "type": "supergroup", "title": "Forum", "is_forum": True}
CHANNEL: Json = {"id": -100_000_000_0009, "type": "channel", "title": "News"}
TOPIC = 40  # the thread of a topic in the forum

_MARKED = re.compile(
    r"""(?P<bot_command>(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?(?![\w/<>]))|(?P<mention>(?<!\w)@[a-z]\w{2,31})""",
    re.ASCII | re.IGNORECASE,
)


def update(**content: Json) -> Json:
    """An update with a number of its own; `content` is its one kind and what is of that kind."""
    return {"update_id": next(_NUMBERS), **content}


def entities(text: str, people: Mapping[str, Json] | None = None) -> list[Json]:
    """The commands and mentions in a text, as Telegram marks them; `people` without an @name, by what they are called."""
    found: list[Json] = [_entity(text, each.start(), each[0], type=each.lastgroup) for each in _MARKED.finditer(text)]
    for name, person in (people or {}).items():
        found.append(_entity(text, text.index(name), name, type="text_mention", user=person))
    return sorted(found, key=lambda each: each["offset"])


def _entity(text: str, start: int, words: str, **kind: object) -> Json:
    return {**kind, "offset": units(text[:start]), "length": units(words)}


def message(
    text: str | None = None,
    *,
    chat: Json = PRIVATE,
    person: Json | None = ADA,
    thread: int | None = None,
    reply_to: Json | None = None,
    people: Mapping[str, Json] | None = None,
    **more: Any,
) -> Json:
    """A message with its entities; `thread` is the topic that it stands in, `people` are those whom it names in words."""
    made: Json = {"message_id": next(_NUMBERS), "date": DATE, "chat": chat}
    made |= {} if person is None else {"from": person}
    made |= {"sender_chat": chat} if person is ANONYMOUS or chat["type"] == "channel" else {}
    made |= {} if reply_to is None else _reply(chat, reply_to)
    made |= {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}
    made |= more
    if text is not None:
        made |= {"text": text, **_marked("entities", text, people)}
    if "caption" in more:
        made |= _marked("caption_entities", more["caption"], people)
    return made


def _marked(name: str, text: str, people: Mapping[str, Json] | None) -> Json:
    marks = entities(text, people)
    return {name: marks} if marks else {}


def _reply(chat: Json, replied: Json) -> Json:
    """A reply, without what was replied to before; in a supergroup it opens a thread, which is no topic."""
    made: Json = {"reply_to_message": {name: value for name, value in replied.items() if name != "reply_to_message"}}
    if replied.get("is_topic_message"):
        made |= {"message_thread_id": replied["message_thread_id"], "is_topic_message": True}
    elif chat["type"] == "supergroup" and not chat.get("is_forum"):
        made |= {"message_thread_id": replied.get("message_thread_id", replied["message_id"])}
    return made


def edited(original: Json, text: str) -> Json:
    """A message after its writer has changed its words."""
    kept = {name: value for name, value in original.items() if name not in ("text", "entities")}
    return {**kept, "edit_date": DATE + 1, "text": text, **_marked("entities", text, None)}


def forwarded(text: str, *, channel: Json = CHANNEL, chat: Json = SUPERGROUP) -> Json:
    """A channel's post in the group that it is linked with."""
    origin = {"type": "channel", "date": DATE, "chat": channel, "message_id": next(_NUMBERS)}
    return message(text, chat=chat, person=FORWARDER, sender_chat=channel, is_automatic_forward=True, forward_origin=origin)


def press(data: str, under: Json, *, person: Json = ADA) -> Json:
    """The press of a button with this data under a message."""
    return {**_press(data, person), "message": under}


def press_inline(data: str, inline_message: str, *, person: Json = ADA) -> Json:
    """The press of a button under a message that was sent inline, of which only the id is known."""
    return {**_press(data, person), "inline_message_id": inline_message}


def _press(data: str, person: Json) -> Json:
    return {"id": str(next(_NUMBERS)), "from": person, "chat_instance": "1", "data": data}


def gone(chat: Json = PRIVATE) -> Json:
    """A message that is too old to be shown with the press of its button."""
    return {"message_id": 5, "date": 0, "chat": chat}


def inline_query(text: str, *, person: Json = ADA, offset: str = "", chat_type: str = "supergroup") -> Json:
    """What somebody writes behind the bot's name in any chat."""
    return {"id": str(next(_NUMBERS)), "from": person, "query": text, "offset": offset, "chat_type": chat_type}


def guest(text: str, *, person: Json = ADA, chat: Json = SUPERGROUP, **more: Any) -> Json:
    """A message that calls the bot into a chat that it is not in."""
    return message(text, chat=chat, person=person, guest_query_id=f"guest-{next(_NUMBERS)}", **more)


def standing(status: str, *, before: str = "left", chat: Json = GROUP, person: Json = ADA, **details: object) -> Json:
    """The bot's status in a chat has changed; `person` changed it."""
    new, old = member(BOT, status, **details), member(BOT, before)
    return {"chat": chat, "from": person, "date": DATE, "old_chat_member": old, "new_chat_member": new}


def migrated(old: Json = GROUP, new: Json = SUPERGROUP, *, person: Json = ADA) -> tuple[Json, Json]:
    """A group has become a supergroup: the messages that say so in the old chat and in the new one."""
    leaving = message(chat=old, person=person, migrate_to_chat_id=new["id"])
    return leaving, message(chat=new, person=ANONYMOUS, migrate_from_chat_id=old["id"])


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
NO_TEXT: dict[str, Json] = {
    "photo": {"photo": PHOTO},
    "photo with caption": {"photo": PHOTO, "caption": "Who works with Finland?"},
    "sticker": {
        "sticker": {
            "file_id": "f",
            "file_unique_id": "u",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
    },
    "voice": {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
    "location": {"location": {"longitude": 8.0, "latitude": 50.0}},
    "contact": {"contact": {"phone_number": "1", "first_name": "Ada"}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}
# Updates that the bot never answers; each is made anew for every test.
IGNORED: dict[str, Json] = {
    "edited message": {"edited_message": message("Who works with Finland?", edit_date=DATE + 1)},
    "edited command": {"edited_message": message("/help", edit_date=DATE + 1)},
    "channel post": {"channel_post": message("Who works with Finland?", chat=CHANNEL, person=None)},
    "group message": {"message": message("Who works with Finland?", chat=SUPERGROUP)},
    "another bot's command": {"message": message("/help@another_test_bot", chat=SUPERGROUP)},
    "unknown group command": {"message": message("/stand", chat=SUPERGROUP)},
    "group picture": {"message": message(chat=SUPERGROUP, photo=PHOTO)},
    "inline result": {"message": message("Who works with Finland?", via_bot=BOT)},
    "message by a bot": {"message": message("Who works with Finland?", person={**ADA, "is_bot": True})},
    "command by a bot": {"message": message("/help", person={**ADA, "is_bot": True})},
    "message by nobody": {"message": message("Who works with Finland?", person=None)},
    "pinned message": {"message": message(pinned_message=message("Hello"))},
}
