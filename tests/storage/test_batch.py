"""Group commit: what comes together is done together, and each gets what is its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from storage.batch import LARGEST, Batch


class Counter:
    """Work that doubles numbers, and fails for batches with a zero; `batches` is what it was called with."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.begun = asyncio.Event()

    async def __call__(self, items: Sequence[int]) -> Sequence[int]:
        self.batches.append(list(items))
        self.begun.set()
        await self.go_on.wait()
        if 0 in items:
            raise ZeroDivisionError
        return [2 * item for item in items]


async def test_what_comes_at_once_is_done_at_once_and_each_gets_its_own() -> None:
    work = Counter()
    batch = Batch(work)
    assert await asyncio.gather(*(batch.do(number) for number in range(1, 6))) == [2, 4, 6, 8, 10]
    assert work.batches == [[1, 2, 3, 4, 5]]


async def test_what_comes_meanwhile_is_the_next_batch() -> None:
    work = Counter()
    work.go_on.clear()
    batch = Batch(work)
    first = asyncio.create_task(batch.do(1))
    await work.begun.wait()
    others = asyncio.gather(batch.do(2), batch.do(3))
    await asyncio.sleep(0)
    work.go_on.set()
    assert (await first, *await others) == (2, 4, 6)
    assert work.batches == [[1], [2, 3]]


async def test_no_batch_is_larger_than_a_statement_may_be() -> None:
    work = Counter()
    batch = Batch(work)
    numbers = range(1, LARGEST + 3)
    assert await asyncio.gather(*map(batch.do, numbers)) == [2 * number for number in numbers]
    assert [len(each) for each in work.batches] == [LARGEST, 2]


async def test_a_failure_is_that_of_all_in_its_batch_and_of_no_other() -> None:
    batch = Batch(Counter())
    results = await asyncio.gather(batch.do(1), batch.do(0), return_exceptions=True)
    assert [type(each) for each in results] == [ZeroDivisionError, ZeroDivisionError]
    assert await batch.do(4) == 8


@pytest.mark.parametrize("other", [2, 0], ids=["that succeeds", "that fails"])
async def test_a_caller_who_gave_up_harms_nobody_in_a_batch(other: int) -> None:
    work = Counter()
    work.go_on.clear()
    batch = Batch(work)
    leaving, staying = asyncio.create_task(batch.do(1)), asyncio.create_task(batch.do(other))
    await work.begun.wait()
    leaving.cancel()
    work.go_on.set()
    results = await asyncio.gather(leaving, staying, return_exceptions=True)
    assert isinstance(results[0], asyncio.CancelledError)
    assert results[1] == 4 if other else isinstance(results[1], ZeroDivisionError)
    assert await batch.do(3) == 6
