"""A slip is one, small and the same again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from benchmarks.slips import UMLAUTS, careless, slipped


@given(st.text(), st.integers())
def test_any_text_is_slipped_alike_each_time(text: str, seed: int) -> None:
    assert slipped(text, seed) == slipped(text, seed)


@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize("question", ["Who works with Finland?", "Welche Länder fördert das Übergangsjahr?", "aaaa", "ßẞßß"])
def test_it_is_one_slip_and_never_none(question: str, seed: int) -> None:
    changed = slipped(question, seed)
    assert changed != question
    assert DamerauLevenshtein.distance(question.translate(UMLAUTS), changed.translate(UMLAUTS)) <= 1


@pytest.mark.parametrize("seed", range(100))
def test_the_careless_slip_once_in_every_second_longer_word(seed: int) -> None:
    question = "where in Finland may they put my umbrella"
    changed = zip(question.split(), careless(question, seed).split(), strict=True)
    assert [DamerauLevenshtein.distance(*pair) for pair in changed] == [1, 0, 0, 0, 1, 0, 0, 0]


@given(st.text(), st.integers())
def test_the_careless_slip_alike_each_time(text: str, seed: int) -> None:
    assert careless(text, seed) == careless(text, seed)


@pytest.mark.parametrize("question", ["", "go on", "1234 5678"])
def test_without_a_longer_word_there_is_none(question: str) -> None:
    assert slipped(question, 1) == careless(question, 1) == question
