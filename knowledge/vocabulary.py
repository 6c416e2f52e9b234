"""The form of the vocabulary: the words by which people ask, as editors write them. Data only; the lexicon makes use of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from knowledge.model import STRICT, Text
from knowledge.outcome import Language

# The attributes that have a meaning to the engine, whatever the knowledge is about; all others are known from data alone.
PROFILE, DEFINITION, DIFFERENCE, PARTNERS = "profile", "definition", "difference", "partners"
SEAT, AMOUNT, RATE = "seat", "amount", "rate"

Asking = Literal["?who", "?when", "?where", "?why", "?how-much", "?how-many", "?how-long"]
Operator = Literal["list", "count", "compare", "except", "question", "not"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """What can be asked about a record. An `absent` one is asked for but never known."""

    about: Text
    forms: str
    absent: bool = False
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value records are filtered by: its name in a sentence, its short label if that differs, the words for it."""

    name: Text
    forms: str
    label: Text | None = None
    note: Text | None = None
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    def short(self, language: Language) -> str:
        return (self.label or self.name).in_(language)


@dataclass(frozen=True, slots=True)
class Facet:
    """What records can be filtered by; `about` is the attribute whose entry tells a record's value in words, `cues` are
    further attributes that a look-up by this facet may speak of."""

    about: str
    label: Text
    phrase: Text
    values: dict[str, FacetValue]
    cues: tuple[str, ...] = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Chatter:
    """Something people say to a bot that is no question, and the friendly reply."""

    id: str
    forms: str
    reply: Text
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The words of grammar that only one language has, and those that both have."""

    en: str = ""
    de: str = ""
    both: str = ""
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Reference:
    """The words by which a message refers to what went before: "its", "and what about", "I meant"."""

    pronouns: str = ""
    ellipsis: str = ""
    correction: str = ""
    pair: str = ""
    proof: str = ""
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which people ask. It may be spread over several files, which are united. `forms` are separated by commas."""

    attributes: dict[str, Attribute] = field(default_factory=dict)
    concepts: dict[str, str] = field(default_factory=dict)
    facets: dict[str, Facet] = field(default_factory=dict)
    chatter: tuple[Chatter, ...] = ()
    foreign: str = ""
    outside: str = ""
    filler: str = ""
    function: FunctionWords = FunctionWords()
    asking: dict[Asking, str] = field(default_factory=dict)
    operators: dict[Operator, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    reference: Reference = Reference()
    numbers: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    months: str = ""
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def forms(text: str) -> list[str]:
    """The forms in a comma-separated text of one or more lines."""
    return [form for line in text.splitlines() for part in line.split(",") if (form := part.strip())]
