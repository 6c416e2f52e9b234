"""The bot as a service on this machine: replicas, nginx, PostgreSQL or a file, and the Bot API they talk to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.botapi.call import Json
from tests.deploy.nginx import Nginx
from tests.live.count import QUESTIONS, Asking, answers, asked, numbered
from tests.live.courier import PATH, Courier
from tests.live.program import SECRET, Program
from tests.live.trouble import Troubled, TroubledServer


@dataclass
class Service:
    """All its parts. `address` is where updates are posted to; empty if the program polls."""

    api: TroubledServer
    replicas: Sequence[Program]
    address: str
    courier: Courier
    known: Sequence[str] = ()
    people: int = 1

    @property
    def telegram(self) -> Troubled:
        return self.api.telegram

    async def ask(self, asking: Asking) -> None:
        """Ask all questions: as many people at once as there are, each one after another; returns when all are delivered."""
        if self.address:
            await asyncio.gather(*(self._deliver(asking, number) for number in asking.people))
            return
        rounds = zip(*(asking.of(number) for number in asking.people), strict=True)
        for each in (update for one in rounds for update in one):
            await self.api.deliver(numbered(self.telegram, each))

    async def _deliver(self, asking: Asking, number: int) -> None:
        for update in asking.of(number):
            await self.courier.deliver(numbered(self.telegram, update), self.address)

    async def answered(self, asking: Asking, seconds: float = 120) -> None:
        """Wait until everybody has every answer. Raises TimeoutError."""
        await self.api.until(lambda: asking.is_answered(self.telegram), seconds)

    async def learn(self) -> None:
        """Get to know the answers to QUESTIONS, as a first person who asks in peace."""
        for number, text in enumerate(QUESTIONS, start=1):
            await self.give(asked(0, text))
            await self.api.until(partial(self._has, number))
        self.known = answers(self.telegram, 0)

    def _has(self, number: int) -> bool:
        return len(answers(self.telegram, 0)) == number

    def asking(self, people: int, each: int = len(QUESTIONS)) -> Asking:
        """Questions of so many people of whom nothing has been heard yet."""
        first, self.people = self.people, self.people + people
        return Asking(range(first, self.people), each, self.known)

    async def give(self, update: Json) -> None:
        """Let an update reach the bot."""
        await (self.courier.deliver(update, self.address) if self.address else self.api.deliver(update))


@contextlib.asynccontextmanager
async def replicated(home: Path, database: str, replicas: int = 2) -> AsyncIterator[Service]:
    """Replicas behind nginx with a database that they share, while this is entered."""
    async with TroubledServer() as api, contextlib.AsyncExitStack() as stack:
        settings = {"WEBHOOK_URL": f"http://127.0.0.1:1{PATH}", "WEBHOOK_SECRET": SECRET, "DATABASE_URL": database}
        made = [Program(home / f"replica-{number}", api.address, **settings) for number in range(replicas)]
        await asyncio.gather(*(stack.enter_async_context(each) for each in made))
        nginx = Nginx(home, *(made[number % replicas].place for number in range(2)))
        stack.enter_context(nginx.running())
        courier = await stack.enter_async_context(Courier(api.telegram, nginx.trust))
        yield Service(api, made, nginx.address, courier)


@contextlib.asynccontextmanager
async def polling(home: Path) -> AsyncIterator[Service]:
    """One program that polls, with a SQLite file, while this is entered."""
    async with TroubledServer() as api, contextlib.AsyncExitStack() as stack:
        program = await stack.enter_async_context(Program(home / "polling", api.address))
        courier = await stack.enter_async_context(Courier(api.telegram))
        yield Service(api, [program], "", courier)
