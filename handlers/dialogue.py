"""What is remembered of a conversation: the last topic and the options offered, for ten minutes, in memory only."""

from __future__ import annotations

import re
import time
from collections.abc import Hashable
from dataclasses import dataclass, replace

from handlers.recent import CAPACITY, Clock, Recent
from knowledge import Answer, Choices, Context, Declined, Engine, Focus, Language, Option, Outcome

TEN_MINUTES = 600.0
SPOKEN = 3  # records that are kept of what was spoken of before
_NUMBER = re.compile(r"[#(]?(\d{1,2})[.)]?")

Conversation = Hashable  # what tells conversations apart: a private chat, or a person in a group or in one of its topics


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


class Memory:
    """The memory of all conversations, soon forgotten."""

    def __init__(self, clock: Clock = time.monotonic, capacity: int = CAPACITY) -> None:
        self._turns: Recent[Conversation, Turn] = Recent(capacity, clock, TEN_MINUTES)
        self._albums: Recent[Conversation, str] = Recent(capacity, clock, TEN_MINUTES)

    def recall(self, conversation: Conversation) -> Turn | None:
        return self._turns.get(conversation)

    def remember(self, conversation: Conversation, outcome: Outcome) -> None:
        """Keep what an outcome was about and offered. One without a topic of its own leaves the topic as it was."""
        before = self._turns.get(conversation)
        kept = before.focus if before else None
        focus = _after(outcome.focus, kept) if outcome.focus != Focus() else kept
        numbered, listed = isinstance(outcome, Choices), not outcome.focus.entries
        self._turns.put(conversation, Turn(focus, offered(outcome), numbered, outcome.language, listed))

    def is_new_album(self, conversation: Conversation, album: str) -> bool:
        """Whether this is the first message of an album of pictures; its others need no reply of their own."""
        seen = self._albums.get(conversation) == album
        self._albums.put(conversation, album)
        return not seen


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
    memory: Memory,
    conversation: Conversation,
    words: str,
    fixed: Language | None,
    fallback: Language,
    topic: Focus | None = None,
) -> Outcome:
    """What a message leads to: the option that it picks from the last offer, else the outcome of its question.

    The question may go on from `topic`, that of the message to which it replies, else from the last one. The outcome is
    remembered.
    """
    turn = memory.recall(conversation)
    option = turn.pick(words, engine.place(words)) if turn else None
    picked = engine.show(option.target, fixed or turn.language) if turn and option else None
    outcome = picked or engine.ask(words, Context(fixed, fallback, topic or (turn.focus if turn else None)))
    memory.remember(conversation, outcome)
    return outcome
