"""The quiet rule: when a group gets answers, one pointer, silence, and answers again."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pydantic import TypeAdapter

from handlers import keys
from handlers.quiet import BUSY, KEPT, LIMIT, SHARE, WINDOW, Pace, QuietRule, Verdict
from storage import Notes
from tests.clock import Clock

ADA, BEN, GROUP = 1, 2, -100
ANSWER, POINTER, SILENCE = Verdict.ANSWER, Verdict.POINTER, Verdict.SILENCE


@pytest.fixture
def clock() -> Clock:
    return Clock()


@dataclass
class Rule:
    """The rule with what it notes, at the clock's time."""

    clock: Clock
    notes: Notes = field(default_factory=lambda: Notes(frozenset(keys.pace(group) for group in (GROUP, -200))))

    def judge(self, group: int, person: int) -> Verdict:
        return QuietRule(self.notes).judge(group, person, self.clock.now)


@pytest.fixture
def rule(clock: Clock) -> Rule:
    return Rule(clock)


def ask(rule: Rule, person: int, times: int, group: int = GROUP) -> list[Verdict]:
    return [rule.judge(group, person) for _ in range(times)]


def test_a_flood_gets_one_pointer_and_then_silence(rule: Rule) -> None:
    assert ask(rule, ADA, BUSY + 3) == [ANSWER] * BUSY + [POINTER, SILENCE, SILENCE]


def test_a_second_person_is_answered_in_the_first_ones_flood(rule: Rule) -> None:
    ask(rule, ADA, BUSY + 3)
    assert ask(rule, BEN, SHARE + 1) == [ANSWER] * SHARE + [SILENCE]


def test_another_group_is_another_matter(rule: Rule) -> None:
    ask(rule, ADA, BUSY + 3)
    assert ask(rule, ADA, 1, group=-200) == [ANSWER]


def test_the_group_has_calmed_when_the_flood_is_a_window_ago(rule: Rule, clock: Clock) -> None:
    ask(rule, ADA, BUSY + 3)
    clock.now = WINDOW
    assert ask(rule, ADA, 1) == [ANSWER]


def test_who_floods_on_gets_no_more_than_a_share_and_no_second_pointer(rule: Rule, clock: Clock) -> None:
    ask(rule, ADA, BUSY + 1)
    verdicts = []
    for _ in range(10 * BUSY):
        clock.now += WINDOW / (2 * BUSY)
        verdicts += ask(rule, ADA, 1)
    assert verdicts.count(POINTER) == 0
    assert verdicts.count(ANSWER) <= SHARE * 6  # five windows go by, and the sixth begins


def test_the_next_flood_gets_a_pointer_of_its_own(rule: Rule, clock: Clock) -> None:
    ask(rule, ADA, BUSY + 1)
    clock.now = WINDOW
    assert ask(rule, ADA, BUSY + 1)[-1] == POINTER


def test_no_more_messages_than_telegram_takes_whoever_asks(rule: Rule) -> None:
    verdicts = [rule.judge(GROUP, person) for person in range(5 * LIMIT)]
    assert verdicts.count(ANSWER) == LIMIT
    assert verdicts.count(POINTER) == 1


def test_what_is_noted_is_bounded_under_a_flood(rule: Rule) -> None:
    ask(rule, ADA, 10_000)
    note = rule.notes.changes[keys.pace(GROUP)]
    assert note is not None
    assert len(TypeAdapter(Pace).validate_json(note.value).asked) <= KEPT
