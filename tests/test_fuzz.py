"""Whatever comes: no update and no text leads to an error, to a call that Telegram refuses, or to the token being told."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.arbitrary import addressed, arbitrary_updates, callback_data, many, texts
from tests.botapi import shape
from tests.botapi.call import BOT, Json
from tests.conftest import TOKEN
from tests.updates import ADA, FORUM, GROUP, PRIVATE, SUPERGROUP, TOPIC, edited, guest, inline_query, message, press, update

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from tests.talking import Talk

COMMANDS = ("cluster", "clusters", "funding", "term", "language", "start", "quiet", "help", "sources", "nonsense")
SORRY = "Sorry, something went wrong"
_NUMBERS = iter(range(1, 2**40))


@contextmanager
def nothing_wrong(talk: Talk, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens meanwhile leaves no error in the log, no call that Telegram would refuse, and keeps the token secret."""
    caplog.clear()
    before = len(talk.telegram.calls)
    yield
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == []
    assert talk.telegram.mistakes == []
    told = str([call.parameters for call in talk.telegram.calls[before:]])
    assert SORRY not in told
    assert TOKEN not in told + caplog.text


async def one_reply(talk: Talk, raw: Json, method: str = "sendMessage") -> None:
    """Make sure that an update leads to one call; besides, it may be asked who is an admin."""
    calls = [call.method for call in await talk.give(raw)]
    assert [each for each in calls if each != "getChatMember"] == [method]


def elsewhere(chat: Json) -> Json:
    """A chat like another one, in which nobody has spoken yet, so that it is not quiet there."""
    return {**chat, "id": chat["id"] - next(_NUMBERS)}


@many(700)
@given(raw=arbitrary_updates())
async def test_no_update_leads_to_an_error(raw: Json, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    assume(not shape.of_update(raw))  # a few fields share a name and differ in kind
    with nothing_wrong(talk, caplog):
        await talk.give(raw)


@many(150)
@given(text=texts())
async def test_every_text_gets_one_reply_in_private(text: str, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    with nothing_wrong(talk, caplog):
        await one_reply(talk, update(message=message(text)))


@many(150)
@given(text=texts(), where=st.sampled_from((GROUP, SUPERGROUP, FORUM)))
async def test_every_text_to_us_gets_one_reply_in_a_group(
    text: str, where: Json, talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    asked = message(addressed(text), chat=elsewhere(where), thread=TOPIC if where == FORUM else None)
    with nothing_wrong(talk, caplog):
        await one_reply(talk, update(message=asked))
        await talk.give(update(edited_message=edited(asked, addressed(f"and {text}"))))


@many(300)
@given(name=st.sampled_from(COMMANDS), text=texts(), where=st.sampled_from((None, GROUP)))
async def test_every_text_after_a_command_gets_one_reply(
    name: str, text: str, where: Json | None, talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    command = f"/{name}@{BOT['username']} {text}"
    raw = message(command, chat=elsewhere(where)) if where else message(command)
    with nothing_wrong(talk, caplog):
        await one_reply(talk, update(message=raw))


@many(150)
@given(payload=st.from_regex(r"(q-|t-|[a-z]{1,9}_|)[A-Za-z0-9_=-]{0,62}", fullmatch=True))
async def test_every_deep_link_gets_one_reply(payload: str, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    with nothing_wrong(talk, caplog):
        await one_reply(talk, update(message=message(f"/start {payload}")))


@many(150)
@given(text=texts(256) | st.just(""), offset=st.sampled_from(("", "10", "-1", "٣", "9" * 60)))
async def test_every_inline_query_gets_one_answer(text: str, offset: str, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    with nothing_wrong(talk, caplog):
        await one_reply(talk, update(inline_query=inline_query(text, offset=offset)), "answerInlineQuery")


@many(100)
@given(text=texts())
async def test_every_call_of_a_guest_gets_one_answer(text: str, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    with nothing_wrong(talk, caplog):
        await one_reply(talk, update(guest_message=guest(addressed(text), chat=elsewhere(SUPERGROUP))), "answerGuestQuery")


@many(300)
@given(data=callback_data(), where=st.sampled_from((PRIVATE, SUPERGROUP)))
async def test_every_press_is_answered(data: str, where: Json, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    under = message("Hello", person=BOT, chat=where)
    with nothing_wrong(talk, caplog):
        calls = await talk.give(update(callback_query=press(data, under, person=ADA)))
        assert [call.method for call in calls].count("answerCallbackQuery") == 1
