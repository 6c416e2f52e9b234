"""What people notice when something fails: each fault amid questions, many times over, and what became of the questions.

    python -m tests.live.faults [how often]

Prints the table and writes it to its part of docs/reliability.md. It needs PostgreSQL and nginx.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.botapi.call import Refusal
from tests.live import page
from tests.live.count import Asking, Count, person
from tests.live.postgres import Postgres, postgres
from tests.live.service import Service, polling, replicated

PEOPLE = 6


@dataclass
class Scene:
    """A fault's surroundings: the service, the database if it is a server, those who ask, and chance."""

    service: Service
    database: Postgres | None
    asking: Asking
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - nothing secret

    async def some(self, least: int = 3, most: int = 30) -> None:
        """Let the load go on until some more messages were sent, or were to be; which, chance says."""
        telegram = self.service.telegram
        enough = len(telegram.calls) + telegram.missed + self.chance.randint(least, most)
        whole = len(self.asking.people) * self.asking.each
        sent = len(telegram.named("sendMessage"))
        await self.service.api.until(
            lambda: (
                len(telegram.calls) + telegram.missed >= enough
                or len(telegram.named("sendMessage")) - sent >= whole
                or self.asking.is_answered(telegram)
            )
        )

    @property
    def somebody(self) -> int:
        """The chat of one of those who ask."""
        number: int = person(self.asking.people[0])["id"]
        return number


Fault = Callable[[Scene], Awaitable[None]]


async def stopped(scene: Scene) -> None:
    assert await scene.service.replicas[0].stop() == 0
    await scene.service.replicas[0].start()


async def killed(scene: Scene) -> None:
    await scene.service.replicas[0].kill()
    await scene.service.replicas[0].start()


async def held_up(scene: Scene) -> None:
    scene.service.replicas[0].send(signal.SIGSTOP)
    await asyncio.sleep(scene.chance.uniform(0.5, 4))  # the fault itself: for so long nothing goes on there
    scene.service.replicas[0].send(signal.SIGCONT)


async def not_sent(scene: Scene) -> None:
    scene.service.telegram.drop("sendMessage", 3)


async def answer_lost(scene: Scene) -> None:
    scene.service.telegram.drop("sendMessage", 3, carried_out=True)


async def updates_dropped(scene: Scene) -> None:
    scene.service.telegram.drop("getUpdates", 2)


async def unreachable(scene: Scene) -> None:
    telegram, enough = scene.service.telegram, scene.service.telegram.missed + 5
    telegram.away = True
    await scene.service.api.until(lambda: telegram.missed >= enough)
    await scene.service.api.free()


async def failing(scene: Scene) -> None:
    scene.service.telegram.refuse("sendMessage", *[Refusal(502, "Bad Gateway")] * 3)


async def busy(scene: Scene) -> None:
    """One chat is to wait; all others are answered before it may go on."""
    scene.service.telegram.busy.add(scene.somebody)
    await _others(scene)


async def hanging(scene: Scene) -> None:
    """Messages to one chat hang; all others are answered before these go on."""
    scene.service.telegram.held.add(scene.somebody)
    await _others(scene)


async def _others(scene: Scene) -> None:
    asking = scene.asking
    others = Asking(asking.people[1:], asking.each, asking.known)
    await scene.service.answered(others)
    await scene.service.api.free()


async def away(scene: Scene) -> None:
    """The database is stopped and started."""
    assert scene.database is not None
    await asyncio.to_thread(scene.database.stop)
    await scene.service.replicas[0].becomes(503)
    await asyncio.to_thread(scene.database.start)


async def repeated(scene: Scene) -> None:
    """The first update of each chat is delivered to both replicas once more, while the load goes on."""
    service = scene.service
    given = [scene.asking.of(number)[0] for number in scene.asking.people]
    posts = [service.courier.post(each, f"http://{one.place}") for each in given for one in service.replicas]
    await asyncio.gather(*posts)


async def another(scene: Scene) -> None:
    """Another instance takes the updates: this one ends, and is started again."""
    scene.service.telegram.refuse("getUpdates", Refusal(409, "Conflict: terminated by other getUpdates request"))
    assert await scene.service.replicas[0].ended() == 1
    await scene.service.replicas[0].start()


BOTH: dict[str, Fault] = {
    "stopped (SIGTERM) and started again": stopped,
    "killed (SIGKILL) and started again": killed,
    "held up (SIGSTOP) for a while": held_up,
    "three messages not sent: connection dropped before": not_sent,
    "three messages sent, their confirmation lost": answer_lost,
    "Bot API away: every connection dropped": unreachable,
    "Bot API answers 502 to three messages": failing,
    "one chat gets 429, retry after 2 s": busy,
    "messages to one chat hang": hanging,
}
POLLING = {**BOTH, "getUpdates dropped twice": updates_dropped, "another instance took the updates (409)": another}
WEBHOOK = {**BOTH, "PostgreSQL stopped and started": away, "updates delivered again, to both replicas": repeated}


async def trial(service: Service, database: Postgres | None, fault: Fault, seed: int) -> Count:
    """One fault amid questions, at a moment of chance; what became of the questions."""
    asking = service.asking(PEOPLE)
    service.telegram.calls.clear()
    scene = Scene(service, database, asking, random.Random(seed))  # noqa: S311 - nothing secret
    load = asyncio.create_task(service.ask(asking))
    await scene.some()
    await fault(scene)
    await load
    with contextlib.suppress(TimeoutError):
        await service.answered(asking)
    return asking.count(service.telegram)


@contextlib.asynccontextmanager
async def running(home: Path, database: Postgres | None) -> AsyncIterator[Service]:
    """The service: two replicas behind nginx over PostgreSQL, or one program that polls, with a file."""
    made = replicated(home, database.database()) if database else polling(home)
    async with made as service:
        await service.learn()
        yield service


async def table(home: Path, times: int) -> str:
    """The rows for all faults, each injected so many times."""
    rows = []
    with postgres() as server:
        for name, database, faults in (("polling", None, POLLING), ("webhook", server, WEBHOOK)):
            async with running(home / name, database) as service:
                for words, fault in faults.items():
                    counts = [await trial(service, database, fault, seed) for seed in range(times)]
                    rows.append(_row(name, words, times, sum(counts, Count())))
                    print(rows[-1], flush=True)  # noqa: T201 - what it is for
    return "\n".join((*HEAD, *rows))


HEAD = (
    "| receives by | what happened | times | questions | lost | answered twice | out of order | twins taken back |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def _row(name: str, words: str, times: int, count: Count) -> str:
    cells = (name, words, times, count.asked, count.lost, count.twice, count.disordered, count.taken_back)
    return f"| {' | '.join(map(str, cells))} |"


def main(arguments: Sequence[str]) -> None:
    times = int(arguments[0]) if arguments else 100
    with tempfile.TemporaryDirectory() as home:
        told = asyncio.run(table(Path(home), times))
    page.put("faults", told)


if __name__ == "__main__":
    main(sys.argv[1:])
