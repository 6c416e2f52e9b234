"""Long polling in which an update counts as received only when it was handled.

Telegram keeps an update until getUpdates is called with a higher offset. The offset stays at the oldest update that is still
being handled, so that nothing is lost when the program dies; what is handled already is told by the store and by what is open.
What takes longer than a few seconds is put by in the database instead, so that it holds nobody up.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from telegram import Update

    from bot.desk import Desk
    from bot.health import Health
    from handlers.context import BotApplication

_LOGGER = logging.getLogger(__name__)

LONG: Final = 30  # seconds that Telegram waits for an update
GLANCE: Final = 0.2  # seconds between two looks for more while something is being handled
PATIENCE: Final = 5.0  # seconds until an update that is not handled yet is put by
CROWDED: Final = 50  # updates being handled, of the 100 that Telegram shows at once, from which on there is less patience
LITTLE_PATIENCE: Final = 1.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds between attempts while Telegram cannot be reached


@dataclass(frozen=True, slots=True)
class _Held:
    """An update that Telegram still keeps for us."""

    update: Update
    task: asyncio.Task[None]
    since: float


class Poller:
    """Fetches updates and hands them to the desk."""

    def __init__(self, application: BotApplication, desk: Desk, health: Health, allowed: Sequence[str]) -> None:
        self._application, self._desk, self._health, self._allowed = application, desk, health, list(allowed)
        self._held: dict[int, _Held] = {}
        self._next = 0
        self._wait = 0.0

    async def run(self) -> None:
        """Poll until cancelled. Raises Conflict when another instance takes the updates, InvalidToken for a token revoked."""
        while True:
            try:
                updates = await self._fetch()
            except (Conflict, InvalidToken, Forbidden):
                raise
            except TimedOut:
                continue
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error))
            except NetworkError as error:
                await self._pause(error)
            else:
                self._recover()
                self._take(updates)
                await self._glance()

    async def confirm(self) -> None:
        """Tell Telegram what is done, as far as it is, before the program ends; what is not told is told apart by the store."""
        self._drop(each for each in self._held.values() if each.task.done())
        await self._application.bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=self._allowed)

    @property
    def _offset(self) -> int:
        return min(self._held, default=self._next)

    async def _fetch(self) -> Sequence[Update]:
        timeout = 0 if self._held or self._health.age is None else LONG  # not the first time: it tells that we are ready
        updates = await self._application.bot.get_updates(self._offset, timeout=timeout, allowed_updates=self._allowed)
        self._health.received()
        return updates

    def _take(self, updates: Iterable[Update]) -> None:
        for update in updates:
            if update.update_id not in self._held:
                self._held[update.update_id] = _Held(update, self._desk.take(update), time.monotonic())
                self._next = max(self._next, update.update_id + 1)

    async def _glance(self) -> None:
        """Give what is being handled its time, as long as it goes on; put by what takes too long; let go of what is done.

        To look for more sooner would only show the same updates again, which costs as much to read as to answer an echo.
        """
        while tasks := [each.task for each in self._held.values()]:
            steps = self._desk.steps
            await asyncio.wait(tasks, timeout=GLANCE)
            self._drop(each for each in self._held.values() if each.task.done())
            if self._desk.steps == steps:
                await self._put_by(LITTLE_PATIENCE if len(tasks) >= CROWDED else PATIENCE)
                return

    async def _put_by(self, patience: float) -> None:
        """Put by what waits for longer than so many seconds."""
        late = [each for each in self._held.values() if time.monotonic() - each.since > patience]
        await asyncio.gather(*(self._desk.put_by(each.update) for each in late))
        self._drop(late)

    def _drop(self, held: Iterable[_Held]) -> None:
        for each in list(held):
            self._held.pop(each.update.update_id, None)

    async def _pause(self, error: NetworkError) -> None:
        """Wait ever longer while Telegram cannot be reached, and say so once."""
        if not self._wait:
            _LOGGER.warning("Telegram cannot be reached (%s); trying again until it can", type(error).__name__)
        self._wait = min(max(FIRST_WAIT, 2 * self._wait), LONGEST_WAIT)
        await asyncio.sleep(self._wait * random.uniform(0.5, 1.0))  # noqa: S311 - spreads attempts, hides nothing

    def _recover(self) -> None:
        if self._wait:
            _LOGGER.info("Telegram can be reached again")
        self._wait = 0.0


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int) else after.total_seconds()
