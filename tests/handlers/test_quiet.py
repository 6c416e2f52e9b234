"""The quiet rule: when a group gets answers, one pointer, silence, and answers again."""

from __future__ import annotations

import pytest

from handlers.quiet import BUSY, LIMIT, SHARE, WINDOW, QuietRule, Verdict
from tests.clock import Clock

ADA, BEN, GROUP = 1, 2, -100
ANSWER, POINTER, SILENCE = Verdict.ANSWER, Verdict.POINTER, Verdict.SILENCE


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rule(clock: Clock) -> QuietRule:
    return QuietRule(clock)


def ask(rule: QuietRule, person: int, times: int, group: int = GROUP) -> list[Verdict]:
    return [rule.judge(group, person) for _ in range(times)]


def test_a_flood_gets_one_pointer_and_then_silence(rule: QuietRule) -> None:
    assert ask(rule, ADA, BUSY + 3) == [ANSWER] * BUSY + [POINTER, SILENCE, SILENCE]


def test_a_second_person_is_answered_in_the_first_ones_flood(rule: QuietRule) -> None:
    ask(rule, ADA, BUSY + 3)
    assert ask(rule, BEN, SHARE + 1) == [ANSWER] * SHARE + [SILENCE]


def test_another_group_is_another_matter(rule: QuietRule) -> None:
    ask(rule, ADA, BUSY + 3)
    assert ask(rule, ADA, 1, group=-200) == [ANSWER]


def test_the_group_has_calmed_when_the_flood_is_a_window_ago(rule: QuietRule, clock: Clock) -> None:
    ask(rule, ADA, BUSY + 3)
    clock.now = WINDOW
    assert ask(rule, ADA, 1) == [ANSWER]


def test_who_floods_on_gets_no_more_than_a_share_and_no_second_pointer(rule: QuietRule, clock: Clock) -> None:
    ask(rule, ADA, BUSY + 1)
    verdicts = []
    for _ in range(10 * BUSY):
        clock.now += WINDOW / (2 * BUSY)
        verdicts += ask(rule, ADA, 1)
    assert verdicts.count(POINTER) == 0
    assert verdicts.count(ANSWER) <= SHARE * 6  # five windows go by, and the sixth begins


def test_the_next_flood_gets_a_pointer_of_its_own(rule: QuietRule, clock: Clock) -> None:
    ask(rule, ADA, BUSY + 1)
    clock.now = WINDOW
    assert ask(rule, ADA, BUSY + 1)[-1] == POINTER


def test_no_more_messages_than_telegram_takes_whoever_asks(rule: QuietRule) -> None:
    verdicts = [rule.judge(GROUP, person) for person in range(5 * LIMIT)]
    assert verdicts.count(ANSWER) == LIMIT
    assert verdicts.count(POINTER) == 1


def test_memory_is_bounded_under_a_flood(rule: QuietRule) -> None:
    ask(rule, ADA, 10_000)
    (group,) = [rule._groups.get(GROUP)]  # noqa: SLF001 - what is kept is what is tested
    assert group is not None
    assert len(group.asked) <= 10 * LIMIT
