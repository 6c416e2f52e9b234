"""What the people who run the bot are told of failures: once an hour for a cause, and nothing of anybody."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from telegram import Update

from tests.botapi.call import Refusal
from tests.conftest import TOKEN
from tests.updates import ADA, GROUP, message, standing, update

if TYPE_CHECKING:
    from handlers.context import BotApplication
    from tests.botapi.call import Call
    from tests.botapi.telegram import Telegram
    from tests.clock import Clock
    from tests.talking import Talk

ADMIN, ADMINS = 900, -901
WORDS = "a private word 4711"
AN_HOUR = 3600


@pytest.fixture(autouse=True)
def _admins(application: BotApplication, telegram: Telegram) -> None:
    """An admin in private and a group of them."""
    application.bot_data.admins = (ADMIN, ADMINS)
    telegram.world.see(message(chat={"id": ADMIN, "type": "private", "first_name": "Eva"}, person={**ADA, "id": ADMIN}))
    telegram.world.see(message(chat={**GROUP, "id": ADMINS}))


@pytest.fixture(autouse=True)
def _failing(application: BotApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that fails in one place for questions, and in another for names, with all that it knows in its message."""

    def ask(question: str, *_: object) -> None:
        raise RuntimeError(f"{question} {TOKEN} {ADA}")

    def find(name: str, *_: object) -> None:
        raise RuntimeError(f"{name} {TOKEN} {ADA}")

    monkeypatch.setattr(application.bot_data.engine, "ask", ask)
    monkeypatch.setattr(application.bot_data.engine, "find", find)


async def alerts(talk: Talk, words: str) -> list[Call]:
    """What the admins are told when a message is handled."""
    calls = await talk.give(update(message=message(words)))
    return [call for call in calls if call.parameters.get("chat_id") in (ADMIN, ADMINS)]


def _unheard(application: BotApplication) -> Update | None:
    """An update to which nothing is said when it fails."""
    return Update.de_json(update(my_chat_member=standing("member")), application.bot)


async def test_each_is_told_the_kind_and_the_place(talk: Talk) -> None:
    told = await alerts(talk, WORDS)
    assert [call.parameters["chat_id"] for call in told] == [ADMIN, ADMINS]
    assert re.search(r"RuntimeError test_alerts\.py:\d+\. ", told[0].text)


async def test_nothing_of_anybody_is_in_it(talk: Talk) -> None:
    told = " ".join(call.text for call in await alerts(talk, WORDS))
    assert told
    secrets = (*WORDS.split()[1:], *TOKEN.split(":"), ADA["first_name"], str(Path(__file__).parent))
    assert [secret for secret in secrets if secret in told] == []
    assert str(ADA["id"]) not in re.findall(r"(?<!:)\b\d+", told)


async def test_of_one_cause_they_are_told_once_an_hour(talk: Talk, clock: Clock) -> None:
    assert len(await alerts(talk, WORDS)) == 2
    assert await alerts(talk, "something else") == []
    clock.now += AN_HOUR - 1
    assert await alerts(talk, WORDS) == []
    clock.now += 1
    assert len(await alerts(talk, WORDS)) == 2


async def test_of_two_causes_they_are_told_twice(talk: Talk) -> None:
    assert len(await alerts(talk, WORDS)) == 2
    assert len(await alerts(talk, "/cluster optence")) == 2


async def test_without_admins_nobody_is_told(talk: Talk, application: BotApplication) -> None:
    application.bot_data.admins = ()
    assert await alerts(talk, WORDS) == []
    application.bot_data.admins = (ADMIN,)
    assert len(await alerts(talk, WORDS)) == 1


@pytest.mark.parametrize("words", ["Forbidden: bot was blocked by the user", "Bad Request: chat not found"])
async def test_an_admin_who_does_not_hear_us_is_no_error_and_the_others_do(
    words: str, talk: Talk, application: BotApplication, telegram: Telegram
) -> None:
    telegram.refuse("sendMessage", Refusal(403 if words.startswith("Forbidden") else 400, words))
    await application.process_error(_unheard(application), RuntimeError(WORDS))
    assert [call.parameters["chat_id"] for call in telegram.named("sendMessage")] == [ADMIN, ADMINS]
    assert telegram.last()["chat"]["id"] == ADMINS
    assert len(await alerts(talk, WORDS)) == 2


async def test_while_the_database_fails_they_are_told_all_the_same(
    application: BotApplication, telegram: Telegram, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "bot.sqlite3") as connection:
        connection.execute("DROP TABLE notes")
    connection.close()
    await application.process_error(_unheard(application), RuntimeError(WORDS))
    assert [call.parameters["chat_id"] for call in telegram.named("sendMessage")] == [ADMIN, ADMINS]


async def test_what_they_were_told_is_known_as_ours_when_a_twin_is_looked_for(talk: Talk, telegram: Telegram) -> None:
    asked = update(message=message("/help", chat={"id": ADMIN, "type": "private", "first_name": "Eva"}))
    told, _ = await alerts(talk, WORDS)
    telegram.drop("sendMessage")
    await talk.give(asked)
    texts = [each["text"] for (chat, _), each in telegram.world.messages.items() if chat == ADMIN and "text" in each]
    assert told.text in texts
