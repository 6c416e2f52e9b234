"""The desk: each update handled once, in the order of its chat, beside other chats, whatever dies or fails meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest
from telegram import Update

from bot.application import build
from bot.desk import Desk
from bot.upkeep import make_round
from storage import address, open_store
from tests.botapi.call import Refusal
from tests.conftest import QUICKLY
from tests.logs import hearing
from tests.updates import BEN, CHAT, message, update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.settings import Settings
    from handlers.context import BotApplication
    from knowledge import Engine
    from storage import Store
    from tests.botapi.call import Json
    from tests.botapi.request import InProcess
    from tests.botapi.telegram import Telegram
    from tests.clock import Clock

BENS: Json = {"id": BEN["id"], "type": "private", "first_name": "Ben"}
LONG = Refusal(429, "Too Many Requests", {"retry_after": 300})  # that is 0.3 seconds here
FOR_EVER = Refusal(429, "Too Many Requests", {"retry_after": 3000})
ENOUGH = 30  # seconds until a test fails


@pytest.fixture
def desk(application: BotApplication) -> Desk:
    return Desk(application, again=QUICKLY)


def take(desk: Desk, telegram: Telegram, application: BotApplication, raw: Json) -> asyncio.Task[None]:
    telegram.deliver(raw)
    return desk.take(Update.de_json(raw, application.bot))


def question(words: str, chat: Json | None = None) -> Json:
    return update(message=message(words, chat=chat, person=BEN) if chat else message(words))


def said(telegram: Telegram) -> list[tuple[int, str]]:
    """To whom what was sent, with the first word of it."""
    return [(call.parameters["chat_id"], call.text.split()[0]) for call in telegram.named("sendMessage")]


# ---- once


async def test_an_update_is_handled_once_however_often_it_comes(
    desk: Desk, telegram: Telegram, application: BotApplication
) -> None:
    asked = question("Optence")
    telegram.refuse("sendMessage", LONG)
    first, second = (take(desk, telegram, application, asked) for _ in range(2))
    assert first is second
    await first
    await take(desk, telegram, application, asked)
    await take(Desk(application), telegram, application, asked)
    assert len(said(telegram)) == 2  # one of them refused
    assert (desk.open, desk.steps) == ({}, 2)


async def test_many_are_handled_once_each(desk: Desk, telegram: Telegram, application: BotApplication, store: Store) -> None:
    asked = [question(words, chat) for words in ("Optence", "Finland?", "/help") for chat in (None, BENS)]
    await asyncio.gather(*(take(desk, telegram, application, each) for each in asked * 3))
    assert len(said(telegram)) == len(asked)
    assert await store.count() == len(asked)


async def test_what_fails_is_not_handled_again(
    desk: Desk, telegram: Telegram, application: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(application.bot_data.engine, "ask", fail)
    asked = question("Optence")
    await take(desk, telegram, application, asked)
    await take(desk, telegram, application, asked)
    assert said(telegram) == [(CHAT, "Sorry,")]


# ---- order


async def test_in_a_chat_one_comes_after_another_and_another_chat_goes_first(
    desk: Desk, telegram: Telegram, application: BotApplication
) -> None:
    telegram.refuse("sendMessage", LONG)
    slow = [take(desk, telegram, application, question(words)) for words in ("/help", "Optence", "/nosuch")]
    await take(desk, telegram, application, question("Optence", BENS))
    assert not any(task.done() for task in slow)
    await asyncio.gather(*slow)
    helped, answered, unknown = "<b>How", "<b>Optence", "I"
    assert said(telegram) == [
        (CHAT, helped),
        (BEN["id"], answered),
        (CHAT, helped),
        (CHAT, answered),
        (CHAT, unknown),
    ]


async def test_the_next_knows_what_was_spoken_of(desk: Desk, telegram: Telegram, application: BotApplication) -> None:
    telegram.refuse("sendMessage", LONG)
    await asyncio.gather(*(take(desk, telegram, application, question(words)) for words in ("Optence", "and the money?")))
    assert "Funding" in telegram.last()["text"]


async def other_program(file: Path, statement: str) -> None:
    """Another program does something to the database; this one goes on meanwhile."""
    await asyncio.to_thread(_run, file, statement)


def _run(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute(statement)
    connection.close()


# ---- death


@contextlib.asynccontextmanager
async def life(
    settings: Settings, engine: Engine, request: InProcess, file: Path, clock: Clock
) -> AsyncIterator[tuple[BotApplication, Desk]]:
    """One life of the program over a database; at its end nothing is waited for."""
    async with open_store(address(f"sqlite:///{file}"), clock) as store:
        application = build(settings, engine, store, request, pace=QUICKLY)
        await application.initialize()
        desk = Desk(application, again=QUICKLY)
        try:
            yield application, desk
        finally:
            dying = list(desk.open.values())
            await desk.settle(0)
            await asyncio.gather(*dying, return_exceptions=True)
            await application.shutdown()


async def test_what_was_put_by_is_taken_up_after_a_death_and_answered_once(
    settings: Settings, engine: Engine, telegram: Telegram, request_in_process: InProcess, tmp_path: Path, clock: Clock
) -> None:
    asked, file = question("Optence"), tmp_path / "lives.sqlite3"
    telegram.refuse("sendMessage", FOR_EVER)
    with hearing("bot.limiter", "trying again") as refused:
        async with life(settings, engine, request_in_process, file, clock) as (application, desk):
            task = take(desk, telegram, application, asked)
            await asyncio.wait_for(refused.wait(), ENOUGH)
            await desk.put_by(Update.de_json(asked, application.bot))
    assert task.cancelled()
    async with life(settings, engine, request_in_process, file, clock) as (application, desk):
        await make_round(application, desk, cleaning=False)
        assert list(desk.open) == [asked["update_id"]]
        await asyncio.gather(*desk.open.values())
        await make_round(application, desk, cleaning=False)
        assert desk.open == {}
    assert len([each for each in telegram.world.messages.values() if each.get("from", {}).get("is_bot")]) == 1


async def test_what_was_answered_before_a_death_is_not_left_twice(
    settings: Settings, engine: Engine, telegram: Telegram, request_in_process: InProcess, tmp_path: Path, clock: Clock
) -> None:
    asked, file = question("Optence"), tmp_path / "lives.sqlite3"
    with hearing("bot.desk", "the database fails") as failed:
        async with life(settings, engine, request_in_process, file, clock) as (application, desk):
            await other_program(file, "CREATE TRIGGER full BEFORE UPDATE ON updates BEGIN SELECT RAISE(FAIL, 'full'); END")
            task = take(desk, telegram, application, asked)
            await asyncio.wait_for(failed.wait(), ENOUGH)  # the answer was sent, and that cannot be noted
    assert task.cancelled()
    await other_program(file, "DROP TRIGGER full")
    async with life(settings, engine, request_in_process, file, clock) as (application, desk):
        await take(desk, telegram, application, asked)  # Telegram had it still
    assert [call[0] for call in said(telegram)].count(CHAT) == 2
    left = [each for (chat, _), each in telegram.world.messages.items() if chat == CHAT and each["from"]["is_bot"]]
    assert len(left) == 1


# ---- a database that fails


@pytest.mark.parametrize("table", ["updates", "notes"])
async def test_while_the_database_fails_updates_wait_and_none_is_lost(
    table: str, desk: Desk, telegram: Telegram, application: BotApplication, tmp_path: Path
) -> None:
    file = tmp_path / "bot.sqlite3"
    await other_program(file, f"ALTER TABLE {table} RENAME TO elsewhere")
    with hearing("bot.desk", "the database fails") as failed:
        tasks = [take(desk, telegram, application, question(words)) for words in ("/help", "Optence")]
        await asyncio.wait_for(failed.wait(), ENOUGH)
    assert said(telegram) == []
    await other_program(file, f"ALTER TABLE elsewhere RENAME TO {table}")
    await asyncio.wait_for(asyncio.gather(*tasks), ENOUGH)
    assert [word for _, word in said(telegram)] == ["<b>How", "<b>Optence"]


# ---- the end


async def test_what_is_open_is_waited_for_before_the_end(
    desk: Desk, telegram: Telegram, application: BotApplication, store: Store
) -> None:
    telegram.refuse("sendMessage", LONG)
    task = take(desk, telegram, application, question("Optence"))
    await desk.settle(ENOUGH)
    assert task.done()
    assert not task.cancelled()
    assert await store.count() == 1
    await desk.settle(0)  # nothing is open


async def test_but_not_for_ever(desk: Desk, telegram: Telegram, application: BotApplication, store: Store) -> None:
    telegram.refuse("sendMessage", FOR_EVER)
    with hearing("bot.limiter", "trying again") as refused:
        task = take(desk, telegram, application, question("Optence"))
        await asyncio.wait_for(refused.wait(), ENOUGH)
    await desk.settle(0)
    await asyncio.wait([task], timeout=ENOUGH)
    assert task.cancelled()
    assert await store.count() == 0
