"""The shelf: updates that could not be handled at once, whole, until they are."""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Database
from storage.owners import Owners
from storage.tables import put_by, updates


class Shelf:
    """The table of what was put by."""

    def __init__(self, database: Database, owners: Owners) -> None:
        self._database, self._owners = database, owners

    async def put_by(self, update_id: int, raw: str) -> None:
        """Keep an update whole until it is done."""
        async with self._database.engine.begin() as connection:
            await connection.execute(self._database.put(put_by), {"update_id": update_id, "raw": raw})

    async def left_over(self) -> list[str]:
        """The updates that replicas which are gone had put by, in their order."""
        async with self._database.engine.connect() as connection:
            alive = await self._owners.alive(connection)
            found = await connection.execute(
                select(put_by.c.raw, updates.c.owner)
                .outerjoin(updates, updates.c.update_id == put_by.c.update_id)
                .where(updates.c.done.is_not(True))
                .order_by(put_by.c.update_id)
            )
            return [row.raw for row in found if row.owner is None or row.owner not in alive]
