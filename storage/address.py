"""Where the database is: DATABASE_URL as people write it, as SQLAlchemy's URL with an asynchronous driver."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_FOLDER = "cluster-answers"
NEITHER = (
    "is neither sqlite:////folder/file nor postgresql:// with user, password, host and name as .env.example shows "
    "(in the password, other signs than letters and digits as %xx)"
)
IN_MEMORY = "names no file, so that everything would be lost with the program; write it like sqlite:////data/bot.sqlite3"


def address(written: str) -> URL:
    """The URL for a DATABASE_URL. Raises ValueError, without the value, for anything but SQLite and PostgreSQL."""
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):  # a port that is none, from a password with signs that are not percent-encoded
        raise ValueError(NEITHER) from None
    driver = _DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None or bool(url.host) == driver.startswith("sqlite"):
        raise ValueError(NEITHER)
    if not url.host and url.database in (None, "", ":memory:"):
        raise ValueError(IN_MEMORY)
    return _with_asyncpgs_options(url.set(drivername=driver))


def _with_asyncpgs_options(url: URL) -> URL:
    """`sslmode`, as PostgreSQL's own programs call it, by the driver's name for it."""
    options = dict(url.query)
    if mode := options.pop("sslmode", None):
        options["ssl"] = mode
    if set(options) - {"ssl"}:
        raise ValueError("may carry no option but sslmode")
    return url.set(query=options)


def default(bot: int, server: str = "") -> URL:
    """The SQLite file of a bot in the user's data directory, one for each Bot API `server`, for each has numbers of its own."""
    name = f"{bot}-{zlib.crc32(server.encode()):08x}" if server else str(bot)
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return URL.create("sqlite+aiosqlite", database=str(base / _FOLDER / f"{name}.sqlite3"))
