"""The benchmark judges as the tests do."""

from __future__ import annotations

import pytest

from benchmarks.judged import halves, noise, questions
from benchmarks.matchers.ours import Ours
from knowledge import Engine
from tests.knowledge.questions import read

FILES = ("clusters.jsonl", "earlier.jsonl", "near.jsonl", "ordinary.jsonl", "plain.jsonl", "programme.jsonl", "unseen.jsonl")


def test_both_read_the_same_questions_and_judge_the_engine_alike(engine: Engine) -> None:
    labelled = [question for name in FILES for question in read(name)][::7]
    ours = Ours(engine)
    for theirs, each in zip(labelled, questions()[::7], strict=True):
        assert each.question == theirs.q
        assert each.right(ours.reply(each.question)) == (not theirs.judge(engine)), each.question


def test_noise_is_right_unanswered() -> None:
    assert not any(each.answerable for each in noise())


@pytest.mark.parametrize(("count", "sizes"), [(4, (2, 2)), (5, (3, 2))])
def test_every_second_item_is_in_the_other_half(count: int, sizes: tuple[int, int]) -> None:
    first, second = halves(range(count))
    assert (len(first), len(second)) == sizes
    assert not set(first) & set(second)
