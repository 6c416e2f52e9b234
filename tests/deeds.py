"""What the bot does, in the words of a table: each call is one deed.

"reply to it", "reply to another message", "message", "edit", "edit inline", "answer the press", "results", "answer the guest",
"delete", "typing", "leave", "look up a member", else the method's name; "in …, " stands before it if that is another place than
the row's. Behind a colon comes how the text begins, or the titles of the results. "nothing" is no deed at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from tests.botapi.call import Call, Json
from tests.botapi.markup import Markup
from tests.utterance import PLACES, Place

Messages = Mapping[tuple[int, int], Json]

_SHOWN = 80  # characters of what was not expected
_DEEDS = {
    "sendMessage": "message",
    "editMessageText": "edit",
    "answerCallbackQuery": "answer the press",
    "answerInlineQuery": "results",
    "answerGuestQuery": "answer the guest",
    "deleteMessage": "delete",
    "sendChatAction": "typing",
    "leaveChat": "leave",
    "getChatMember": "look up a member",
}


def told(deeds: list[str], expected: list[str]) -> list[str]:
    """What the bot did, with as much of each text as is expected of it, if it begins so."""
    pairs = zip_longest(deeds, expected[: len(deeds)], fillvalue="")
    return [_as_expected(went, words) for went, words in pairs] or ["nothing"]


def _as_expected(went: str, expected: str) -> str:
    if expected and went.startswith(expected) and _kind(went) == _kind(expected):
        return expected
    first = went.partition("\n")[0]
    return first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows to be read in the report of a failure."""
    return "\n".join(f"    {line}  →  {' | '.join(deeds)}" for line, *deeds in rows)


def _kind(words: str) -> str:
    return words.partition(":")[0]


def deed(call: Call, place: Place, it: Json | None, known: Messages) -> str:
    """A call in words, as seen from a place where `it` was said last; `known` are all messages."""
    name = _DEEDS.get(call.method, call.method)
    if "reply_parameters" in call.parameters:
        own = it is not None and call.parameters["reply_parameters"]["message_id"] == it["message_id"]
        name = "reply to it" if own else "reply to another message"
    if "inline_message_id" in call.parameters:
        name = "edit inline"
    words = _words(call)
    return f"{_elsewhere(call, place, known)}{name}: {words}" if words else f"{_elsewhere(call, place, known)}{name}"


def _words(call: Call) -> str:
    """What people read of a call."""
    if "results" in call.parameters:
        return "; ".join(each.get("title", each["id"]) for each in call.parameters["results"])
    content = call.parameters.get("result", {}).get("input_message_content", call.parameters)
    words = str(content.get("text", content.get("message_text", "")))
    return Markup(words).text if content.get("parse_mode") == "HTML" else words


def _elsewhere(call: Call, place: Place, known: Messages) -> str:
    """Where a call goes, if not to the place that is being talked in."""
    if "chat_id" not in call.parameters:
        return ""
    replied = call.parameters.get("reply_parameters", call.parameters).get("message_id")
    message = known.get((call.parameters["chat_id"], replied), {})
    there = (call.parameters["chat_id"], call.parameters.get("message_thread_id") or _topic(message))
    names = {key(each): each.name for each in PLACES.values()}
    return "" if there == key(place) else f"in {names.get(there, 'private')}, "


def where(message: Json) -> tuple[int, int | None]:
    """The chat and topic of a message."""
    return message["chat"]["id"], _topic(message)


def _topic(message: Json) -> int | None:
    return message.get("message_thread_id") if message.get("is_topic_message") else None


def key(place: Place) -> tuple[int, int | None]:
    """The chat and topic of a place."""
    return place.chat["id"], place.thread
