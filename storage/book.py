"""The book of updates: who takes which, whose turn it is in a chat, what was noted, what is done."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.notebook import Notebook
from storage.notes import Notes
from storage.owners import Owners
from storage.tables import put_by, updates

_TAKE_TURNS = text("SELECT pg_advisory_xact_lock(lane) FROM unnest(CAST(:lanes AS bigint[])) AS lane")
REMEMBERED = 172_800  # two days: Telegram delivers an update for one (https://core.telegram.org/bots/api#getting-updates)
_NO_LANE = 0  # what stands in place of the chat once an update is done

Clock = Callable[[], float]
Entry = Row[tuple[int, int, int, int, bool]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that is to be handled: its number, its `lane` (the chat in which order is kept) and the notes it may need.

    `mark` tells it from an update that only has the same number.
    """

    update_id: int
    lane: int
    keys: frozenset[str]
    mark: int = 0

    @property
    def identity(self) -> tuple[int, int]:
        return self.update_id, self.mark


@dataclass(frozen=True, slots=True)
class Begun:
    """What became of an arrival: `notes` if it is to be handled now, `done` if it was; neither if it has to wait."""

    notes: Notes | None = None
    done: bool = False


class Book:
    """Reads and writes the table of updates, many in one transaction, and with them what was noted for them."""

    def __init__(self, database: Database, owners: Owners, notebook: Notebook, clock: Clock) -> None:
        self._database, self._owners, self._notebook, self._clock = database, owners, notebook, clock

    # ---- the beginning

    async def arrive(self, arrivals: Sequence[Arrival]) -> Sequence[None]:
        """Book places for updates that have to wait for others of their chat."""
        async with self._database.engine.begin() as connection:
            await self._take_turns(connection, arrivals)
            await self._enter(connection, arrivals)
        return [None] * len(arrivals)

    async def begin(self, arrivals: Sequence[Arrival]) -> Sequence[Begun]:
        """Begin with those whose turn it is: each update once, those of a chat one after another, on whichever replica."""
        async with self._database.engine.begin() as connection:
            await self._take_turns(connection, arrivals)
            before = {(row.update_id, row.mark): row for row in await connection.execute(self._entries(arrivals))}
            fresh = [each for each in arrivals if each.identity not in before]
            await self._enter(connection, fresh)
            strangers = any(not row.done and row.owner != self._owners.me for row in before.values())
            alive = await self._owners.alive(connection) if strangers else (self._owners.me,)
            kept = await self._notebook.read(connection, sorted({key for each in arrivals for key in each.keys}))
            waiting = {(row.lane, row.update_id) for row in before.values() if not row.done and row.owner in alive}
            waiting |= {(each.lane, each.update_id) for each in fresh}
            begun = [_begun(each, before.get(each.identity), waiting, kept, alive, self._owners.me) for each in arrivals]
            await self._take_over(connection, arrivals, begun)
            return begun

    async def _take_turns(self, connection: AsyncConnection, arrivals: Sequence[Arrival]) -> None:
        """Keep other replicas from entering or beginning anything in these chats until the transaction ends."""
        if self._database.is_postgresql:
            await connection.execute(_TAKE_TURNS, {"lanes": sorted({each.lane for each in arrivals})})

    def _entries(self, arrivals: Sequence[Arrival]) -> Select[tuple[int, int, int, int, bool]]:
        """What stands in the book of these updates, and what is not done in their chats."""
        among = self._database.among
        numbers, lanes = [each.update_id for each in arrivals], sorted({each.lane for each in arrivals})
        here = among(updates.c.lane, lanes) & updates.c.done.is_(False)
        columns = (updates.c.update_id, updates.c.mark, updates.c.lane, updates.c.owner, updates.c.done)
        return select(*columns).where(or_(among(updates.c.update_id, numbers), here))

    async def _enter(self, connection: AsyncConnection, arrivals: Sequence[Arrival]) -> None:
        rows = [self._row(each) for each in sorted(arrivals, key=lambda each: each.update_id)]
        if rows:
            await connection.execute(self._database.insert(updates).on_conflict_do_nothing(), rows)

    def _row(self, arrival: Arrival) -> dict[str, object]:
        row = {"update_id": arrival.update_id, "mark": arrival.mark, "lane": arrival.lane, "owner": self._owners.me}
        return {**row, "done": False, "at": int(self._clock())}

    async def _take_over(self, connection: AsyncConnection, arrivals: Sequence[Arrival], begun: Sequence[Begun]) -> None:
        """Put our number on what a replica that is gone had begun."""
        taken = [each.update_id for each, what in zip(arrivals, begun, strict=True) if what.notes and what.notes.doubtful]
        if taken:
            mine = update(updates).values(owner=self._owners.me)
            await connection.execute(mine.where(self._database.among(updates.c.update_id, taken)))

    # ---- the end

    async def finish(self, finished: Sequence[tuple[int, Notes]]) -> Sequence[None]:
        """Note what was noted, and that these updates are done; that they are of a chat is forgotten with it."""
        numbers = [number for number, _ in finished]
        async with self._database.engine.begin() as connection:
            done = update(updates).values(done=True, lane=_NO_LANE)
            await connection.execute(done.where(self._database.among(updates.c.update_id, numbers)))
            await self._notebook.write(connection, (each for _, each in finished))
            if late := [number for number, each in finished if each.put_by]:
                await connection.execute(delete(put_by).where(self._database.among(put_by.c.update_id, late)))
        return [None] * len(finished)

    # ---- upkeep

    async def clean(self) -> None:
        """Delete what has had its time."""
        async with self._database.engine.begin() as connection:
            done = select(updates.c.update_id).where(updates.c.done)
            await connection.execute(delete(put_by).where(put_by.c.update_id.in_(done)))
            await connection.execute(delete(updates).where(updates.c.at < int(self._clock()) - REMEMBERED))

    async def count(self) -> int:
        """How many updates are remembered as done."""
        async with self._database.engine.connect() as connection:
            done = select(func.count()).select_from(updates).where(updates.c.done)
            return int((await connection.execute(done)).scalar_one())


def _begun(
    arrival: Arrival,
    before: Entry | None,
    waiting: set[tuple[int, int]],
    kept: dict[str, str],
    alive: Container[int],
    me: int,
) -> Begun:
    """What is to become of an arrival, of which `before` stood in the book."""
    if before and before.done:
        return Begun(done=True)
    if before and before.owner != me and before.owner in alive:
        return Begun()
    if any(lane == arrival.lane and number < arrival.update_id for lane, number in waiting):
        return Begun()
    return Begun(Notes.of(arrival.keys, kept, doubtful=before is not None and before.owner != me))
