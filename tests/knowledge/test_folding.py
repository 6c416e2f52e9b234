"""Folding and words: what never matters in how something is written, and what always does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.folding import digits, fold, stems, typo_budget, words


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = " ".join(words(text))
    assert " ".join(words(once)) == once


@given(st.text(alphabet=st.characters(codec="ascii")), st.sampled_from(' .,;:!?()[]"/\n\t–…„“'))
def test_punctuation_and_spaces_between_words_change_nothing(text: str, mark: str) -> None:
    assert words(f"{mark}{text}{mark}") == words(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßéçABCÄÖÜ 0123456789"))
def test_case_changes_nothing(text: str) -> None:
    assert words(text.upper()) == words(text.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fördermittel", "foerdermittel"),
        ("MÜNCHEN", "muenchen"),
        ("Straße", "strasse"),
        ("Québec", "quebec"),
        ("it’s OWL", "its owl"),
    ],
)
def test_accents_and_apostrophes_change_nothing(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_numbers_keep_every_digit() -> None:
    assert words("Runde 2 und Runde 3, 03INT1613") == ["runde", "2", "und", "runde", "3", "03int1613"]
    assert digits("arena2036") == "2036"


@given(st.text(max_size=4096))
def test_any_text_folds_without_error(text: str) -> None:
    assert isinstance(fold(text), str)


def test_short_words_have_no_typo_budget_and_long_ones_a_small_one() -> None:
    assert [typo_budget(length) for length in (1, 3, 4, 6, 7, 11, 12, 40)] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_stems_join_the_forms_of_a_word_in_both_languages() -> None:
    assert set(stems("partners")) & set(stems("partner"))
    assert set(stems("konferenzen")) & set(stems("konferenz"))
