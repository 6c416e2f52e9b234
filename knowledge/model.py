"""The form of the knowledge files: frozen values whose fields are the keys that an editor may write, and no others.

The types are checked where the files are read (`load`); what lies between files is checked by `check`. The words by which
people ask have a form of their own (`vocabulary`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from knowledge.outcome import Language

# How the reader of files treats every class here: an unknown key is a mistake, a bare number may stand for its text.
STRICT = {"extra": "forbid", "coerce_numbers_to_str": True}

# The kind of a record made of plain questions and answers, which has no subject of its own.
PLAIN = "faq"
# The value of a facet of which it is not known whether the record has any.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people, in both languages."""

    en: str
    de: str
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    def in_(self, language: Language) -> str:
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """A page that entries rest on; `date` as printed on it, empty if none is."""

    title: str
    publisher: str
    url: str
    date: str = ""
    language: Literal["en", "de"] = "de"
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in whole euros and what it is for; `ceiling` when it is an upper limit."""

    euro: int
    of: Text
    ceiling: bool = False
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time and what it is the time of; dates as `2018`, `2018-01` or `2018-01-15`, as precise as they are known."""

    of: Text
    start: str = ""
    end: str = ""
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in an entry, and as what."""

    name: str
    role: Text
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be said: what one asks to hear it, how people word that, the text, and where it comes from.

    `questions` holds one wording a line.
    """

    id: str
    title: Text
    text: Text
    questions: str
    asks: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    periods: tuple[Period, ...] = ()
    sources: tuple[str, ...] = ()
    hedge: bool = False
    checked: date | None = None
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    @property
    def names(self) -> tuple[str, ...]:
        """Every proper name of the entry: organisations, people, places and projects."""
        return (*self.organisations, *(person.name for person in self.people), *self.places, *self.projects)

    @property
    def asked(self) -> tuple[str, ...]:
        """How people ask for it: its titles and questions, each once."""
        return tuple(dict.fromkeys((self.title.en, self.title.de, *lines(self.questions))))


@dataclass(frozen=True, slots=True)
class Record:
    """Something that is asked about (a cluster, a term …), its spellings (one a line), what it is filtered by, its entries."""

    id: str
    kind: str
    short: str
    name: Text
    names: str
    entries: tuple[Entry, ...]
    number: int | None = None
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class PlainEntry:
    """A plain question-and-answer entry: many wordings, one a line, and one answer."""

    id: str
    title: Text
    questions: str
    answer: Text
    sources: tuple[str, ...] = ()
    checked: date | None = None
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a knowledge directory says of itself: its name, the day of the last check, the kind of record that look-ups list,
    the records that answer questions which name no record, the facets told of each record in a list, the entries offered
    where nothing lies nearer, and the records whose entries' titles say enough without the record's name."""

    name: Text
    checked: date
    kind: str = "record"
    general: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def lines(text: str) -> list[str]:
    """The lines of a block, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
