"""One turn of a conversation after another: what a message picks or asks, given what the last turn was about and offered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge import Answer, Choices, Context, Declined, Engine, Focus, Language, Option, Outcome

SPOKEN = 3  # records that are kept of what was spoken of before
_NUMBER = re.compile(r"[#(]?(\d{1,2})[.)]?")


@dataclass(frozen=True, slots=True)
class Turn:
    """What the last message to a chat was about and offered.

    `numbered` if its options can be picked by number, `listed` if by a word for their place ("the second one").
    """

    focus: Focus | None
    options: tuple[Option, ...]
    numbered: bool
    language: Language
    listed: bool = False

    def pick(self, text: str, place: int | None = None) -> Option | None:
        """The option that a message names by its number, by its `place` in words, or by its label; None if it names none."""
        words = " ".join(text.split())
        if self.numbered and (number := _NUMBER.fullmatch(words)):
            return self._at(int(number[1]))
        if place is not None and (self.numbered or self.listed) and not words.isdecimal():
            return self._at(place)
        return next((option for option in self.options if option.label.casefold() == words.casefold()), None)

    def _at(self, place: int) -> Option | None:
        return self.options[place - 1] if 1 <= place <= len(self.options) else None


def after(turn: Turn | None, outcome: Outcome) -> Turn:
    """The turn after an outcome: what it was about and offered. One without a topic of its own leaves the topic as it was."""
    kept = turn.focus if turn else None
    focus = _after(outcome.focus, kept) if outcome.focus != Focus() else kept
    return Turn(focus, offered(outcome), isinstance(outcome, Choices), outcome.language, not outcome.focus.entries)


def _after(focus: Focus, kept: Focus | None) -> Focus:
    """A topic with the records that were spoken of before it."""
    spoken = (*kept.records, *kept.before) if kept else ()
    return replace(focus, before=tuple(dict.fromkeys(record for record in spoken if record not in focus.records))[:SPOKEN])


def offered(outcome: Outcome) -> tuple[Option, ...]:
    """The options that go with an outcome of any kind."""
    match outcome:
        case Answer():
            return outcome.related
        case Choices():
            return outcome.options
        case Declined():
            return outcome.suggestions


def reply(
    engine: Engine,
    turn: Turn | None,
    words: str,
    fixed: Language | None,
    fallback: Language,
    topic: Focus | None = None,
) -> Outcome:
    """What a message leads to: the option that it picks from the last offer, else the outcome of its question.

    The question may go on from `topic`, that of the message to which it replies, else from the last `turn`.
    """
    option = turn.pick(words, engine.place(words)) if turn else None
    picked = engine.show(option.target, fixed or turn.language) if turn and option else None
    return picked or engine.ask(words, Context(fixed, fallback, topic or (turn.focus if turn else None)))
