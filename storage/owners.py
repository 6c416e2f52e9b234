"""Which replica an update belongs to, and whether that replica still lives.

With PostgreSQL each replica holds an advisory lock under its number as long as its session lasts; when it dies, the server
lets go of the lock at once. A SQLite file has one user, so that every other owner is of an earlier life of the program.
"""

from __future__ import annotations

import secrets

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

_CLASS = 0x636C7573  # tells our locks from those of other programs in the same database
_ALIVE = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :class AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Owners:
    """This replica's number, `me`, and the numbers of those that live."""

    def __init__(self, database: Database) -> None:
        self.me = secrets.randbelow(2**31 - 1) + 1
        self._database = database
        self._session: AsyncConnection | None = None

    async def enter(self) -> None:
        """Let the others see that this replica lives; again after the session broke off. Raises SQLAlchemyError, OSError."""
        if not self._database.is_postgresql:
            return
        if self._session is not None:
            try:
                await self._session.execute(text("SELECT 1"))
            except (SQLAlchemyError, OSError):
                await self.leave()
            else:
                return
        session = await self._database.engine.connect()
        self._session = await session.execution_options(isolation_level="AUTOCOMMIT")
        await session.execute(text("SELECT pg_advisory_lock(:class, :me)"), {"class": _CLASS, "me": self.me})

    async def leave(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.invalidate()
            await session.close()

    async def alive(self, connection: AsyncConnection) -> set[int]:
        """The numbers of the replicas that live, this one among them."""
        if not self._database.is_postgresql:
            return {self.me}
        return {self.me, *(await connection.execute(_ALIVE, {"class": _CLASS})).scalars()}
