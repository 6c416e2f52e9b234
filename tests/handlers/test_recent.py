"""What is kept for a while: how long, how much of it, and what goes first."""

from __future__ import annotations

import pytest

from handlers.recent import Recent
from tests.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_what_is_too_old_is_gone_for_all_keys(clock: Clock) -> None:
    recent: Recent[int, str] = Recent(10, clock, lifetime=5)
    recent.put(1, "a")
    recent.put(2, "b")
    clock.now = 5
    recent.put(3, "c")
    assert len(recent) == 1
    assert recent.get(1) is None


def test_without_a_lifetime_nothing_is_too_old(clock: Clock) -> None:
    recent: Recent[int, str] = Recent(10, clock)
    recent.put(1, "a")
    clock.now = 1e9
    assert recent.get(1) == "a"


def test_the_longest_unused_goes_first() -> None:
    recent: Recent[int, str] = Recent(2)
    recent.put(1, "a")
    recent.put(2, "b")
    assert recent.get(1) == "a"
    recent.put(3, "c")
    assert [recent.get(key) for key in (1, 2, 3)] == ["a", None, "c"]


def test_what_is_taken_is_gone() -> None:
    recent: Recent[int, str] = Recent()
    recent.put(1, "a")
    assert recent.pop(1) == "a"
    assert recent.pop(1) is None
