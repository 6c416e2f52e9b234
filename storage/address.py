"""Where the database is: DATABASE_URL as people write it, as SQLAlchemy's URL with an asynchronous driver."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_FOLDER = "cluster-answers"


def address(written: str) -> URL:
    """The URL for a DATABASE_URL. Raises ValueError, without the value, for anything but SQLite and PostgreSQL."""
    try:
        url = make_url(written)
    except ArgumentError:
        raise ValueError("is not a database address") from None
    driver = _DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None or (url.get_backend_name() != "sqlite" and not url.host):
        raise ValueError("is neither sqlite:///file nor postgresql://user:password@host/name")
    return url.set(drivername=driver)


def default(bot: int) -> URL:
    """The SQLite file of a bot in the user's data directory."""
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return URL.create("sqlite+aiosqlite", database=str(base / _FOLDER / f"{bot}.sqlite3"))
