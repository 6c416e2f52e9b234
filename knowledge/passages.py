"""Passages: the sentences, titles and wordings of each entry. What a question asks must be said in one of them, not here and
there: an entry may name a project, a person and a sum without telling what that person cost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from knowledge.analysis import Analyser
from knowledge.counting import counted
from knowledge.knowledge import Item
from knowledge.model import Entry
from knowledge.part import Part
from knowledge.question import Question
from knowledge.units import YEAR
from knowledge.vocabulary import AMOUNT, RATE
from knowledge.wordings import Wording

# A full stop after two letters ends a sentence; after "e. V." or "1." it does not.
_END = re.compile(r"(?<=[^\W\d]{2}[.!?])\s+")
_WHO, _WHERE, _HOW_MUCH, _HOW_MANY = "asking:?who", "asking:?where", "asking:?how-much", "asking:?how-many"
_DATED = frozenset({"asking:?when", "asking:?how-long"})
# What a number counts where a sentence tells a sum or a share ("900,000 euros", "50 per cent").
_SUMS = frozenset(f"counted:attribute:{each}" for each in (AMOUNT, RATE))
# So much of a question a passage must say.
_LEAST = 0.5
# Who it was and how much it is must be told in the very passage; one without that counts so much.
_DEMANDED = frozenset({_WHO, _HOW_MUCH})
_WITHOUT = 0.6
_NOTHING: frozenset[str] = frozenset()
_SUM_ASKED = frozenset({_HOW_MUCH})


class WantedPart(NamedTuple):
    """What a part of a question asks passages for, the entries that are all about it, what it weighs and costs."""

    units: frozenset[str]
    records: frozenset[str]
    attributes: frozenset[str]
    weight: float
    cost: float


class Wanted(NamedTuple):
    """What a question asks passages for: its parts, and what its form demands."""

    parts: tuple[WantedPart, ...]
    demanded: frozenset[str]


def wanted(question: Question, weights: Iterable[float], penalties: Iterable[float]) -> Wanted:
    """What a question, whose parts weigh and cost so much, asks passages for."""
    parts = (
        WantedPart(_units(part), part.ids("record"), part.ids("attribute"), weight, cost)
        for part, weight, cost in zip(question.content, weights, penalties, strict=True)
    )
    return Wanted(tuple(parts), frozenset(chain.from_iterable(map(_demands, question.content))))


class Passages:
    """The units of every passage, entry by entry; entries go by their position."""

    def __init__(self, items: Sequence[Item], wordings: Iterable[Wording], analyser: Analyser) -> None:
        self._asks = [frozenset(item.entry.asks) for item in items]
        self._records = [item.record.id for item in items]
        self._passages = [list(_sentences(item.entry, analyser)) for item in items]
        for wording in wordings:
            self._passages[wording.owner].append(_as_asked(wording.units))

    def say(self, position: int, wanted: Wanted) -> bool:
        """Whether one passage of an entry says half of what is wanted."""
        parts = [(each.units, self._told(position, each), each.weight, each.cost) for each in wanted.parts]
        for passage in self._passages[position]:
            gained = lost = 0.0
            for units, told, weight, cost in parts:
                if told or not passage.isdisjoint(units):
                    gained += weight
                else:
                    lost += cost
            least = _LEAST if not wanted.demanded or wanted.demanded & passage else _LEAST / _WITHOUT
            if gained >= least * (gained + lost):
                return True
        return False

    def _told(self, position: int, each: WantedPart) -> bool:
        """Whether all of an entry is about what a part says."""
        return self._records[position] in each.records or not self._asks[position].isdisjoint(each.attributes)


def _sentences(entry: Entry, analyser: Analyser) -> Iterator[frozenset[str]]:
    for text in (entry.text.en, entry.text.de):
        for sentence in _END.split(text):
            parts = analyser.known_parts(sentence)
            sums = () if _SUMS.isdisjoint(counted(parts)) else (_HOW_MUCH,)
            yield frozenset(chain(*(part.units | part.inner for part in parts), _forms(sentence, entry), sums))


def _forms(sentence: str, entry: Entry) -> Iterator[str]:
    """Which kinds of question a sentence answers by its form."""
    if any(name in sentence for name in (*(person.name for person in entry.people), *entry.organisations)):
        yield _WHO
    if any(place in sentence for place in entry.places):
        yield _WHERE
    if YEAR.search(sentence):
        yield from _DATED
    if re.search(r"\d", sentence):
        yield _HOW_MANY


def _as_asked(units: frozenset[str]) -> frozenset[str]:
    """The units of a wording; one that speaks of an amount asks how much."""
    return units | _SUM_ASKED if f"attribute:{AMOUNT}" in units else units


def _demands(part: Part) -> frozenset[str]:
    """What a part of a question wants to be told by its form."""
    if AMOUNT in part.ids("attribute") and not part.optional:
        return _SUM_ASKED
    return part.units if part.has("asking") and part.units <= _DEMANDED else _NOTHING


def _units(part: Part) -> frozenset[str]:
    if part.has("asking"):
        return frozenset(f"asking:{name}" for name in part.ids("asking"))
    return part.units | part.inner
