"""The desk takes updates in: each is handled once, those of a chat in their order, and none is lost on the way."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakValueDictionary

from handlers import keys
from storage import Arrival, StorageError

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import BotApplication
    from storage import Begun, Notes

_LOGGER = logging.getLogger(__name__)
T = TypeVar("T")

A_MOMENT: Final = 0.03  # seconds until we look again whether another replica is done with a chat
AGAIN: Final = 1.0  # seconds until a database that failed is tried again


class Desk:
    """Handles updates with an application, by the book in its store. `open` are those being handled, by number;
    `steps` counts what the application began with and what it was done with, and so tells whether anything goes on."""

    def __init__(self, application: BotApplication, again: float = AGAIN) -> None:
        self._application, self._again = application, again
        self._store = application.bot_data.store
        self._put_by: set[int] = set()
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self.open: dict[int, asyncio.Task[None]] = {}
        self.steps = 0

    def take(self, update: Update) -> asyncio.Task[None]:
        """Begin to handle an update; the task ends when it is done, here or elsewhere. One that is open is not begun again."""
        number = update.update_id
        if number not in self.open:
            task = self.open[number] = asyncio.create_task(self._handle(update, time.perf_counter()))
            self._count()
            task.add_done_callback(lambda _: self._close(number))
        return self.open[number]

    def _close(self, number: int) -> None:
        self.open.pop(number, None)
        self._put_by.discard(number)
        self._count()

    def _count(self) -> None:
        self._application.bot_data.metrics.open(len(self.open))

    async def put_by(self, update: Update) -> None:
        """Keep an update that takes long in the database until it is done, so that Telegram may forget it."""
        self._put_by.add(update.update_id)
        await self._persistently(lambda: self._store.put_by(update.update_id, update.to_json()))

    async def settle(self, seconds: float) -> None:
        """Wait for what is open, but no longer than this; what is not done then is left to the next start."""
        if self.open:
            _, late = await asyncio.wait(self.open.values(), timeout=seconds)
            for task in late:
                task.cancel()

    # ---- one update

    async def _handle(self, update: Update, received: float) -> None:
        mark = keys.mark(update, self._application.bot.base_url)
        arrival = Arrival(update.update_id, keys.lane(update), keys.needed(update), mark)
        lane = self._lanes.setdefault(arrival.lane, asyncio.Lock())
        if lane.locked():
            await self._persistently(lambda: self._store.arrive(arrival))
        while True:
            async with lane:
                begun = await self._begin(arrival)
                if begun.notes:
                    begun.notes.received = received
                    await self._process(update, begun.notes)
                if begun.done or begun.notes:
                    return
            await asyncio.sleep(A_MOMENT)

    async def _begin(self, arrival: Arrival) -> Begun:
        return await self._persistently(lambda: self._store.begin(arrival))

    async def _process(self, update: Update, notes: Notes) -> None:
        number, opened = update.update_id, self._application.bot_data.notes
        opened[number] = notes
        self.steps += 1
        try:
            await self._application.process_update(update)
        except Exception:  # it answers for its handlers; whatever else fails must not keep the chat waiting for ever
            _LOGGER.exception("an update could not be handled")
        finally:
            del opened[number]
            self.steps += 1
        notes.put_by = notes.put_by or number in self._put_by
        await self._persistently(lambda: self._store.finish(number, notes))

    async def _persistently(self, work: Callable[[], Awaitable[T]]) -> T:
        """The result of what the database is asked, as soon as it answers; others see at once that we are still there."""
        failed = False
        while True:
            try:
                if failed:
                    await self._store.stay()
                return await work()
            except StorageError as error:
                failed = True
                _LOGGER.warning("the database fails (%s); trying again", error)
                await asyncio.sleep(self._again)
