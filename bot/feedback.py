"""What people have told us, for editors: ratings by what was told, and the questions that were kept with consent."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Any

from bot.place import SettingsError
from storage import Kept, StorageError, Tally, read_store

if TYPE_CHECKING:
    from bot.settings import Settings

UNREADABLE = "The database cannot be read ({error}). Check DATABASE_URL and that it runs; it is made when the bot is first run."


def told(settings: Settings) -> list[dict[str, Any]]:
    """One object for everything that was rated, then one for every kept question. Raises SettingsError without a database."""
    try:
        tallies, kept = asyncio.run(_read(settings))
    except StorageError as error:
        raise SettingsError(UNREADABLE.format(error=error)) from None
    return [*map(_of_tally, tallies), *map(_of_kept, kept)]


async def _read(settings: Settings) -> tuple[list[Tally], list[Kept]]:
    async with read_store(settings.database()) as store:
        return await store.tallies(), await store.kept()


def _of_tally(tally: Tally) -> dict[str, Any]:
    return {"told": tally.told, "helpful": tally.helpful, "unhelpful": tally.unhelpful}


def _of_kept(kept: Kept) -> dict[str, Any]:
    return {"question": kept.question, "language": kept.language, "day": str(dt.datetime.fromtimestamp(kept.at, dt.UTC).date())}
