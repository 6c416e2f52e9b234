"""Which replica an update belongs to, and whether that replica still lives.

With PostgreSQL each replica holds an advisory lock under its number as long as its session lasts; when it dies, the server
lets go of the lock at once. A SQLite file has one user, so that every other owner is of an earlier life of the program.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Container
from contextlib import suppress
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import FAILURES, Database

COMING_BACK: Final = 15.0  # seconds; each replica looks every ten whether it is still seen

_CLASS = 0x636C7573  # tells our locks from those of other programs in the same database
_ALIVE = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :class AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class _Everybody(Container[int]):
    def __contains__(self, _: object) -> bool:
        return True


class Owners:
    """This replica's number, `me`, and the numbers of those that live."""

    def __init__(self, database: Database) -> None:
        self.me = secrets.randbelow(2**31 - 1) + 1
        self._database = database
        self._session: AsyncConnection | None = None
        self._entering = asyncio.Lock()
        self._sure = 0.0  # from when on the locks tell who lives

    async def enter(self) -> None:
        """Let the others see that this replica lives; again after the session broke off. Raises one of FAILURES."""
        if self._database.is_postgresql:
            async with self._entering:
                await self._enter()

    async def _enter(self) -> None:
        if self._session is not None:
            try:
                await self._session.execute(text("SELECT 1"))
            except FAILURES:
                await self.leave()
                self._sure = time.monotonic() + COMING_BACK
            else:
                return
        session = self._session = await self._database.engine.connect()
        await session.execution_options(isolation_level="AUTOCOMMIT")
        # Shared, so that a session of ours that the server still believes in does not stand in the way.
        await session.execute(text("SELECT pg_advisory_lock_shared(:class, :me)"), {"class": _CLASS, "me": self.me})

    async def leave(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(*FAILURES):
                await session.invalidate()
                await session.close()

    async def alive(self, connection: AsyncConnection) -> Container[int]:
        """The numbers of the replicas that live, this one among them; everybody's while that cannot be told."""
        if not self._database.is_postgresql:
            return {self.me}
        seen = set((await connection.execute(_ALIVE, {"class": _CLASS})).scalars())
        return seen if self.me in seen and time.monotonic() >= self._sure else _Everybody()
