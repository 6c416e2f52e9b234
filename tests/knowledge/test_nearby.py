"""Words near another one: just those that measuring all of them would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.nearby import Nearby

WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzß0123456789語"), min_size=1, max_size=12)


@given(known=st.lists(WORDS, max_size=40), word=WORDS, slips=st.integers(0, 3))
def test_none_is_missed_and_none_is_too_far(known: list[str], word: str, slips: int) -> None:
    found = Nearby(known).within(word, slips, limit=100)
    measured = {each: OSA.distance(word, each) for each in known}
    assert dict(found) == {each: distance for each, distance in measured.items() if distance <= slips}


@given(known=st.lists(WORDS, min_size=1, max_size=40, unique=True), place=st.integers(0, 1000))
def test_the_nearest_come_first(known: list[str], place: int) -> None:
    word = known[place % len(known)]
    assert Nearby(known).within(word, 3, limit=1) == [(word, 0)]


@pytest.mark.parametrize("word", ["", "a", "x" * 500])
def test_any_length_may_be_asked_for(word: str) -> None:
    assert Nearby(["optence"]).within(word, 2, limit=3) == []
    assert Nearby([]).within(word, 2, limit=3) == []
