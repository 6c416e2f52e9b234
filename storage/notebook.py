"""What is noted: read and written with the updates that need it, looked up by chat or person, deleted, marked as done once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.notes import Note, Notes
from storage.tables import notes

_SINCE = "since"
_NOBODY = 0  # the chat of what belongs to none


class Notebook:
    """The table of notes. `clock` tells the seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database, self._clock = database, clock

    # ---- with an update

    async def read(self, connection: AsyncConnection, keys: Sequence[str]) -> dict[str, str]:
        """The texts under these keys."""
        found = select(notes.c.key, notes.c.value).where(self._database.among(notes.c.key, keys), self._fresh())
        return {row.key: row.value for row in await connection.execute(found)}

    async def write(self, connection: AsyncConnection, finished: Iterable[Notes]) -> None:
        """Write what handling some updates has noted, in their order."""
        changes = {key: note for each in finished if not each.silent for key, note in each.changes.items()}
        if gone := sorted(key for key, note in changes.items() if note is None):
            await connection.execute(delete(notes).where(self._database.among(notes.c.key, gone)))
        if rows := [self._row(key, note) for key, note in sorted(changes.items()) if note]:
            await connection.execute(self._database.put(notes), rows)

    def _row(self, key: str, note: Note) -> dict[str, object]:
        until = None if note.seconds is None else int(self._clock()) + note.seconds
        return {"key": key, "chat": note.chat, "person": note.person, "value": note.value, "until": until}

    def _fresh(self) -> ColumnElement[bool]:
        return or_(notes.c.until.is_(None), notes.c.until > int(self._clock()))

    # ---- apart from any

    async def values(self, chat: int, kind: str) -> Sequence[str]:
        """All that is noted of a chat under keys of a kind (what stands before the first colon)."""
        async with self._database.engine.connect() as connection:
            here = (notes.c.chat == chat) & notes.c.key.startswith(f"{kind}:", autoescape=True)
            return (await connection.execute(select(notes.c.value).where(here))).scalars().all()

    async def keys(self, person: int) -> Sequence[str]:
        """The keys of all that is noted of a person, in the private chat and in groups."""
        async with self._database.engine.connect() as connection:
            found = select(notes.c.key).where(_of(person), self._fresh()).order_by(notes.c.key)
            return (await connection.execute(found)).scalars().all()

    async def forget(self, person: int) -> None:
        async with self._database.engine.begin() as connection:
            await connection.execute(delete(notes).where(_of(person)))

    async def once(self, key: str, seconds: int) -> bool:
        """Whether this is the first time in so many seconds, on any replica, that somebody asks for this key."""
        now = int(self._clock())
        async with self._database.engine.begin() as connection:
            await connection.execute(delete(notes).where(notes.c.key == key, notes.c.until <= now))
            inserted = await connection.execute(
                self._database.insert(notes).values(self._row(key, Note("", _NOBODY, seconds=seconds))).on_conflict_do_nothing()
            )
            return bool(inserted.rowcount == 1)

    async def since(self) -> dt.datetime:
        """When the database was first used, so from when on everything was noted."""
        async with self._database.engine.begin() as connection:
            first = self._database.insert(notes).values(self._row(_SINCE, Note(str(int(self._clock())), _NOBODY)))
            await connection.execute(first.on_conflict_do_nothing())
            value = (await connection.execute(select(notes.c.value).where(notes.c.key == _SINCE))).scalar_one()
            return dt.datetime.fromtimestamp(int(value), dt.UTC)

    async def clean(self) -> None:
        """Delete what has had its time."""
        async with self._database.engine.begin() as connection:
            await connection.execute(delete(notes).where(notes.c.until <= int(self._clock())))


def _of(person: int) -> ColumnElement[bool]:
    return or_(notes.c.chat == person, notes.c.person == person)
