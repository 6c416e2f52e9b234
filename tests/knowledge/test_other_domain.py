"""The engine over another knowledge: plain questions and answers about a town library."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import Answer, Declined, Engine, load


@pytest.fixture(scope="module")
def library() -> Engine:
    return Engine(load(Path(__file__).parent / "library"))


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How do I get a library card?", "card"),
        ("i need a libary card", "card"),
        ("bücherei ausweis", "card"),
        ("Wie lange darf ich ein Buch behalten?", "loan"),
        ("loan period for a book", "loan"),
        ("leihfrsit", "loan"),
        ("can I extend the loan on the internet", "renewal"),
        ("buch verlaengern", "renewal"),
        ("fine for overdue books", "late"),
        ("Mahngebühr", "late"),
        ("my dog ate a library book", "lost"),
        ("ich hab das buch verloren", "lost"),
        ("Öffnungszeiten?", "hours"),
        ("is the library open on a saturday", "hours"),
    ],
)
def test_a_question_finds_its_topic(library: Engine, question: str, topic: str) -> None:
    outcome = library.ask(question)
    assert isinstance(outcome, Answer), outcome
    assert outcome.entries[0] == f"questions.{topic}"


@pytest.mark.parametrize(
    "question",
    [
        "Who are the partners of Optence?",
        "how much is a ticket to the zoo",
        "Wie wird das Wetter?",
        "do you sell concert tickets",
        "",
    ],
)
def test_what_belongs_to_no_topic_is_declined(library: Engine, question: str) -> None:
    assert isinstance(library.ask(question), Declined)


def test_nothing_of_the_built_in_knowledge_is_left(library: Engine) -> None:
    assert {name.split(".")[0] for name in library.entries()} == {"questions"}
    assert "clusters”: unknown" in library.trace("which clusters work with Finland")
