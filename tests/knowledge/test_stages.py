"""Stages: how each kind of outcome says that it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Context
from knowledge.stages import OF_REFUSAL

if TYPE_CHECKING:
    from knowledge import Engine

STAGES = {
    "Who are the partners of Optence?": "entry",
    "Who works with Finland?": "lookup",
    "Does Optence work with Japan?": "yes-no",
    "Compare Optence and BioEconomy": "comparison",
    "phone number of Optence": "absent-detail",
    "Optence weather today": "other-detail",
    "What is Horizon Europe?": "other-programme",
    "how is the weather on mars": "nothing-found",
    "??": "no-question",
    "hello": "smalltalk",
}


@pytest.mark.parametrize("question", STAGES)
def test_an_outcome_says_how_it_came_about(question: str, engine: Engine) -> None:
    assert engine.ask(question).stage == STAGES[question]


def test_a_known_wording_word_for_word_is_told_apart(engine: Engine) -> None:
    entry = engine.knowledge.records[0].entries[0]
    assert engine.ask(entry.asked[-1]).stage == "wording"


def test_what_goes_on_is_a_follow_up_and_a_refusal_keeps_its_reason(engine: Engine) -> None:
    focus = engine.ask("Who are the partners of Optence?").focus
    assert engine.ask("and the money?", Context(focus=focus)).stage == "follow-up"
    assert engine.ask("and the phone number?", Context(focus=focus)).stage == "absent-detail"


def test_what_is_picked_is_shown_and_a_name_that_is_not_known_is_said(engine: Engine) -> None:
    shown = engine.show("optence", "en")
    assert shown
    assert shown.stage == "shown"
    assert engine.find("nobody at all", "en").stage == "unknown-name"


@pytest.mark.parametrize("reason", OF_REFUSAL)
def test_each_refusal_with_a_stage_has_a_text(reason: str, engine: Engine) -> None:
    assert reason in engine.knowledge.texts
