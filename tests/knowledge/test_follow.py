"""Conversations over several turns: what goes on from what, what is corrected or picked, and what stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers.dialogue import after, reply
from knowledge import Answer, Choices, Declined

if TYPE_CHECKING:
    from knowledge import Engine, Outcome

# What is said, and how the title, the question back or the refusal begins that it leads to.
CONVERSATIONS: dict[str, list[tuple[str, str]]] = {
    "attributes and records": [
        ("Who are BIO.NRW's partners?", "BIO.NRW: Partners"),
        ("and the money?", "BIO.NRW: Funding"),
        ("same for CFK Valley", "CFK Valley: Funding"),
        ("which of the two started earlier?", "CFK Valley – BIO.NRW"),
    ],
    "German": [
        ("Wer sind die Partner von Optence?", "Optence: Partner"),
        ("und wie lange?", "Optence: Laufzeit"),
        ("und bei it's OWL?", "it's OWL: Laufzeit"),
        ("welches der beiden bekam mehr Geld?", "it's OWL – Optence"),
    ],
    "corrections": [
        ("Wer sind die Partner von Optence?", "Optence: Partner"),
        ("nein, ich meinte OHLF", "Open Hybrid LabFactory: Partner"),
        ("no, I meant it's OWL", "it's OWL: Partner"),
        ("that's wrong, I mean ARENA2036", "ARENA2036: Partner"),
    ],
    "few words": [
        ("its owl", "it's OWL"),
        ("which country?", "it's OWL: Partner countr"),
        ("where are they?", "it's OWL: Seat"),
        ("who's the boss?", "it's OWL: People"),
        ("phone number?", "I have no phone number for it's OWL."),
    ],
    "a list": [
        ("Who works with Finland?", "Clusters with partners in Finland"),
        ("how much money did they get?", "Which of these do you mean?"),
        ("the second one", "it's OWL: Funding"),
        ("and the partners?", "it's OWL: Partner"),
    ],
    "places in a list": [
        ("clusters in Bavaria", "Clusters in Bavaria"),
        ("the first one", "BioM"),
        ("und das Geld?", "BioM: Fördersumme"),
    ],
    "sources": [
        ("Optence partners", "Optence: Partners"),
        ("source?", "Optence: Partners"),
        ("Woher weißt du das?", "Optence: Partner"),
    ],
    "what stands alone": [
        ("How much money does Optence get?", "Optence: Funding"),
        ("who may apply?", "Who could apply"),
        ("Which clusters are in NRW?", "Clusters in North Rhine-Westphalia"),
        ("What is a go-cluster?", "go-cluster"),
    ],
    "what nobody knows of the programme": [
        ("Is the programme still open?", "End of the programme"),
        ("wie viele mitarbeiter haben die", "Dazu habe ich keine Angabe: "),
    ],
    "what is about something else": [
        ("How much money does Optence get?", "Optence: Funding"),
        ("What is the weather like tomorrow?", "I don't know that."),
        ("Which cluster got the most?", "I don't know that."),
    ],
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_as_people_expect(name: str, engine: Engine) -> None:
    went, turn = [], None
    for said, _ in CONVERSATIONS[name]:
        outcome = reply(engine, turn, said, None, "en")
        went.append((said, _begins(outcome)))
        turn = after(turn, outcome)
    misses = [
        (said, heard)
        for (said, heard), (_, expected) in zip(went, CONVERSATIONS[name], strict=True)
        if not heard.startswith(expected)
    ]
    assert misses == []


def test_a_topic_changes_no_question_that_stands_alone(engine: Engine) -> None:
    """Context never leaks: what is answered without a topic is answered alike with one."""
    for said, _ in (turn for turns in CONVERSATIONS.values() for turn in turns[:1]):
        turn = after(None, reply(engine, None, "How much money does Cool Silicon get?", None, "en"))
        assert reply(engine, turn, said, None, "en") == reply(engine, None, said, None, "en"), said


@pytest.mark.parametrize(
    ("text", "place"),
    [("the second one", 2), ("second", 2), ("das dritte", 3), ("die erste", 1), ("first", 1), ("3", 3)]
    + [(text, None) for text in ("round 2", "Runde 2", "two partners", "one more question", "", "the one in Bavaria")],
)
def test_a_place_is_named_by_a_number_and_grammar_alone(text: str, place: int | None, engine: Engine) -> None:
    assert engine.place(text) == place


def _begins(outcome: Outcome) -> str:
    match outcome:
        case Answer():
            return outcome.title
        case Choices():
            return outcome.prompt
        case Declined():
            return outcome.text
