"""The golden questions, written one by one from the facts, without sight of the engine.

`plain.jsonl`, `ordinary.jsonl` and `unseen.jsonl` are ordinary questions, the last only run, never read while rules were tuned;
`clusters`, `earlier` and `programme.jsonl` are sharp ones, in words that the knowledge does not use, a third of them near
misses and foreign; `near.jsonl` all ask for details that no fact holds; `noise.txt` are messages that are no questions for it.
The bars are what was reached: a change may raise them, not lower them.
"""

from __future__ import annotations

import pytest

from knowledge import Answer, Engine
from tests.knowledge.questions import FOLDER, Labelled, read

PLAIN, SHARP = ("plain.jsonl",), ("clusters.jsonl", "earlier.jsonl", "programme.jsonl")
ORDINARY, UNSEEN, NEAR = ("ordinary.jsonl",), ("unseen.jsonl",), ("near.jsonl",)
BARS = [(PLAIN, 0.98, 0.02), (ORDINARY, 0.91, 0.13), (UNSEEN, 0.92, 0.04), (SHARP, 0.82, 0.14), (NEAR, 0.85, 0.15)]


def right(engine: Engine, questions: list[Labelled]) -> tuple[float, str]:
    wrong = [f"{question.id} {question.q!r}: {why}" for question in questions if (why := question.judge(engine))]
    return 1 - len(wrong) / len(questions), "\n".join(wrong)


def falsely_answered(engine: Engine, questions: list[Labelled]) -> float:
    foreign = [question for question in questions if not question.answerable]
    return sum(isinstance(engine.ask(question.q), Answer) for question in foreign) / len(foreign)


@pytest.mark.parametrize(("names", "bar", "false"), BARS, ids=["plain", "ordinary", "unseen", "sharp", "near"])
def test_golden_questions_are_answered_right(engine: Engine, names: tuple[str, ...], bar: float, false: float) -> None:
    questions = [question for name in names for question in read(name)]
    share, wrong = right(engine, questions)
    assert share >= bar, wrong
    assert falsely_answered(engine, questions) <= false


def test_messages_that_are_no_questions_are_declined(engine: Engine) -> None:
    lines = [line for line in (FOLDER / "noise.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    answered = [line for line in lines if isinstance(engine.ask(line), Answer)]
    assert len(answered) <= len(lines) * 0.01, answered


def test_the_sets_are_large_enough_to_say_something() -> None:
    assert len(read("plain.jsonl")) >= 300
    assert len({question.q for name in (*PLAIN, *ORDINARY, *UNSEEN, *SHARP, *NEAR) for question in read(name)}) >= 2000
