"""The quiet rule: after several answers in a short time, a group gets one pointer to the private chat, then silence.

It holds until the group has calmed. A person who has had hardly an answer is still answered while another one floods.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from handlers import keys
from handlers.codec import Codec
from storage import Note

if TYPE_CHECKING:
    from storage import Notes

WINDOW = 60.0  # seconds
BUSY = 6  # questions in a group within the window, from which on it is busy
SHARE = 2  # answers for each person within the window, even while it is busy
# Telegram lets a bot send some twenty messages a minute to a group (https://core.telegram.org/bots/faq); stay below.
LIMIT = 18
KEPT = 10 * LIMIT  # questions
A_PAUSE = 600  # seconds of silence after which a group is as new


class Verdict(StrEnum):
    """What a question in a group gets."""

    ANSWER = "answer"
    POINTER = "pointer"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a group: when (in seconds), by whom, and what it got."""

    at: float
    person: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Pace:
    """What a group has asked of late, and whether it was pointed to the private chat since it was last calm."""

    asked: tuple[Asked, ...] = ()
    pointed: bool = False

    def since(self, start: float) -> Pace:
        return replace(self, asked=tuple(each for each in self.asked if each.at > start))

    def verdict(self, person: int) -> Verdict:
        """What the next question gets, if a person asks it now."""
        if len(self.asked) < BUSY:
            return Verdict.ANSWER
        answered = [each.person for each in self.asked if each.verdict is Verdict.ANSWER]
        if answered.count(person) < SHARE and len(answered) < LIMIT:
            return Verdict.ANSWER
        return Verdict.SILENCE if self.pointed else Verdict.POINTER

    def after(self, asked: Asked) -> Pace:
        pointed = asked.verdict is Verdict.POINTER or (self.pointed and len(self.asked) >= BUSY)
        return Pace((*self.asked, asked)[-KEPT:], pointed)


_PACE = Codec(Pace)


class QuietRule:
    """Decides for each question in a group, given the ones before it."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def judge(self, chat: int, person: int, now: float) -> Verdict:
        """The verdict on a question that a person asks in a group now."""
        kept = _PACE.read(self._notes.get(keys.pace(chat))) or Pace()
        pace = kept.since(now - WINDOW)
        verdict = pace.verdict(person)
        following = pace.after(Asked(now, person, verdict))
        self._notes.put(keys.pace(chat), Note(_PACE.write(following), chat, None, A_PAUSE))
        return verdict
