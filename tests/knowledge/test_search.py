"""Searching while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import LANGUAGES, Focus

if TYPE_CHECKING:
    from knowledge import Engine


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("opt", "optence.profile"),
        ("optence", "optence.profile"),
        ("Optence par", "optence.partners"),
        ("optnece", "optence.profile"),
        ("bionrw", "bio-nrw.profile"),
        ("bio nrw", "bio-nrw.profile"),
        ("itsowl", "its-owl.profile"),
        ("It’s OWL partner", "its-owl.partners"),
        ("cfk val", "cfk-valley.profile"),
        ("medcal val", "medical-valley.profile"),
        ("concept ph", "programme.concept-phase"),
        ("konzeptph", "programme.concept-phase"),
        ("who are the partners of optence", "optence.partners"),
    ],
)
def test_the_beginnings_of_words_find_their_entry_first(typed: str, first: str, engine: Engine) -> None:
    assert engine.search(typed)[0] == first


def test_every_name_finds_its_record_first_letter_by_letter(engine: Engine) -> None:
    for card in engine.records():
        found = [engine.search(card.label[:length]) for length in range(1, len(card.label) + 1)]
        assert all(any(each.startswith(f"{card.id}.") for each in ids) for ids in found), card.label
        assert found[-1][0] == f"{card.id}.profile", card.label


@pytest.mark.parametrize("typed", ["", " ", "zzzz", "?!", "💡"])
def test_nothing_is_found_for_nothing(typed: str, engine: Engine) -> None:
    assert engine.search(typed) == ()


@given(st.text(max_size=80))
@settings(deadline=None)
def test_anything_may_be_typed(engine: Engine, typed: str) -> None:
    found = engine.search(typed)
    assert len(set(found)) == len(found)
    assert set(found) <= set(engine.entries())


def test_a_title_leads_back_to_its_topic_in_either_language(engine: Engine) -> None:
    shown = [answer for entry in engine.entries() for language in LANGUAGES if (answer := engine.show(entry, language))]
    topics: dict[str, set[Focus]] = {}
    for answer in shown:
        topics.setdefault(answer.title, set()).add(answer.focus)
    for title, focuses in topics.items():
        again = engine.titled(title)
        assert again is not None
        assert again.focus in focuses, title


@pytest.mark.parametrize(
    "question",
    ["Who works with Finland?", "Clusters in NRW?", "Welche Cluster arbeiten mit den USA?", "clusters of round 2"],
)
def test_the_title_of_a_list_leads_back_to_the_list(question: str, engine: Engine) -> None:
    listed = engine.ask(question)
    again = engine.titled(getattr(listed, "title", ""))
    assert again is not None
    assert again.focus == listed.focus


@pytest.mark.parametrize("title", ["", "How to ask", "Welcome!", "I don't know that.", "x" * 4096])
def test_what_is_no_title_leads_nowhere(title: str, engine: Engine) -> None:
    assert engine.titled(title) is None


@pytest.mark.parametrize("words", ["", "?", "what's that?", "was ist das?", "can you answer this?", "any idea?"])
def test_words_that_point_at_something_ask_nothing_themselves(words: str, engine: Engine) -> None:
    assert engine.asks_nothing(words)


@pytest.mark.parametrize("words", ["Optence", "what is a go-cluster?", "how much money?", "partners", "wer zahlt das?"])
def test_words_with_a_subject_ask_something(words: str, engine: Engine) -> None:
    assert not engine.asks_nothing(words)
