"""Arbitrary updates and texts: everything that the Bot API's description allows, and texts as no one should write them.

Each test makes a fixed number of them, the same in every run; `SOAK=100` makes a hundred times as many, others in every run.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import Chat, Message, MessageEntity, Update, User
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from telegram import Update as Known
from telegram.constants import UpdateType

from tests.botapi.call import BOT, Json
from tests.botapi.world import DATE, FIRST_MESSAGE
from tests.updates import ADA, ANONYMOUS, BEN, CHANNEL, FORUM, GROUP, PRIVATE, ROBOT, SUPERGROUP, entities

Strategy = st.SearchStrategy[Any]

US = "@answers_test_bot"
LONGEST, DEEPEST = 4096, 3
_TIMES = int(os.environ.get("SOAK", "1"))

CHARACTERS = st.characters(exclude_categories=["Cs"])  # lone surrogates cannot be sent
# One of every category of Unicode, and what is written in other scripts and directions, joined or without width.
CATEGORIES = (
    "\x07\x00\x1b", "\u00ad\u200b\u2060\ufeff", "\ue000\U000f0000", "\u0378\uffff", "aB", "\u02b0ʼ", "ªא", "ǅᾈ",
    "\u0903", "\u20dd", "e\u0301\u0323\u0489", "7٣७", "Ⅳ", "½²", "_‿", "-—", "([", ")]", "«", "»", "!?", "€", "+∑", "^`", "©🎲",
    "\u2028", "\u2029", "\u00a0\u3000", "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪", "\u202eecnetpO\u202c", "\u2066a\u2069\u200f\u061c",
    "مرحبا بالعالم", "שלום", "集群国际化", "กลุ่มคลัสเตอร์", "각하", "ﷺﷺ", "ẞß", "İı",
)  # fmt: skip
HARD = (
    "<b>", "<b>Optence</i>", "&amp;&lt;&#x41;&bogus;", '<a href="https://example.org">Optence', "</a>", "<tg-emoji>",
    "a" * LONGEST, "\u0301" * LONGEST, "a" + "\u0301\u0323" * 2047, "ﷺ" * LONGEST, "7" * 1000, "optence " * 512,
    "@ben_of_mainz " * 100, "\n" * LONGEST, "\u200b" * 50, "«“‘" * 500 + "optence" + "’”»" * 500, "?" * LONGEST,
    "a?" * 2000, "a." * 2000, "😀" * 2048, "' OR 1=1; DROP TABLE clusters; --", "{0} {username} {count!r:>99} %s %(a)d ${x} {{",
    "null", "None", "NaN", "-1", "0", "true", "../../etc/passwd", "\\u0041\\", "$(reboot)", "/cluster /cluster /cluster",
    "/", "//", "/@", "/cluster@", "@", US, f"{US} {US}",
)  # fmt: skip
QUESTIONS = (
    "Who works with Finland?",
    "wieviel geld bekam optence",
    "and the partners?",
    "optence",
    "2",
    "the second one",
    "danke",
)


def many(count: int) -> settings:
    """So many examples; with SOAK, so many times as many, and others in every run."""
    return settings(
        deadline=None,
        derandomize=_TIMES == 1,
        database=None,
        max_examples=count * _TIMES,
        suppress_health_check=list(HealthCheck),
    )


# ---- texts


def texts(longest: int = LONGEST) -> st.SearchStrategy[str]:
    """What may stand in a message: never blank, for Telegram does not send that."""
    chosen = (*HARD, *CATEGORIES, *QUESTIONS)
    by_hand = st.integers(0, len(chosen) - 1).map(chosen.__getitem__)  # by number: what is this long must not be shown
    pieces = by_hand | st.text(CHARACTERS, max_size=12)
    made = st.one_of(
        by_hand,
        st.text(CHARACTERS, max_size=300),
        st.lists(pieces, min_size=1, max_size=8).map(" ".join),
        st.builds(lambda piece, times: piece * times, st.text(CHARACTERS, min_size=1, max_size=9), st.integers(1, 4096)),
    )
    return made.map(lambda text: _cut(text, longest)).filter(str.strip)


def _cut(text: str, longest: int) -> str:
    """As much of a text as Telegram lets through: it counts UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


# ---- updates, from the models of all types


