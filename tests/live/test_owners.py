"""Two stores over one PostgreSQL: which of them may begin with an update."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage import Arrival, Begun, StorageError, Store, address, open_store
from tests.live.postgres import Postgres


@pytest.fixture
def database(server: Postgres) -> str:
    return server.database()


@pytest.fixture
async def one(database: str) -> AsyncIterator[Store]:
    async with open_store(address(database)) as store:
        yield store


@pytest.fixture
async def other(database: str, one: Store) -> AsyncIterator[Store]:  # noqa: ARG001 - the tables are made by then
    async with open_store(address(database)) as store:
        yield store


def arrival(number: int) -> Arrival:
    return Arrival(number, number % 3, frozenset())


async def wait_and_begin(store: Store, each: Arrival) -> Begun:
    """What comes of an update that has to wait first, as behind another one of its chat."""
    await store.arrive(each)
    return await store.begin(each)


async def test_of_two_that_get_an_update_at_once_one_begins(one: Store, other: Store) -> None:
    for number in range(1, 101):
        each = arrival(number)
        begun = await asyncio.gather(one.begin(each), wait_and_begin(other, each))
        assert [bool(which.notes) for which in begun].count(True) == 1
        (notes,) = (which.notes for which in begun if which.notes)
        await one.finish(number, notes)


async def test_the_updates_of_one_that_is_gone_are_taken_over_in_doubt(one: Store, other: Store) -> None:
    await one.begin(arrival(1))
    assert (await other.begin(arrival(1))).notes is None
    await one.close()
    taken = (await other.begin(arrival(1))).notes
    assert taken
    assert taken.doubtful


async def test_nobody_is_taken_for_dead_while_all_come_back(one: Store, other: Store, database: str) -> None:
    await one.begin(arrival(1))
    await one.put_by(1, "{}")
    connection = await asyncpg.connect(database)
    await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    await connection.close()
    await until_it_answers(other)
    assert (await other.begin(arrival(1))).notes is None
    await other.stay()
    assert (await other.begin(arrival(1))).notes is None
    assert await other.left_over() == []


async def until_it_answers(store: Store) -> None:
    """Let a store find out that its connections are gone."""
    for _ in range(20):
        try:
            return await store.look()
        except StorageError:
            continue
    raise AssertionError("the database does not come back")
