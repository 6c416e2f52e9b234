"""The book of updates: whose turn it is, what was noted, what is done, also after another life of the program."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from storage import Arrival, Begun, Note, Notes, Store, address, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clock import Clock

WAITS, DONE = Begun(), Begun(done=True)
KEY = "chosen:1"


def arrival(number: int, lane: int = 1) -> Arrival:
    return Arrival(number, lane, frozenset([KEY]))


async def begun(store: Store, number: int, lane: int = 1) -> Notes:
    """The notes of an update whose turn it is."""
    notes = (await store.begin(arrival(number, lane))).notes
    assert notes is not None
    return notes


async def test_an_update_is_done_once(store: Store) -> None:
    await store.finish(1, await begun(store, 1))
    assert await store.begin(arrival(1)) == DONE
    assert await store.count() == 1


async def test_the_later_one_of_a_chat_waits_and_other_chats_do_not(store: Store) -> None:
    first = await begun(store, 1)
    assert await store.begin(arrival(2)) == WAITS
    assert (await begun(store, 3, lane=2)).doubtful is False
    await store.finish(1, first)
    assert (await begun(store, 2)).doubtful is False


async def test_of_those_that_come_together_the_first_of_each_chat_begins(store: Store) -> None:
    results = await asyncio.gather(*(store.begin(arrival(number, lane)) for number, lane in ((5, 1), (4, 1), (7, 2))))
    assert [bool(each.notes) for each in results] == [False, True, True]


async def test_a_place_booked_is_kept(store: Store) -> None:
    await store.arrive(arrival(1))
    assert await store.begin(arrival(2)) == WAITS
    assert (await begun(store, 1)).doubtful is False


async def test_what_one_noted_the_next_reads_until_it_is_taken_away(store: Store) -> None:
    first = await begun(store, 1)
    first.put(KEY, Note("de", 1))
    await store.finish(1, first)
    second = await begun(store, 2)
    assert second.get(KEY) == "de"
    second.drop(KEY)
    await store.finish(2, second)
    assert (await begun(store, 3)).get(KEY) is None


async def test_the_last_note_under_a_key_counts(store: Store) -> None:
    for number, value in enumerate(("de", "en"), 1):
        notes = await begun(store, number)
        notes.put(KEY, Note(value, 1))
        await store.finish(number, notes)
    assert (await begun(store, 3)).get(KEY) == "en"


async def test_what_is_to_be_silent_is_done_and_not_noted(store: Store) -> None:
    notes = await begun(store, 1)
    notes.put(KEY, Note("de", 1))
    notes.silent = True
    await store.finish(1, notes)
    assert await store.begin(arrival(1)) == DONE
    assert (await begun(store, 2)).get(KEY) is None


async def test_of_an_update_that_is_done_the_chat_is_forgotten(store: Store, tmp_path: Path) -> None:
    await store.finish(1, await begun(store, 1, lane=77))
    with sqlite3.connect(tmp_path / "bot.sqlite3") as connection:
        assert connection.execute("SELECT update_id, lane, done FROM updates").fetchall() == [(1, 0, 1)]
    connection.close()


async def test_a_note_has_its_time(store: Store, clock: Clock) -> None:
    notes = await begun(store, 1)
    notes.put(KEY, Note("de", 1, seconds=600))
    await store.finish(1, notes)
    clock.now += 599
    second = await begun(store, 2)
    assert second.get(KEY) == "de"
    await store.finish(2, second)
    clock.now += 1
    assert (await begun(store, 3)).get(KEY) is None


async def test_what_an_earlier_life_had_begun_is_begun_again_in_doubt(tmp_path: Path) -> None:
    url = address(f"sqlite:///{tmp_path}/lives.sqlite3")
    async with open_store(url) as earlier:
        await begun(earlier, 1)
        await earlier.finish(2, await begun(earlier, 2, lane=2))
    async with open_store(url) as later:
        assert (await begun(later, 3)).doubtful is False  # nobody who lives will be done with the first
        assert (await begun(later, 1)).doubtful is True
        assert await later.begin(arrival(2, lane=2)) == DONE


async def test_what_was_taken_over_is_ours(tmp_path: Path) -> None:
    url = address(f"sqlite:///{tmp_path}/lives.sqlite3")
    async with open_store(url) as earlier:
        await begun(earlier, 1)
    async with open_store(url) as later:
        await begun(later, 1)
        assert await later.begin(arrival(2)) == WAITS


async def test_another_update_with_the_same_number_is_another_update(store: Store) -> None:
    for mark in (1, 2):
        begun = await store.begin(replace(arrival(7), mark=mark))
        assert begun.notes is not None
        assert not begun.notes.doubtful
        await store.finish(7, begun.notes)
        assert (await store.begin(replace(arrival(7), mark=mark))).done
