"""What goes wrong: what the person hears, what the log holds, and what it never holds."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

import pytest
from telegram.error import NetworkError

from tests.botapi.call import Refusal
from tests.conftest import TOKEN
from tests.logs import logged
from tests.talking import german
from tests.updates import message, update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.botapi.telegram import Telegram
    from tests.talking import Talk

SECRET = "a private word"  # noqa: S105 - what a person writes


@pytest.fixture
def _failing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that fails with the person's words and the token in its message."""

    def fail(question: str, *_: object) -> None:
        raise RuntimeError(f"{question} {TOKEN}")

    monkeypatch.setattr(talk.application.bot_data.engine, "ask", fail)


@pytest.mark.usefixtures("_failing")
async def test_the_person_hears_of_it_politely_and_once(talk: Talk) -> None:
    assert await talk.read(SECRET) == "Sorry, something went wrong on my side. Please try again in a moment."
    assert (await german(talk).read(SECRET)).startswith("Entschuldigung")


@pytest.mark.usefixtures("_failing")
async def test_the_log_names_the_place_and_no_words(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="handlers")
    await talk.say(SECRET)
    own = [record.getMessage() for record in caplog.records if record.name.startswith("handlers")]
    assert any("RuntimeError in a handler" in line and "test_errors.py" in line for line in own)
    assert not any(SECRET in line or TOKEN in line for line in own)


@pytest.mark.usefixtures("_failing")
async def test_a_person_who_cannot_be_told_is_no_second_error(talk: Talk, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", Refusal(403, "Forbidden: bot was blocked by the user"))
    assert len(await talk.give(update(message=message(SECRET)))) == 1


async def test_a_person_who_has_blocked_us_is_a_line_and_no_second_message(
    talk: Talk, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="handlers")
    telegram.refuse("sendMessage", Refusal(403, "Forbidden: bot was blocked by the user"))
    assert len(await talk.give(update(message=message("Optence")))) == 1
    assert "a chat does not take messages from the bot" in [record.getMessage() for record in caplog.records]
    assert not any(record.exc_info for record in caplog.records if record.name.startswith("handlers"))


@pytest.mark.parametrize("refusal", [Refusal(429, "Too Many Requests", {"retry_after": 3}), Refusal(502, "Bad Gateway")])
async def test_what_telegram_refuses_for_now_is_sent_a_little_later(refusal: Refusal, talk: Talk, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", refusal, refusal)
    await talk.give(update(message=message("Optence")))
    first, *others = telegram.named("sendMessage")
    assert others == [first, first]


async def test_a_message_that_telegram_does_not_take_is_our_mistake(talk: Talk, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", Refusal(400, "Bad Request: can't parse entities"))
    first, second = await talk.give(update(message=message("Optence")))
    assert first.text != second.text
    assert second.text.startswith("Sorry")


@pytest.fixture
def written(_logging_restored: None) -> Iterator[io.StringIO]:
    """What the program's own logging writes at DEBUG."""
    with logged("DEBUG", TOKEN) as stream:
        yield stream


@pytest.mark.usefixtures("_failing")
async def test_an_update_that_fails_is_a_line_and_counted(talk: Talk, written: io.StringIO) -> None:
    await talk.say(SECRET)
    assert "event=update kind=question outcome=failed stage= ms=" in written.getvalue()
    page = talk.application.bot_data.metrics.page()[0].decode()
    assert 'cluster_answers_updates_total{kind="question",outcome="failed"} 1.0' in page


@pytest.mark.usefixtures("_failing")
async def test_neither_token_nor_words_nor_ids_are_in_any_log(
    talk: Talk, written: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    await talk.say(SECRET)
    await talk.say("/cluster optence")
    await talk.press("Partners")
    await talk.application.process_error(None, NetworkError(f"https://api.telegram.org/bot{TOKEN}/sendMessage"))
    said = written.getvalue() + "".join(capsys.readouterr())
    assert "event=update kind=/cluster outcome=answer stage=shown" in said
    assert TOKEN.partition(":")[2] not in said
    assert SECRET not in said
    assert "optence" not in said.casefold()
    assert "chat_id" not in said
    assert str(talk.person["id"]) not in re.findall(r"\d+", re.sub(r"(timestamp|ms)=\S+", "", said))
