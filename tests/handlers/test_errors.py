"""What goes wrong: what the person hears, what the log holds, and what it never holds."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from telegram.error import NetworkError

from bot.log import Redaction, configure
from tests.botapi.call import Refusal
from tests.conftest import TOKEN
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
    assert "update kind=question outcome=failed" in own
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
    calls = await talk.give(update(message=message("Optence")))
    assert len(calls) == 3
    assert calls[0] == calls[1] == calls[2]


async def test_a_message_that_telegram_does_not_take_is_our_mistake(talk: Talk, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", Refusal(400, "Bad Request: can't parse entities"))
    first, second = await talk.give(update(message=message("Optence")))
    assert first.text != second.text
    assert second.text.startswith("Sorry")


@pytest.fixture
def _everything_logged(_logging_restored: None, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """The program's own logging at DEBUG, seen through its own redaction."""
    configure("DEBUG", [TOKEN])
    caplog.handler.addFilter(Redaction([TOKEN]))
    logging.getLogger().addHandler(caplog.handler)
    yield
    caplog.handler.filters.clear()


@pytest.mark.usefixtures("_everything_logged", "_failing")
async def test_neither_token_nor_words_nor_ids_are_in_any_log(
    talk: Talk, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    await talk.say(SECRET)
    await talk.say("/cluster optence")
    await talk.press("Partners")
    await talk.application.process_error(None, NetworkError(f"https://api.telegram.org/bot{TOKEN}/sendMessage"))
    written = caplog.text + "".join(capsys.readouterr())
    assert "update kind=/cluster outcome=answer" in written
    assert TOKEN not in written
    assert TOKEN.partition(":")[2] not in written
    assert SECRET not in written
    assert "optence" not in written.casefold()
    assert "chat_id" not in written
