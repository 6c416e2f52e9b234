"""What all tests share: no settings from outside, the real knowledge, the real application over our Bot API."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

import pytest

from bot.application import build
from bot.settings import Settings
from handlers.answers import Answers
from knowledge import Engine, load
from tests.botapi import house
from tests.botapi.request import InProcess
from tests.botapi.telegram import Telegram
from tests.botapi.world import DATE
from tests.conversation import Conversation
from tests.talking import Talk
from tests.updates import ADA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from handlers.context import BotApplication

TOKEN = "123456789:AAF-test_token_that_is_of_the_right_shape"  # noqa: S105 - nobody's


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the developer's environment and no `.env` file reaches a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
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
    return Engine(load(None))


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
async def application(
    settings: Settings, engine: Engine, telegram: Telegram, request_in_process: InProcess
) -> AsyncIterator[BotApplication]:
    """The real application, initialised and not polling; it runs since the messages of the tests are written."""
    made = build(settings, engine, request_in_process)
    made.bot_data.answers = Answers(since=dt.datetime.fromtimestamp(DATE, dt.UTC))
    await made.initialize()
    telegram.calls.clear()
    yield made
    await made.shutdown()


@pytest.fixture
def talk(application: BotApplication, telegram: Telegram) -> Talk:
    """A private chat with a person whose Telegram is English."""
    return Talk(application, telegram, ADA)


@pytest.fixture
def conversation(talk: Talk) -> Conversation:
    """Conversations in private and in groups, as tables."""
    return Conversation(talk)
