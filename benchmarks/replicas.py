"""How many updates a second one replica carries, and two: webhook, nginx, PostgreSQL, and a Bot API that answers at once.

    python -m benchmarks.replicas

Prints the table and writes it to its part of docs/reliability.md. All parts share the machine, the load generator among them.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judged import questions
from tests.botapi.call import Json
from tests.botapi.telegram import Telegram
from tests.deploy.nginx import Nginx
from tests.live import page
from tests.live.count import asked
from tests.live.courier import PATH, Courier
from tests.live.postgres import Postgres, postgres
from tests.live.program import SECRET, Program

SECONDS, WARM, TOGETHER, CHATS, SEED = 15.0, 5.0, 50, 5_000, 7
HEAD = (
    "| replicas | updates per second | at half of that: median, ms | 99th percentile, ms |",
    "| ---: | ---: | ---: | ---: |",
)


@dataclass(frozen=True)
class Carried:
    """Updates a second at full load; at half of it, the seconds until each was answered."""

    replicas: int
    rate: float
    times: list[float]

    def row(self) -> str:
        ordered = sorted(self.times)
        median, late = (1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
        return f"| {self.replicas} | {self.rate:.0f} | {median:.0f} | {late:.0f} |"


class Load:
    """Posts questions of many chats; each is taken when it was answered."""

    def __init__(self, courier: Courier, address: str) -> None:
        chance = random.Random(SEED)  # noqa: S311 - nothing secret
        texts = [each.question for each in questions()]
        self._courier, self._address = courier, address
        self._updates: Iterator[Json] = (asked(number % CHATS, chance.choice(texts)) for number in itertools.count())

    async def one(self) -> float:
        """The seconds that an update takes."""
        started = time.perf_counter()
        await self._courier.deliver(next(self._updates), self._address)
        return time.perf_counter() - started

    async def full(self, seconds: float) -> float:
        """As many as can be, so many at once: how many a second."""
        until = time.perf_counter() + seconds

        async def go_on() -> int:
            done = 0
            while time.perf_counter() < until:
                await self.one()
                done += 1
            return done

        return sum(await asyncio.gather(*(go_on() for _ in range(TOGETHER)))) / seconds

    async def steady(self, rate: float, seconds: float) -> list[float]:
        """So many a second, whether or not the ones before are answered: the seconds that each takes."""
        async with asyncio.TaskGroup() as group:
            tasks = []
            for _ in range(int(rate * seconds)):
                tasks.append(group.create_task(self.one()))
                await asyncio.sleep(random.expovariate(rate))
        return [each.result() for each in tasks]


async def carried(home: Path, server: Postgres, api: str, replicas: int) -> Carried:
    """What so many replicas carry."""
    settings = {"WEBHOOK_URL": f"http://127.0.0.1:1{PATH}", "WEBHOOK_SECRET": SECRET, "DATABASE_URL": server.database()}
    made = [Program(home / f"{replicas}-{number}", api, LOG_LEVEL="WARNING", **settings) for number in range(replicas)]
    async with AsyncExitStack() as stack:
        await asyncio.gather(*(stack.enter_async_context(each) for each in made))
        nginx = Nginx(home, *(made[number % replicas].place for number in range(2)))
        stack.enter_context(nginx.running())
        load = Load(await stack.enter_async_context(Courier(Telegram(), nginx.trust)), nginx.address)
        await load.full(WARM)
        rate = await load.full(SECONDS)
        return Carried(replicas, rate, await load.steady(rate / 2, SECONDS))


@contextmanager
def _instant() -> Iterator[str]:
    """The address of a Bot API that answers every call at once."""
    command = [sys.executable, "-m", "benchmarks.instant"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            yield str(process.stdout and process.stdout.readline().strip())
        finally:
            process.terminate()


async def measured() -> str:
    with tempfile.TemporaryDirectory() as home, postgres() as server, _instant() as api:
        rows = [(await carried(Path(home), server, api, replicas)).row() for replicas in (1, 2)]
    return "\n".join((*HEAD, *rows, "", f"Measured on {os.cpu_count()} cores, shared by all parts."))


if __name__ == "__main__":
    table = asyncio.run(measured())
    print(table)
    page.put("capacity", table)
