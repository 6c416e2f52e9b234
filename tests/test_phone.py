"""The slips of a phone are of the kinds that they say, and the same for the same seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.phone import KINDS, Kind, slips, thumbs, typed

QUESTION = "Wer führt seit 2017 what's left of CLIB2021, und wie heißt die Straße?"


@given(text=st.text(max_size=60), count=st.integers(0, 4), seed=st.integers())
def test_any_text_can_be_typed_and_its_digits_stay(text: str, count: int, seed: int) -> None:
    made = typed(text, count, thumbs(seed))
    assert len(made.slips) <= count
    assert [each for each in made.text if each.isdecimal()] == [each for each in text if each.isdecimal()]
    assert slips(text, count, thumbs(seed)) == made.text


@given(seed=st.integers(), count=st.integers(1, 4))
def test_as_many_slips_are_made_as_asked_for_each_in_another_word(seed: int, count: int) -> None:
    made = typed(QUESTION, count, thumbs(seed))
    assert len({slip.meant for slip in made.slips}) == count
    assert all(slip.meant in QUESTION and slip.typed in made.text and slip.meant != slip.typed for slip in made.slips)


@pytest.mark.parametrize(
    ("kind", "word", "typed_as"),
    [
        ("umlaut", "Straße", {"Strasse"}),
        ("umlaut", "Führt", {"Fuhrt", "Fuehrt"}),
        ("apostrophe", "it's", {"its"}),
        ("capital", "wann", {"Wann"}),
        ("swap", "Owls", {"Wols", "Olws", "Owsl"}),
        ("drop", "wann", {"ann", "wnn", "wan"}),
        ("double", "wann", {"wwann", "waann", "wannn"}),
        ("split", "wann", {"w ann", "wa nn", "wan n"}),
        ("join", "in Ulm", {"inUlm"}),
    ],
)
def test_each_kind_does_what_it_says(kind: Kind, word: str, typed_as: set[str]) -> None:
    assert {typed(word, 1, thumbs(seed), (kind,)).text for seed in range(100)} == typed_as


def test_thumbs_hit_the_keys_around_on_either_keyboard() -> None:
    made = {typed("zzzz", 1, thumbs(seed), ("neighbour",)).text.replace("z", "", 3) for seed in range(200)}
    assert made == set("sdxtugh")


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"join", "apostrophe"}))
def test_short_words_and_figures_are_typed_right(kind: Kind) -> None:
    assert typed("who für 2017 it's", 2, thumbs(1), (kind,)).slips == ()
