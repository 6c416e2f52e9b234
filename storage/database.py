"""The connection to the database: opened, migrated, and what differs between SQLite and PostgreSQL."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from asyncpg import InterfaceError, PostgresError  # type: ignore[import-untyped]
from sqlalchemy import URL, Column, ColumnElement, Insert, Table, event, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.sql import any_

from storage.migrations import upgrade

# Write-ahead logging with normal synchronisation survives the death of the program; what is deleted is overwritten.
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "busy_timeout = 10000")


# A replica that is held up in the midst of a transaction, or whose machine is gone, loses its locks, so that others go on.
_SESSION = {
    "idle_in_transaction_session_timeout": "3000",  # milliseconds
    "tcp_keepalives_idle": "15",  # seconds
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
# What can go wrong with a database. While PostgreSQL starts or stops, asyncpg's own errors come through SQLAlchemy as they are.
FAILURES = (SQLAlchemyError, OSError, PostgresError, InterfaceError)


class InUseError(Exception):
    """Another instance has the SQLite file open."""


class Database:
    """One database. `engine` is SQLAlchemy's; SQLite has one connection, for it has one writer at a time anyway."""

    def __init__(self, url: URL) -> None:
        self.is_postgresql = url.get_backend_name() == "postgresql"
        self._url = url
        self._lock: int | None = None
        pool = {"pool_size": 8 if self.is_postgresql else 1, "max_overflow": 0}
        session = {"connect_args": {"server_settings": _SESSION}} if self.is_postgresql else {}
        self.engine: AsyncEngine = create_async_engine(url, hide_parameters=True, **pool, **session)
        if not self.is_postgresql:
            event.listen(self.engine.sync_engine, "connect", _prepare)

    async def open(self) -> None:
        """Make the file and the tables, in their present form. Raises InUseError, SQLAlchemyError, OSError."""
        if not self.is_postgresql:
            self._take(Path(str(self._url.database)))
        async with self.engine.begin() as connection:
            await connection.run_sync(upgrade)

    def _take(self, file: Path) -> None:
        """Make sure that no other instance uses the file: each would think that the other's updates are left over."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = os.open(file.with_name(f"{file.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            self._lock = None
            raise InUseError from None
        with suppress(FileExistsError):
            file.touch(mode=0o600, exist_ok=False)

    async def look(self) -> None:
        """See whether it answers."""
        async with self.engine.connect() as connection:
            await connection.exec_driver_sql("SELECT 1")

    async def tidy(self) -> None:
        """Empty SQLite's log of writes, in which what was deleted would stay for a while."""
        if not self.is_postgresql:
            async with self.engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self.engine.dispose()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def insert(self, table: Table) -> Any:
        """An insert that can say what to do about a row that is there already."""
        return (postgresql if self.is_postgresql else sqlite).insert(table)

    def put(self, table: Table) -> Insert:
        """An insert that overwrites a row that is there already."""
        made = self.insert(table)
        key = [column.name for column in table.primary_key]
        others = {column.name: made.excluded[column.name] for column in table.columns if column.name not in key}
        return made.on_conflict_do_update(index_elements=key, set_=others)  # type: ignore[no-any-return]

    def among(self, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """Whether a column is one of the values; in PostgreSQL one statement for any number of them."""
        if self.is_postgresql:
            return column == any_(literal(list(values), ARRAY(column.type)))
        return column.in_(list(values))


def _prepare(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
