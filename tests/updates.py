"""Real updates, made as Telegram sends them."""

from __future__ import annotations

import itertools
from typing import Any

from tests.recording import BOT

_NUMBERS = itertools.count(1)
DATE = 1_700_000_000
CHAT = 77
ADA: dict[str, Any] = {"id": CHAT, "is_bot": False, "first_name": "Ada", "language_code": "en"}
PRIVATE: dict[str, Any] = {"id": CHAT, "type": "private", "first_name": "Ada"}
GROUP: dict[str, Any] = {"id": -100_5, "type": "supergroup", "title": "Clusters"}

Json = dict[str, Any]


def update(**content: Json) -> Json:
    return {"update_id": next(_NUMBERS), **content}


def message(text: str | None = None, *, chat: Json = PRIVATE, person: Json | None = ADA, **more: object) -> Json:
    """A message; a leading command gets its entity, as Telegram gives it."""
    made: Json = {"message_id": next(_NUMBERS), "date": DATE, "chat": chat, **more}
    if person is not None:
        made["from"] = person
    if text is not None:
        made["text"] = text
        if text.startswith("/") and len(text.split()[0]) > 1:
            made["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return made


def press(data: str, under: Json, *, person: Json = ADA) -> Json:
    """The press of a button with this data under a message."""
    return {"id": str(next(_NUMBERS)), "from": person, "chat_instance": "1", "message": under, "data": data}


def gone(chat: Json = PRIVATE) -> Json:
    """A message that is too old to be shown with the press of its button."""
    return {"message_id": 5, "date": 0, "chat": chat}


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
    "channel post": {
        "channel_post": message("Who works with Finland?", chat={"id": -9, "type": "channel", "title": "C"}, person=None)
    },
    "group message": {"message": message("Who works with Finland?", chat=GROUP)},
    "group command": {"message": message("/help", chat=GROUP)},
    "group picture": {"message": message(chat=GROUP, photo=PHOTO)},
    "inline result": {"message": message("Who works with Finland?", via_bot=BOT)},
    "message by a bot": {"message": message("Who works with Finland?", person={**ADA, "is_bot": True})},
    "command by a bot": {"message": message("/help", person={**ADA, "is_bot": True})},
    "message by nobody": {"message": message("Who works with Finland?", person=None)},
    "pinned message": {"message": message(pinned_message=message("Hello"))},
}
