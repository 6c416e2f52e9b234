"""The store as a whole: what is put by, asked once, forgotten, cleaned away; and how it fails."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from storage import Arrival, InUseError, Kept, Note, Notes, Rating, StorageError, Store, Tally, address, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL

    from tests.clock import Clock

A_DAY = 86_400


@pytest.fixture
def url(tmp_path: Path) -> URL:
    return address(f"sqlite:///{tmp_path}/deep/down/other.sqlite3")


def arrival(number: int) -> Arrival:
    return Arrival(number, number, frozenset())


async def note(store: Store, key: str, chat: int, person: int | None = None, seconds: int | None = None) -> None:
    """Note something apart from any update."""
    notes = Notes()
    notes.put(key, Note(key, chat, person, seconds))
    await store.finish(0, notes)


# ---- updates put by


async def test_what_was_put_by_is_left_over_for_a_later_life_in_its_order(url: URL) -> None:
    async with open_store(url) as earlier:
        for number in (3, 1, 2):
            await earlier.begin(arrival(number))
            await earlier.put_by(number, f"update {number}")
        assert await earlier.left_over() == []
    async with open_store(url) as later:
        assert await later.left_over() == ["update 1", "update 2", "update 3"]
        await later.begin(arrival(1))
        assert await later.left_over() == ["update 2", "update 3"]


async def test_what_was_put_by_goes_when_it_is_done(url: URL) -> None:
    async with open_store(url) as store:
        begun = await store.begin(arrival(1))
        await store.put_by(1, "update")
        assert begun.notes
        begun.notes.put_by = True
        await store.finish(1, begun.notes)
    async with open_store(url) as later:
        assert await later.left_over() == []


async def test_what_was_put_by_only_after_it_was_done_goes_when_cleaned(store: Store, tmp_path: Path) -> None:
    await store.begin(arrival(1))
    await store.finish(1, Notes())
    await store.put_by(1, "update")
    await store.clean(180)
    with sqlite3.connect(tmp_path / "bot.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM put_by").fetchone() == (0,)
    connection.close()


# ---- people


async def test_of_a_person_all_is_forgotten_and_of_others_nothing(store: Store) -> None:
    await note(store, "chosen:77", 77)
    await note(store, "turn:-5:77", -5, 77)
    await note(store, "turn:-5:78", -5, 78)
    await note(store, "chosen:-5", -5)
    for person in (77, 78):
        await store.rate(Rating(-5, 1, person, "optence", helpful=True))
    await store.forget(77)
    assert (await store.notes_of(77), await store.ratings_of(77)) == ([], 0)
    assert (await store.notes_of(78), await store.ratings_of(78)) == (["turn:-5:78"], 1)
    assert await store.notes_of(-5) == ["chosen:-5", "turn:-5:78"]


async def test_values_are_those_of_one_chat_and_one_kind(store: Store) -> None:
    for key, chat in (("answer:5:1", 5), ("answer:5:2", 5), ("answers:5", 5), ("turn:5", 5), ("answer:6:1", 6)):
        await note(store, key, chat)
    assert sorted(await store.values(5, "answer")) == ["answer:5:1", "answer:5:2"]


async def test_a_note_whose_time_is_over_is_not_shown(store: Store, clock: Clock) -> None:
    await note(store, "turn:77", 77, seconds=600)
    clock.now += 600
    assert await store.notes_of(77) == []


async def test_the_most_rated_comes_first_and_each_person_counts_once_a_message(store: Store) -> None:
    for message, told, helpful in ((1, "a", True), (2, "b", True), (3, "b", True), (3, "b", False)):
        await store.rate(Rating(5, message, 77, told, helpful))
    assert await store.tallies() == [Tally("b", 1, 1), Tally("a", 1, 0)]


# ---- once, since


async def test_once_is_once_in_its_time_and_for_each_key(store: Store, clock: Clock) -> None:
    assert await store.once("alert:a", 3600) is True
    assert await store.once("alert:a", 3600) is False
    assert await store.once("alert:b", 3600) is True
    clock.now += 3599
    assert await store.once("alert:a", 3600) is False
    clock.now += 1
    assert await store.once("alert:a", 3600) is True


async def test_of_many_who_ask_at_once_one_is_the_first(store: Store) -> None:
    answers = await asyncio.gather(*(store.once("alert:a", 3600) for _ in range(20)))
    assert sorted(answers) == [False] * 19 + [True]


async def test_since_is_when_the_database_was_first_used(url: URL, clock: Clock) -> None:
    clock.now = 1_700_000_000.5
    async with open_store(url, clock) as store:
        first = await store.since()
    clock.now += A_DAY
    async with open_store(url, clock) as store:
        assert await store.since() == first
    assert first.isoformat() == "2023-11-14T22:13:20+00:00"


# ---- cleaning


async def test_cleaning_takes_what_has_had_its_time_and_nothing_else(store: Store, clock: Clock) -> None:
    await store.begin(arrival(1))
    await store.finish(1, Notes())
    await note(store, "chosen:77", 77)
    await note(store, "answer:77:1", 77, seconds=2 * A_DAY)
    await store.keep("Is there a canteen?", "en")
    kept = [Kept("Is there a canteen?", "en", int(clock.now))]
    clock.now += 2 * A_DAY - 1
    await store.clean(3)
    assert (await store.count(), await store.notes_of(77), await store.kept()) == (1, ["answer:77:1", "chosen:77"], kept)
    clock.now += 2
    await store.clean(3)
    assert (await store.count(), await store.notes_of(77), await store.kept()) == (0, ["chosen:77"], kept)
    clock.now += A_DAY
    await store.clean(3)
    assert (await store.notes_of(77), await store.kept()) == (["chosen:77"], [])


# ---- failing


async def test_a_file_in_use_is_refused_until_it_is_free(url: URL) -> None:
    async with open_store(url):
        with pytest.raises(InUseError):
            async with open_store(url):
                raise AssertionError
    async with open_store(url) as later:
        assert await later.count() == 0


async def test_the_file_is_for_its_owner_only(url: URL, tmp_path: Path) -> None:
    async with open_store(url):
        made = [tmp_path / "deep" / "down" / name for name in ("other.sqlite3", "other.sqlite3-wal", "other.sqlite3.lock")]
        assert [stat.S_IMODE(file.stat().st_mode) for file in made] == [0o600] * 3


async def test_what_fails_is_told_by_its_kind_and_without_values(store: Store, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "bot.sqlite3") as connection:
        connection.execute("DROP TABLE questions")
    connection.close()
    with pytest.raises(StorageError) as caught:
        await store.keep("a private word", "en")
    assert str(caught.value) == "OperationalError"
    assert (caught.value.__cause__, caught.value.__suppress_context__) == (None, True)


async def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(StorageError, match=r"^(File exists|Not a directory)$"):
        async with open_store(address(f"sqlite:///{tmp_path}/file/bot.sqlite3")):
            raise AssertionError


async def test_a_file_that_is_no_database_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database, but long enough to be looked at. " * 99, encoding="utf-8")
    with pytest.raises(StorageError, match="DatabaseError"):
        async with open_store(address(f"sqlite:///{tmp_path}/text")):
            raise AssertionError
