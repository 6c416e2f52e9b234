"""Names: an exact one always wins, however it is written; another digit is another name; a slip is forgiven."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Answer, Engine, load
from knowledge.folding import digits, words
from knowledge.model import lines

NAMES = sorted({(record.id, name) for record in load().records if record.kind == "cluster" for name in lines(record.names)})


@pytest.mark.parametrize(("record", "name"), NAMES)
def test_an_exact_name_leads_to_its_record(engine: Engine, record: str, name: str) -> None:
    outcome = engine.find(name, "en")
    assert isinstance(outcome, Answer), name
    assert outcome.focus.records == (record,)


@settings(max_examples=150, deadline=None)
@given(choice=st.sampled_from(NAMES), seed=st.integers(0, 2**16))
def test_case_spacing_and_punctuation_of_a_name_change_nothing(engine: Engine, choice: tuple[str, str], seed: int) -> None:
    record, name = choice
    dice = random.Random(seed)  # noqa: S311 - no secret
    written = "".join(character.swapcase() if dice.random() < 0.5 else character for character in name)
    written = written.replace(" ", dice.choice(["  ", " ", "-", ""]))
    outcome = engine.find(f"{dice.choice(['', '“', '('])}{written}{dice.choice(['', '?', '!', ')'])}", "en")
    assert isinstance(outcome, Answer), written
    assert outcome.focus.records == (record,)


@settings(max_examples=150, deadline=None)
@given(choice=st.sampled_from([pair for pair in NAMES if digits(pair[1])]), digit=st.sampled_from("0123456789"))
def test_another_digit_is_another_name(engine: Engine, choice: tuple[str, str], digit: str) -> None:
    record, name = choice
    place = next(index for index, character in enumerate(name) if character.isdigit())
    changed = name[:place] + digit + name[place + 1 :]
    outcome = engine.find(changed, "en")
    if digit != name[place] and isinstance(outcome, Answer):
        others = [word for word in words(changed) if not digits(word)]
        assert outcome.focus.records != (record,) or others, changed


@pytest.mark.parametrize(
    ("written", "record"),
    [
        ("Optecne", "optence"),
        ("cfk valey", "cfk-valley"),
        ("open hybrid lab factroy", "ohlf"),
        ("efizienzcluster", "effizienzcluster"),
        ("wetzlar netwrok", "wetzlar-network"),
        ("deep see mining aliance", "dsma"),
        ("Organic Organic Saxony", "oes"),
        ("bio nrw", "bio-nrw"),
        ("BIONRW", "bio-nrw"),
        ("its owl", "its-owl"),
        ("ARENA 2036", "arena2036"),
        ("Elektromobilitaet Sued-West", "emobil-sw"),
    ],
)
def test_slips_and_other_spellings_are_forgiven(engine: Engine, written: str, record: str) -> None:
    outcome = engine.find(written, "en")
    assert isinstance(outcome, Answer)
    assert outcome.focus.records == (record,)
