"""What is noted apart from any one update: looked up by chat or person, deleted, and marked as done once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, or_, select

from storage.database import Database
from storage.tables import notes

_SINCE = "since"


class Notebook:
    """The table of notes. `clock` tells the seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database, self._clock = database, clock

    async def values(self, chat: int, kind: str) -> Sequence[str]:
        """All that is noted of a chat under keys of a kind (what stands before the first colon)."""
        async with self._database.engine.connect() as connection:
            here = (notes.c.chat == chat) & notes.c.key.startswith(f"{kind}:", autoescape=True)
            return (await connection.execute(select(notes.c.value).where(here))).scalars().all()

    async def keys(self, person: int) -> Sequence[str]:
        """The keys of all that is noted of a person, in the private chat and in groups."""
        fresh = or_(notes.c.until.is_(None), notes.c.until > int(self._clock()))
        async with self._database.engine.connect() as connection:
            found = select(notes.c.key).where(_of(person), fresh).order_by(notes.c.key)
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
                self._database.insert(notes).values(_row(key, "", now + seconds)).on_conflict_do_nothing()
            )
            return bool(inserted.rowcount == 1)

    async def since(self) -> dt.datetime:
        """When the database was first used, so from when on everything was noted."""
        async with self._database.engine.begin() as connection:
            first = self._database.insert(notes).values(_row(_SINCE, str(int(self._clock())), None))
            await connection.execute(first.on_conflict_do_nothing())
            value = (await connection.execute(select(notes.c.value).where(notes.c.key == _SINCE))).scalar_one()
            return dt.datetime.fromtimestamp(int(value), dt.UTC)

    async def clean(self) -> None:
        """Delete what has had its time."""
        async with self._database.engine.begin() as connection:
            await connection.execute(delete(notes).where(notes.c.until <= int(self._clock())))


def _of(person: int) -> ColumnElement[bool]:
    return or_(notes.c.chat == person, notes.c.person == person)


def _row(key: str, value: str, until: int | None) -> dict[str, object]:
    """A note that belongs to nobody."""
    return {"key": key, "chat": 0, "person": None, "value": value, "until": until}
