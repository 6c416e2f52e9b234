"""The server in a thread of its own, for tests that are not asynchronous, such as those of the whole program."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Self, TypeVar

from tests.botapi.call import Json
from tests.botapi.server import SECONDS, Server
from tests.botapi.telegram import Telegram

T = TypeVar("T")


class ThreadedServer:
    """Serves one Telegram while it is entered. Read and refuse through `telegram`, wait and deliver through this."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._run(_entered(self.telegram))
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._server.__aexit__())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)
        self._loop.close()

    @property
    def address(self) -> str:
        return self._server.address

    def deliver(self, update: Json) -> None:
        self._run(self._server.deliver(update))

    def settled(self, count: int, *methods: str, seconds: float = SECONDS) -> None:
        self._run(self._server.settled(count, *methods, seconds=seconds))

    def polled(self, count: int = 1, seconds: float = SECONDS) -> None:
        self._run(self._server.polled(count, seconds))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


async def _entered(telegram: Telegram) -> Server:
    return await Server(telegram).__aenter__()
