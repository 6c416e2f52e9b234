"""What our engine shows, and what it finds likeliest though it does not say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.matchers.ours import Likeliest, Ours
from knowledge import Choices, Declined, Engine, load
from knowledge.plain import ACCEPT

LIBRARY = Path(__file__).parents[1] / "knowledge" / "library"


@pytest.fixture(scope="module")
def library() -> Engine:
    return Engine(load(LIBRARY))


def test_an_answer_is_the_likeliest(library: Engine) -> None:
    question = "how do i extend the loan"
    ours, likeliest = (matcher(library).reply(question) for matcher in (Ours, Likeliest))
    assert ours.entries == likeliest.entries == ("questions.renewal",)
    assert ours.score == likeliest.score


@pytest.mark.parametrize(
    ("question", "kind", "topic"),
    [
        ("the bird chewed my lost books into pieces", Declined, "questions.lost"),
        ("is there a fine for a lost book", Choices, "questions.lost"),
    ],
)
def test_what_is_not_answered_has_a_likeliest_entry_too(library: Engine, question: str, kind: type, topic: str) -> None:
    assert isinstance(library.ask(question), kind)
    found = Likeliest(library).reply(question)
    assert (found.kind, found.entries) == ("answer", (topic,))
    assert 0 < found.score <= ACCEPT


def test_choices_show_all_that_they_offer(library: Engine) -> None:
    found = Ours(library).reply("is there a fine for a lost book")
    assert (found.kind, found.entries) == ("choices", ("questions.lost", "questions.late"))


def test_without_a_word_nothing_is_likely(library: Engine) -> None:
    assert Likeliest(library).reply("?").entries == ()
