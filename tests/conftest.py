"""What all tests share: no settings from outside, the real knowledge, the real application over our Bot API."""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import TYPE_CHECKING

import pytest

from bot.application import build
from bot.desk import Desk
from bot.settings import Settings
from knowledge import Engine, open_engine
from storage import Store, address, open_store
from tests.botapi import house
from tests.botapi.request import InProcess
from tests.botapi.telegram import Telegram
from tests.botapi.world import DATE
from tests.clock import Clock
from tests.conversation import Conversation
from tests.talking import Talk
from tests.updates import ADA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from handlers.context import BotApplication

TOKEN = "123456789:AAF-test_token_that_is_of_the_right_shape"  # noqa: S105 - nobody's

QUICKLY = 0.001  # how much of the time between attempts is waited for


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the developer's environment, no `.env` file and no database of theirs reaches a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the library will have it; without it, it warns of the change
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def _logging_restored() -> Iterator[None]:
    """Undo what a test configures of the logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logger.level for name, logger in _loggers().items()}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, logger in _loggers().items():
        logger.setLevel(levels.get(name, logging.NOTSET))


def _loggers() -> dict[str, logging.Logger]:
    known = logging.root.manager.loggerDict
    return {name: logger for name, logger in known.items() if isinstance(logger, logging.Logger)}


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine over the real knowledge."""
    return open_engine()


@pytest.fixture
def settings() -> Settings:
    return Settings.model_validate({"telegram_bot_token": TOKEN})


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """Telegram, as the bot sees it; afterwards it has seen nothing against its rules or ours."""
    made = Telegram(house.breaches)
    yield made
    assert made.mistakes == []


@pytest.fixture
def request_in_process(telegram: Telegram) -> InProcess:
    """What stands in for the network."""
    return InProcess(telegram)


@pytest.fixture
def clock() -> Clock:
    """The time, which stands still until a test moves it."""
    return Clock(time.time())


@pytest.fixture
async def store(tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    """A real database, in a file of this test's own."""
    async with open_store(address(f"sqlite:///{tmp_path}/bot.sqlite3"), clock) as made:
        yield made


@pytest.fixture
async def application(
    settings: Settings, engine: Engine, store: Store, telegram: Telegram, request_in_process: InProcess
) -> AsyncIterator[BotApplication]:
    """The real application, initialised and not polling; it notes answers since the messages of the tests are written."""
    made = build(settings, engine, store, request_in_process, pace=QUICKLY)
    made.bot_data.since = dt.datetime.fromtimestamp(DATE, dt.UTC)
    await made.initialize()
    telegram.calls.clear()
    yield made
    await made.shutdown()


@pytest.fixture
def talk(application: BotApplication, telegram: Telegram) -> Talk:
    """A private chat with a person whose Telegram is English."""
    return Talk(application, telegram, ADA, Desk(application))


@pytest.fixture
def conversation(talk: Talk) -> Conversation:
    """Conversations in private and in groups, as tables."""
    return Conversation(talk)
