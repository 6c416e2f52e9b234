"""Group commit: work that comes while other work is being done is done together, in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGEST = 500  # items at once: each has some parameters, of which PostgreSQL takes 32,767 in a statement


class Batch(Generic[Item, Result]):
    """Calls `work` with all items that have come, as soon as it is free; each caller gets the result of its own item.

    `work` returns one result for each item, in their order. What it raises, all callers of that batch get. `pause` is for how
    many seconds more items are waited for.
    """

    def __init__(self, work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]], pause: float = 0.0) -> None:
        self._work, self._pause = work, pause
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def do(self, item: Item) -> Result:
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, result))
        if self._worker is None:
            self._worker = asyncio.create_task(self._run())
        return await result

    async def settle(self) -> None:
        """Wait until nothing is being done."""
        if self._worker is not None:
            await asyncio.wait([self._worker])

    async def _run(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(self._pause)
                taken, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
                await self._settle(taken)
        finally:
            self._worker = None

    async def _settle(self, taken: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._work([item for item, _ in taken])
        except Exception as error:  # noqa: BLE001 - it is the callers' to deal with
            for _, future in taken:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), result in zip(taken, results, strict=True):
            if not future.done():
                future.set_result(result)
