"""The quiet rule: after several answers in a short time, a group gets one pointer to the private chat, then silence.

It holds until the group has calmed. A person who has had hardly an answer is still answered while another one floods.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from handlers.recent import CAPACITY, Clock, Recent

WINDOW = 60.0  # seconds
BUSY = 6  # questions in a group within the window, from which on it is busy
SHARE = 2  # answers for each person within the window, even while it is busy
# Telegram lets a bot send some twenty messages a minute to a group (https://core.telegram.org/bots/faq); stay below.
LIMIT = 18


class Verdict(Enum):
    """What a question in a group gets."""

    ANSWER = auto()
    POINTER = auto()
    SILENCE = auto()


@dataclass(frozen=True, slots=True)
class _Asked:
    at: float
    person: int
    verdict: Verdict


@dataclass(slots=True)
class _Group:
    asked: deque[_Asked] = field(default_factory=lambda: deque(maxlen=10 * LIMIT))
    pointed: bool = False


class QuietRule:
    """Decides for each question in a group, given the ones before it."""

    def __init__(self, clock: Clock = time.monotonic, capacity: int = CAPACITY) -> None:
        self._clock = clock
        self._groups: Recent[int, _Group] = Recent(capacity, clock)

    def judge(self, chat: int, person: int) -> Verdict:
        """The verdict on a question that a person asks in a group now."""
        group = self._groups.get(chat) or _Group()
        now = self._clock()
        while group.asked and now - group.asked[0].at >= WINDOW:
            group.asked.popleft()
        verdict = _verdict(group, person)
        group.asked.append(_Asked(now, person, verdict))
        self._groups.put(chat, group)
        return verdict


def _verdict(group: _Group, person: int) -> Verdict:
    if len(group.asked) < BUSY:
        group.pointed = False
        return Verdict.ANSWER
    answered = [each.person for each in group.asked if each.verdict is Verdict.ANSWER]
    if answered.count(person) < SHARE and len(answered) < LIMIT:
        return Verdict.ANSWER
    if group.pointed:
        return Verdict.SILENCE
    group.pointed = True
    return Verdict.POINTER
