"""The store: all that the program keeps, behind one object."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

from sqlalchemy import URL

from storage.batch import Batch
from storage.book import Arrival, Begun, Book
from storage.database import FAILURES, Database
from storage.feedback import Feedback, Kept, Rating, Tally
from storage.notebook import Notebook
from storage.notes import Notes
from storage.owners import Owners
from storage.shelf import Shelf

A_MOMENT = 0.005  # seconds in which more updates may be done with; whoever asked has the answer by then

P = ParamSpec("P")
T = TypeVar("T")


class StorageError(Exception):
    """The database does not do what it should; the text names the kind of failure, never a value."""


def _guarded(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """A method whose database errors come as StorageError."""

    async def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await method(*args, **kwargs)
        except FAILURES as error:
            raise StorageError(_kind(error)) from None

    return guarded


def _kind(error: Exception) -> str:
    """What kind of failure it is: in the system's words where it has some, such as "Permission denied"."""
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__


class Store:
    """The database of one replica; `clock` tells the seconds since 1970. Every method raises StorageError if it fails."""

    def __init__(self, url: URL, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self._database = Database(url)
        self._owners = Owners(self._database)
        self._feedback = Feedback(self._database, clock)
        self._shelf = Shelf(self._database, self._owners)
        self._notebook = Notebook(self._database, clock)
        self._book = book = Book(self._database, self._owners, self._notebook, clock)
        self._arriving: Batch[Arrival, None] = Batch(book.arrive)
        self._beginning: Batch[Arrival, Begun] = Batch(book.begin)
        self._finishing: Batch[tuple[int, Notes], None] = Batch(book.finish, A_MOMENT)

    @property
    def is_shared(self) -> bool:
        """Whether several replicas may use the database."""
        return self._database.is_postgresql

    @_guarded
    async def open(self) -> None:
        """Make or migrate the tables, and let other replicas see this one. Raises InUseError for a file that is taken."""
        await self._database.open()
        await self._owners.enter()

    async def close(self) -> None:
        for batch in (self._arriving, self._beginning, self._finishing):
            await batch.settle()
        await self._owners.leave()
        await self._database.close()

    # ---- updates

    @_guarded
    async def arrive(self, arrival: Arrival) -> None:
        """Book an update's place in its chat, before those that come later on any replica."""
        await self._arriving.do(arrival)

    @_guarded
    async def begin(self, arrival: Arrival) -> Begun:
        """Begin with an update if it is its turn."""
        return await self._beginning.do(arrival)

    @_guarded
    async def finish(self, update_id: int, noted: Notes) -> None:
        """Note, in one step, what handling an update has noted and that it is done."""
        await self._finishing.do((update_id, noted))

    @_guarded
    async def put_by(self, update_id: int, raw: str) -> None:
        """Keep an update whole until it is done."""
        await self._shelf.put_by(update_id, raw)

    @_guarded
    async def left_over(self) -> list[str]:
        """The updates that replicas which are gone had put by, in their order."""
        return await self._shelf.left_over()

    # ---- people

    @_guarded
    async def values(self, chat: int, kind: str) -> Sequence[str]:
        """All that is noted of a chat under keys of a kind (what stands before the first colon)."""
        return await self._notebook.values(chat, kind)

    @_guarded
    async def notes_of(self, person: int) -> Sequence[str]:
        """The keys of all that is remembered of a person, in the private chat and in groups."""
        return await self._notebook.keys(person)

    @_guarded
    async def forget(self, person: int) -> None:
        """Delete all that is remembered of a person, and their ratings."""
        await self._notebook.forget(person)
        await self._feedback.forget(person)

    @_guarded
    async def rate(self, rating: Rating) -> None:
        await self._feedback.rate(rating)

    @_guarded
    async def ratings_of(self, person: int) -> int:
        return await self._feedback.rated_by(person)

    @_guarded
    async def tallies(self) -> list[Tally]:
        return await self._feedback.tallies()

    @_guarded
    async def keep(self, question: str, language: str) -> None:
        await self._feedback.keep(question, language)

    @_guarded
    async def kept(self) -> list[Kept]:
        return await self._feedback.kept()

    # ---- upkeep

    @_guarded
    async def once(self, key: str, seconds: int) -> bool:
        """Whether this is the first time in so many seconds, on any replica, that somebody asks for this key."""
        return await self._notebook.once(key, seconds)

    @_guarded
    async def since(self) -> dt.datetime:
        """When the database was first used, so from when on everything was noted."""
        return await self._notebook.since()

    @_guarded
    async def look(self) -> None:
        """See whether the database answers."""
        await self._database.look()

    @_guarded
    async def stay(self) -> None:
        """Stay visible to the other replicas, also after the connection broke off."""
        await self._owners.enter()

    @_guarded
    async def clean(self, keep_days: int) -> None:
        """Delete what has had its time: notes, done updates, ratings and questions older than `keep_days`."""
        await self._notebook.clean()
        await self._book.clean()
        await self._feedback.clean(keep_days)
        await self._database.tidy()

    @_guarded
    async def count(self) -> int:
        """How many updates are remembered as done."""
        return await self._book.count()


@asynccontextmanager
async def read_store(url: URL) -> AsyncIterator[Store]:
    """A store to look into beside the running program: nothing is made, migrated or taken over."""
    store = Store(url)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def open_store(url: URL, clock: Callable[[], float] = time.time) -> AsyncIterator[Store]:
    """A store while it is entered. Raises StorageError or InUseError if it cannot be opened."""
    store = Store(url, clock)
    try:
        await store.open()
        yield store
    finally:
        await store.close()
