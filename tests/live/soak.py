"""The real application under a crowd, for long: does it get through without an error, and does its memory stay as it is?

    python -m tests.live.soak [updates]

Prints a line for every tenth and the result. The first fifth warms it up; from then on memory may grow by 5 % at most.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from telegram import Update

from bot import log
from bot.application import build
from bot.desk import Desk
from bot.settings import Settings
from handlers.context import BotApplication
from knowledge import open_engine
from storage import address, open_store
from tests.botapi import house
from tests.botapi.call import BOT
from tests.botapi.request import InProcess
from tests.botapi.telegram import Telegram
from tests.conftest import TOKEN
from tests.live.crowd import Crowd

UPDATES, TOGETHER, SEED = 100_000, 50, 7
GROWTH = 0.05
REMEMBERED = 2_000  # messages that the Bot API in the same process keeps, so that it does not grow itself


@dataclass(frozen=True)
class Soaked:
    """What came of it: memory in bytes, after the first fifth and at the end; `errors` that were logged, or are Telegram's."""

    updates: int
    seconds: float
    errors: Sequence[str]
    warm: int
    end: int

    @property
    def growth(self) -> float:
        return self.end / self.warm - 1

    def __str__(self) -> str:
        memory = (
            f"{self.warm / 2**20:.0f} MiB after the first fifth, {self.end / 2**20:.0f} MiB at the end ({self.growth:+.1%})"
        )
        return f"{self.updates:,} updates in {self.seconds:.0f} s, {len(self.errors)} errors, {memory}"


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


async def soak(folder: Path, updates: int, seed: int = SEED) -> Soaked:
    """Let the application handle so many updates, some together."""
    telegram, errors = Telegram(house.breaches), _Errors()
    settings = Settings.model_validate({"telegram_bot_token": TOKEN})
    logging.getLogger().addHandler(errors)
    try:
        async with open_store(address(f"sqlite:///{folder}/soak.sqlite3")) as store:
            application = build(settings, open_engine(), store, InProcess(telegram))
            async with application:
                started = time.monotonic()
                memory = await _through(application, telegram, updates, seed)
                return Soaked(updates, time.monotonic() - started, [*errors.said, *telegram.mistakes], memory[1], memory[-1])
    finally:
        logging.getLogger().removeHandler(errors)


async def _through(application: BotApplication, telegram: Telegram, updates: int, seed: int) -> list[int]:
    """Hand over all updates; the memory after every tenth of them."""
    desk, crowd, memory = Desk(application), Crowd(telegram, seed), list[int]()
    for tenth in range(1, 11):
        for _ in range(updates // 10 // TOGETHER):
            made = [Update.de_json(crowd.next(), application.bot) for _ in range(TOGETHER)]
            await asyncio.gather(*(desk.take(each) for each in made))
            _forget(telegram)
        memory.append(_resident())
        print(f"{tenth * updates // 10:,} updates: {memory[-1] / 2**20:.0f} MiB", file=sys.stderr, flush=True)  # noqa: T201
    return memory


def _forget(telegram: Telegram) -> None:
    """Let the Bot API forget what nobody comes back to."""
    telegram.calls.clear()
    telegram.inbox.clear()
    telegram.world.open_queries.clear()
    telegram.world.inline.clear()
    for chat, person in [each for each in telegram.world.members if each[1] != BOT["id"]]:
        del telegram.world.members[chat, person]  # learned again with what they write next
    messages = telegram.world.messages
    for old in list(messages)[: max(0, len(messages) - REMEMBERED)]:
        del messages[old]


def _resident() -> int:
    """The memory that this process has in use, by proc(5)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main(arguments: Sequence[str]) -> int:
    log.configure("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        soaked = asyncio.run(soak(Path(folder), int(arguments[0]) if arguments else UPDATES))
    print(soaked)  # noqa: T201 - what it is for
    print("\n".join(dict.fromkeys(soaked.errors)))  # noqa: T201
    return int(bool(soaked.errors) or soaked.growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