def arbitrary_updates() -> st.SearchStrategy[Json]:
    """An update of any kind that the library knows, of which any optional parts are there."""
    return st.sampled_from([str(UpdateType(kind).value) for kind in Known.ALL_TYPES]).flatmap(_update)


def _update(kind: str) -> st.SearchStrategy[Json]:
    content = _of(Update.model_fields[kind].annotation, DEEPEST)
    return st.builds(lambda number, made: {"update_id": number, kind: _sent(kind, made)}, st.integers(1, 2**31), content)


def _sent(kind: str, content: Json) -> Json:
    """What Telegram holds itself to, whatever is in an update: buttons are ours, and so is the standing that is told us."""
    if kind == "callback_query" and (under := content.get("message")):
        content["message"] = {**under, "from": BOT, "message_id": FIRST_MESSAGE - 1}
    if kind == "guest_message":
        content.setdefault("guest_query_id", "guest")
    if kind == "my_chat_member":
        content["new_chat_member"]["user"] = content["old_chat_member"]["user"] = BOT
    return content


@cache
def _model(model: type[BaseModel], depth: int) -> st.SearchStrategy[Json]:
    """A value of a type, with up to four of its optional fields, with fewer the deeper it stands."""
    if known := _KNOWN.get(model):
        return known(depth)
    fields = {_name(name, field): (name, field) for name, field in model.model_fields.items()}
    required = {name: _field(own, field, depth) for name, (own, field) in fields.items() if _is_needed(field)}
    optional = [name for name in fields if name not in required and name not in _OUTDATED and depth > 0]
    chosen = st.lists(st.sampled_from(optional), max_size=4, unique=True) if optional else st.just([])

    def with_optional(names: list[str]) -> st.SearchStrategy[Json]:
        return st.fixed_dictionaries({**required, **{name: _field(*fields[name], depth - 1) for name in names}})

    return chosen.flatmap(with_optional)


_OUTDATED = {"correct_option_id"}  # of which the library warns


def _is_needed(field: FieldInfo) -> bool:
    """Whether a field must be there, also to tell of which kind a value is."""
    return field.is_required() or get_origin(field.annotation) is Literal


