"""What is remembered of a conversation: the last topic and the options offered, for ten minutes, in memory only."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from knowledge import Answer, Choices, Context, Declined, Engine, Focus, Language, Option, Outcome

CHATS = 10_000
TEN_MINUTES = 600.0
_NUMBER = re.compile(r"[#(]?(\d{1,2})[.)]?")

Clock = Callable[[], float]
Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The latest value of each chat: at most `capacity`, the longest unused dropped first; none past `lifetime`."""

    def __init__(self, capacity: int, clock: Clock, lifetime: float | None = None) -> None:
        self._capacity, self._clock, self._lifetime = capacity, clock, lifetime
        self._kept: OrderedDict[int, tuple[float, Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, chat: int, value: Value) -> None:
        self._forget()
        self._kept[chat] = (self._clock(), value)
        self._kept.move_to_end(chat)
        if len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def get(self, chat: int) -> Value | None:
        """The chat's value, or None if there is none (any more)."""
        self._forget()
        if chat not in self._kept:
            return None
        if self._lifetime is None:
            self._kept.move_to_end(chat)
        return self._kept[chat][1]

    def drop(self, chat: int) -> None:
        self._kept.pop(chat, None)

    def _forget(self) -> None:
        """Drop what is too old, of any chat. Values with a lifetime stand in the order in which they were put."""
        if self._lifetime is None:
            return
        while self._kept and self._clock() - next(iter(self._kept.values()))[0] >= self._lifetime:
            self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the last message to a chat was about and offered; `numbered` if its options can be picked by number."""

    focus: Focus | None
    options: tuple[Option, ...]
    numbered: bool
    language: Language

    def pick(self, text: str) -> Option | None:
        """The option that a message names by its number or its label; None if it names none."""
        words = " ".join(text.split())
        if self.numbered and (number := _NUMBER.fullmatch(words)):
            place = int(number[1])
            return self.options[place - 1] if 1 <= place <= len(self.options) else None
        return next((option for option in self.options if option.label.casefold() == words.casefold()), None)


class Memory:
    """The memory of all chats. A chat's language is kept until the program ends; the rest is soon forgotten."""

    def __init__(self, clock: Clock = time.monotonic, capacity: int = CHATS) -> None:
        self._turns: Recent[Turn] = Recent(capacity, clock, TEN_MINUTES)
        self._languages: Recent[Language] = Recent(capacity, clock)
        self._albums: Recent[str] = Recent(capacity, clock, TEN_MINUTES)

    def recall(self, chat: int) -> Turn | None:
        return self._turns.get(chat)

    def remember(self, chat: int, outcome: Outcome) -> None:
        """Keep what an outcome was about and offered. One without a topic of its own leaves the topic as it was."""
        before = self._turns.get(chat)
        kept = before.focus if before else None
        focus = outcome.focus if outcome.focus != Focus() else kept
        self._turns.put(chat, Turn(focus, offered(outcome), isinstance(outcome, Choices), outcome.language))

    def language(self, chat: int) -> Language | None:
        """The language that was chosen for a chat; None: that of each question."""
        return self._languages.get(chat)

    def choose_language(self, chat: int, language: Language | None) -> None:
        if language is None:
            self._languages.drop(chat)
        else:
            self._languages.put(chat, language)

    def is_new_album(self, chat: int, album: str) -> bool:
        """Whether this is the first message of an album of pictures; its others need no reply of their own."""
        seen = self._albums.get(chat) == album
        self._albums.put(chat, album)
        return not seen


def offered(outcome: Outcome) -> tuple[Option, ...]:
    """The options that go with an outcome of any kind."""
    match outcome:
        case Answer():
            return outcome.related
        case Choices():
            return outcome.options
        case Declined():
            return outcome.suggestions


def reply(engine: Engine, memory: Memory, chat: int, words: str, fixed: Language | None, fallback: Language) -> Outcome:
    """What a message leads to: the option that it picks from the last offer, else the outcome of its question.

    The question may go on from the last topic. The outcome is remembered.
    """
    turn = memory.recall(chat)
    option = turn.pick(words) if turn else None
    picked = engine.show(option.target, fixed or turn.language) if turn and option else None
    outcome = picked or engine.ask(words, Context(fixed, fallback, turn.focus if turn else None))
    memory.remember(chat, outcome)
    return outcome
