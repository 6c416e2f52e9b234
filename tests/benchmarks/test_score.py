"""Thresholds and counts, on replies made up for it."""

from __future__ import annotations

from math import nextafter

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.judged import Judged
from benchmarks.reply import Reply
from benchmarks.score import Replies, best_threshold, calibration, equal_threshold, score, spread

Case = tuple[list[Judged], Replies]
LINES = st.lists(st.tuples(st.sampled_from((("answer",), ("declined",))), st.booleans(), st.integers(0, 4)), min_size=1)


def case(lines: list[tuple[tuple[str, ...], bool, int]]) -> Case:
    """Questions by what is wanted, whether the reply shows it and how sure it is."""
    asked = [Judged(str(number), ("en",), want, all=("yes",)) for number, (want, _, _) in enumerate(lines)]
    shown = [Reply("answer", {"en": "yes" if good else "no"}, at / 4) for _, good, at in lines]
    return asked, {each.question: reply for each, reply in zip(asked, shown, strict=True)}


@given(LINES)
def test_no_threshold_gains_more_than_the_best(lines: list[tuple[tuple[str, ...], bool, int]]) -> None:
    asked, replies = case(lines)
    best = score(asked, replies, best_threshold(asked, replies)).gain
    assert best == max(score(asked, replies, at).gain for at in (0, 0.25, 0.5, 0.75, 1, 2))


def test_counts_are_by_whether_there_is_an_answer() -> None:
    asked, replies = case([(("answer",), True, 4), (("answer",), False, 4), (("declined",), True, 4), (("declined",), True, 1)])
    found = score(asked, replies, 0.5)
    assert (found.asked, found.right, found.answerable, found.answerable_right) == (4, 2, 2, 1)
    assert (found.foreign, found.falsely, found.gain) == (2, 1, 1)


@given(LINES, st.sampled_from((0, 0.1, 0.5)))
def test_an_equal_threshold_lets_a_share_through_and_none_lower_does(
    lines: list[tuple[tuple[str, ...], bool, int]], part: float
) -> None:
    asked, replies = case(lines)
    found = equal_threshold(asked, replies, part)
    foreign = score(asked, replies).foreign
    assert score(asked, replies, found).falsely <= part * foreign
    assert not foreign or score(asked, replies, nextafter(found, -1)).falsely > part * foreign


def test_an_answer_to_another_question_misleads() -> None:
    asked, replies = case([(("answer",), False, 4), (("answer",), False, 1), (("declined",), False, 4), (("answer",), True, 4)])
    assert score(asked, replies, 0.5).misled == 1


def test_a_spread_has_the_mean_the_middle_and_the_slowest() -> None:
    found = spread([1.0] * 98 + [3.0] * 2)
    assert (found.mean, found.median, found.percentile) == (1.04, 1.0, 3.0)


def test_calibration_is_by_tenths_of_the_score() -> None:
    asked, replies = case([(("answer",), True, 4), (("answer",), False, 4), (("answer",), True, 2)])
    assert calibration(asked, replies) == {9: (2, 1), 5: (1, 1)}