def _name(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _field(name: str, field: FieldInfo, depth: int) -> Strategy:
    return _NAMED[name](depth) if name in _NAMED else _of(field.annotation, depth)


def _of(annotation: Any, depth: int) -> Strategy:
    """A value of a type as it is annotated; never None, for what is not there is left out."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(arguments[0], depth)
    if origin is Literal:
        return st.sampled_from([getattr(each, "value", each) for each in arguments])
    if origin is list:
        return st.lists(_of(arguments[0], depth), max_size=2 if depth > 0 else 1)
    if arguments:
        return st.one_of(*(_of(each, depth) for each in arguments if each not in (type(None), Default)))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return st.deferred(lambda: _model(annotation, depth))
    if meant := getattr(annotation, "__value__", None):  # a type made of itself, such as a rich text
        return _of(meant, depth - 1) if depth > 0 else _PLAIN[str]
    return _PLAIN[str] if isinstance(annotation, str) else _PLAIN[annotation]


_MOMENTS = st.integers(DATE - 10**6, DATE + 10**6)
_PLAIN: dict[Any, Strategy] = {
    str: st.text(CHARACTERS, min_size=1, max_size=20),
    int: st.integers(0, 2**31),
    float: st.floats(-90, 90).map(lambda number: float(number)),
    bool: st.booleans(),
    dt.datetime: _MOMENTS,
    dt.timedelta: st.integers(0, 10**6),
}
_PEOPLE = (ADA, BEN, ROBOT, ANONYMOUS, BOT)
_PLACES = (PRIVATE, GROUP, SUPERGROUP, FORUM, CHANNEL)
_IDS = st.integers(1, FIRST_MESSAGE - 1)


def _user(_: int) -> st.SearchStrategy[Json]:
    return st.builds(lambda person, more: {**person, **more}, st.sampled_from(_PEOPLE), st.sampled_from(_MORE_OF_A_USER))


_MORE_OF_A_USER: tuple[Json, ...] = (
    {}, {}, {"language_code": "de"}, {"language_code": "xx-ﷺ"}, {"last_name": "\u202e<b>"}, {"is_bot": True},
)  # fmt: skip


def _chat(_: int) -> st.SearchStrategy[Json]:
    """One of the places, or one more like it, so that quiet and choices in one do not hush all others."""
    return st.builds(
        lambda place, number: {**place, "id": place["id"] + (number if place["id"] > 0 else -number)},
        st.sampled_from(_PLACES),
        st.integers(0, 1000),
    )


def _message(depth: int) -> st.SearchStrategy[Json]:
    """A message in a place, with words and whatever else; only a topic's says that it stands in one."""
    said = texts(300) if depth == DEEPEST else st.sampled_from(QUESTIONS)
    marks = st.lists(_marks(depth), max_size=3)
    return st.builds(_put_together, _bare(depth), st.sampled_from(_LEADS), said, marks, st.sampled_from(_WORDED))


@cache
def _bare(depth: int) -> st.SearchStrategy[Json]:
    known, fields = {**_KNOWN}, {name: field for name, field in Message.model_fields.items() if name not in _APART}
    del known[Message]
    names = [name for name, field in fields.items() if not field.is_required()]
    frame = {name: _field(name, fields[name], depth) for name in ("date", "chat")}
    writer: dict[str, Strategy] = {"from": _user(0)}

    def with_optional(chosen: list[str]) -> st.SearchStrategy[Json]:
        more = {_name(name, fields[name]): _field(name, fields[name], depth - 1) for name in chosen}
        return st.fixed_dictionaries({"message_id": _IDS, **frame, **more}, optional=writer)

    return st.lists(st.sampled_from(names), max_size=4 if depth > 0 else 0, unique=True).flatmap(with_optional)


# Of a message, what is put in below.
_APART = {"message_id", "text", "entities", "caption", "caption_entities", "from_user"}
_WORDED = ("text", "text", "text", "caption", "")
_LEADS = ("", "", US + " ", "/cluster ", f"/cluster{US} ", "/start ", "/language ", "/quiet ", "Answers ")


def _put_together(message: Json, lead: str, said: str, marks: list[Json], worded: str) -> Json:
    """A message with words in their place, marked rightly at their beginning and anyhow elsewhere."""
    if worded:
        marked = [*entities(lead), *marks]
        message = {**message, worded: lead + said, "entities" if worded == "text" else "caption_entities": marked}
    if message["chat"] == FORUM or message.get("is_topic_message") or "forum_topic_created" in message:
        message = {**message, "message_thread_id": 40, "is_topic_message": True}
    return message


@cache
def _marks(depth: int) -> st.SearchStrategy[Json]:
    """An entity anywhere in a text, or half in it, or beyond its end."""
    kinds = ("mention", "bot_command", "text_mention", "url", "bold", "custom_emoji", "date_time", "new_kind")
    required = {"type": st.sampled_from(kinds), "offset": st.integers(0, 40), "length": st.integers(0, 400)}
    return st.fixed_dictionaries(required, optional={"user": _user(depth), "url": _PLAIN[str], "language": _PLAIN[str]})


_KNOWN: dict[type[BaseModel], Callable[[int], st.SearchStrategy[Json]]] = {
    User: _user,
    Chat: _chat,
    Message: _message,
    MessageEntity: _marks,
}
_NAMED: dict[str, Callable[[int], Strategy]] = {
    "message_id": lambda _: _IDS,
    "query": lambda _: texts(256),
    "offset": lambda _: st.sampled_from(("", "10", "-1", "ﷺ", "٣", "9" * 64)),
    "data": lambda _: callback_data(),
}


# ---- what is written where


def callback_data() -> st.SearchStrategy[str]:
    """What a button may carry, ours and others': 1 to 64 bytes."""
    alike = st.builds(
        lambda *parts: ":".join(parts),
        st.sampled_from("somalrx"),
        st.sampled_from(("en", "de", "fr", "")),
        st.sampled_from(("optence", "optence.profile", "records", "sources", "auto", "77", "")) | _PLAIN[str],
        st.sampled_from(("1", "0", "99", "٣", "-1", "²", "9" * 40)),
    )
    return (alike | st.text(CHARACTERS, min_size=1, max_size=64)).map(_fitting).filter(bool)


def _fitting(text: str) -> str:
    return text.encode()[:64].decode(errors="ignore")


def addressed(text: str) -> str:
    """A text for us in a group, cut to what a message holds."""
    return _cut(f"{US} {text}", LONGEST)
