"""What a question leads to: the closed set `Answer | Choices | Declined`, as plain values without any markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = ("en", "de")

# How an outcome came about, for those who run the bot and edit the knowledge; see `knowledge.stages`.
Stage = Literal[
    "",  # a page, a menu or a notice of the program's own
    "shown",  # an entry that was picked or named, not asked for
    "wording",  # a known wording, word for word
    "entry",  # what one entry says, or two together
    "topic",  # what a topic of an FAQ says
    "lookup",  # records by what they have in common
    "yes-no",
    "comparison",
    "several",  # the questions of one message, answered together
    "follow-up",  # read in the light of what went before
    "choices",  # readings equally good
    "absent-detail",  # a detail that the knowledge does not hold
    "other-detail",  # something else about a record that it does hold
    "other-programme",
    "unknown-name",
    "nothing-found",
    "no-question",
    "smalltalk",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as it is shown under an answer; `date` as printed on the page, empty if none is."""

    title: str
    publisher: str
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something to go on to: a label that says what it leads to, and its target (a record's or an entry's id)."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Focus:
    """What an outcome was about, so that a follow-up can refer to it: records' ids and what was asked about them.

    `before` are the records of the outcomes before it, the latest first.
    """

    records: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: a heading, paragraphs of which the first says what was asked, the sources and the day of the last check."""

    title: str
    paragraphs: tuple[str, ...]
    citations: tuple[Citation, ...]
    checked: str
    entries: tuple[str, ...]
    related: tuple[Option, ...]
    language: Language
    score: float
    focus: Focus = Focus()
    stage: Stage = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """Two to five things that the question may have meant."""

    prompt: str
    options: tuple[Option, ...]
    language: Language
    score: float
    focus: Focus = Focus()
    stage: Stage = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Declined:
    """An honest refusal (or a friendly word, when the message was no question), with the nearest topics."""

    text: str
    suggestions: tuple[Option, ...]
    language: Language
    score: float = 0.0
    focus: Focus = Focus()
    stage: Stage = field(default="", compare=False)


Outcome = Answer | Choices | Declined
