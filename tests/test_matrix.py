"""The update matrix: every kind of update, in every place, by everybody, addressed to us or not, and what is called for it.

What should happen is said here by a rule in a few lines, apart from how the program decides it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import updates
from tests.botapi.call import BOT, Json
from tests.updates import ADA, ANONYMOUS, CHANNEL, FORUM, FORWARDER, GROUP, PHOTO, PRIVATE, ROBOT, SUPERGROUP, TOPIC, update

if TYPE_CHECKING:
    from tests.talking import Talk

US = "@answers_test_bot"
PLACES: dict[str, Json] = {
    "private": PRIVATE,
    "group": GROUP,
    "supergroup": SUPERGROUP,
    "topic": FORUM,
    "General": FORUM,
    "channel": CHANNEL,
}
WRITERS = ("user", "anonymous admin", "bot", "channel's forward", "via a bot", "via us")
# What is written: the words and fields of a message; `{us}` is our @name.
WRITTEN: dict[str, Json] = {
    "text": {"text": "Who works with Finland?"},
    "mention": {"text": "{us} Who works with Finland?"},
    "mention by id": {"text": "Answers, who works with Finland?", "people": {"Answers": BOT}},
    "mention of another": {"text": "@another_test_bot Who works with Finland?"},
    "command": {"text": "/cluster optence"},
    "command to us": {"text": "/cluster{us} optence"},
    "command to another": {"text": "/cluster@another_test_bot optence"},
    "unknown command": {"text": "/stand"},
    "unknown command to us": {"text": "/stand{us}"},
    "reply to us": {"text": "and Japan?", "reply_to": "us"},
    "reply to another": {"text": "and Japan?", "reply_to": "another"},
    "photo": {"photo": PHOTO},
    "photo with mention": {"photo": PHOTO, "caption": "{us} Who works with Finland?"},
    "photo in reply to us": {"photo": PHOTO, "reply_to": "us"},
    "sticker": updates.NO_TEXT["sticker"],
    "service message": {"new_chat_title": "New"},
}
ADDRESSED = {
    "mention",
    "mention by id",
    "command",
    "command to us",
    "unknown command to us",
    "reply to us",
    "photo with mention",
}
TURNED_TO_US = {"mention", "mention by id", "photo with mention"}  # what an edit can make of a message


class Case(NamedTuple):
    place: str
    writer: str
    written: str
    edited: bool

    @property
    def exists(self) -> bool:
        """Whether Telegram has such a thing."""
        in_group = self.place not in ("private", "channel")
        return in_group or self.writer in ("user", "bot", "via a bot", "via us")

    @property
    def expected(self) -> list[str]:
        """The calls that it should lead to."""
        if self.place == "channel" or self.writer not in ("user", "anonymous admin"):
            return []
        if self.place == "private":
            return [] if self.edited or self.written == "service message" else ["sendMessage"]
        return ["sendMessage"] if self.written in (TURNED_TO_US if self.edited else ADDRESSED) else []

    def update(self, number: int) -> Json:
        """The update, in a chat of its own, so that no case quietens another."""
        chat = (
            PLACES[self.place] if self.place == "private" else {**PLACES[self.place], "id": PLACES[self.place]["id"] - number}
        )
        person = {"anonymous admin": ANONYMOUS, "bot": ROBOT, "channel's forward": FORWARDER}.get(self.writer, ADA)
        more: Json = {"via a bot": {"via_bot": ROBOT}, "via us": {"via_bot": BOT}}.get(self.writer, {})
        if self.writer == "channel's forward":
            more = {"sender_chat": CHANNEL, "is_automatic_forward": True}
        made = updates.message(
            chat=chat,
            person=None if self.place == "channel" else person,
            thread=TOPIC if self.place == "topic" else None,
            **{**self._content(chat), **more},
        )
        return update(**{self._kind: {**made, "edit_date": made["date"] + 1} if self.edited else made})

    def _content(self, chat: Json) -> Json:
        """What is written, with our name, and with what it replies to."""
        content = {
            name: value.replace("{us}", US) if isinstance(value, str) else value
            for name, value in WRITTEN[self.written].items()
        }
        if whose := content.get("reply_to"):
            thread = TOPIC if self.place == "topic" else None
            content["reply_to"] = updates.message("Hello", chat=chat, person=BOT if whose == "us" else ADA, thread=thread)
        return content

    @property
    def _kind(self) -> str:
        kind = "channel_post" if self.place == "channel" else "message"
        return f"edited_{kind}" if self.edited else kind


def cases() -> Iterator[Case]:
    return (case for each in itertools.product(PLACES, WRITERS, WRITTEN, (False, True)) if (case := Case(*each)).exists)


async def test_every_message_leads_to_just_the_calls_it_should(talk: Talk) -> None:
    went = {case: [call.method for call in await talk.give(case.update(number))] for number, case in enumerate(cases())}
    assert len(went) > 800
    assert {case: calls for case, calls in went.items() if calls != case.expected} == {}


async def test_every_answer_in_a_group_is_a_reply_in_its_topic(talk: Talk) -> None:
    for number, case in enumerate(cases()):
        raw = case.update(number)
        for call in await talk.give(raw):
            content = next(value for value in raw.values() if isinstance(value, dict))
            assert call.parameters["chat_id"] == content["chat"]["id"]
            replied = call.parameters.get("reply_parameters", {}).get("message_id")
            asks_back = case.place == "private" and "k:" in str(call.buttons)  # whether the question may be kept
            assert replied == (None if case.place == "private" and not asks_back else content["message_id"]), case
            assert call.parameters.get("message_thread_id") == (TOPIC if case.place == "topic" else None), case


OTHERS: dict[str, tuple[Json, list[str]]] = {
    "inline query": ({"inline_query": updates.inline_query("optence")}, ["answerInlineQuery"]),
    "guest message": ({"guest_message": updates.guest(f"{US} optence")}, ["answerGuestQuery"]),
    "guest message by a bot": ({"guest_message": updates.guest(f"{US} optence", person=ROBOT)}, []),
    "added to a group": ({"my_chat_member": updates.standing("member")}, ["sendMessage"]),
    "added to a channel": ({"my_chat_member": updates.standing("administrator", chat=CHANNEL)}, []),
    "made admin": ({"my_chat_member": updates.standing("administrator", before="member")}, []),
    "removed": ({"my_chat_member": updates.standing("kicked", before="member")}, []),
    "blocked": ({"my_chat_member": updates.standing("kicked", before="member", chat=PRIVATE)}, []),
    "unblocked": ({"my_chat_member": updates.standing("member", before="kicked", chat=PRIVATE)}, []),
    "old button": ({"callback_query": updates.press("nonsense", updates.gone())}, ["answerCallbackQuery"]),
    "old button in a group": ({"callback_query": updates.press("s:en:optence", updates.gone(GROUP))}, ["answerCallbackQuery"]),
    "inline button": ({"callback_query": updates.press_inline("s:en:optence", "i1")}, ["answerCallbackQuery"]),
}


async def test_every_other_update_leads_to_just_the_calls_it_should(talk: Talk) -> None:
    for name, (content, expected) in OTHERS.items():
        assert [call.method for call in await talk.give(update(**content))] == expected, name


@given(text=st.text(min_size=1, max_size=300).filter(lambda text: text.strip() and "@" not in text and "/" not in text))
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_talk_between_people_causes_no_call_at_all(text: str, talk: Talk) -> None:
    words = text.encode(errors="ignore").decode() or "x"
    for chat in (GROUP, SUPERGROUP):
        assert await talk.give(update(message=updates.message(words, chat=chat))) == []
