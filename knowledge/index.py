"""The index: for every entry the units by which a question can meet it, and how telling each unit is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.analysis import Analyser
from knowledge.folding import words
from knowledge.knowledge import Item, Knowledge
from knowledge.model import Entry, Record, lines
from knowledge.part import Part
from knowledge.themes import Themes
from knowledge.vocabulary import SEAT
from knowledge.wordings import Wording, Wordings

# How well a unit is explained by an entry, by where in the entry it stands.
_ASKED, _TOLD, _OWNED = 1.0, 0.8, 0.7
# How well a phrase is explained by one of its words.
_INNER = 0.5
# The least weight of a unit, however common it is.
_FLOOR = 0.15
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class _Met(NamedTuple):
    """The entries that explain a unit: where they stand, and how well each does."""

    at: npt.NDArray[np.intp]
    strength: Floats


class Index:
    """Entries by unit. Built once; all look-ups are reads.

    Entries go by their position in `items`; an array over entries has one value for each of them in that order.
    """

    def __init__(self, knowledge: Knowledge, analyser: Analyser) -> None:
        self._analyser = analyser
        self.items = knowledge.items()
        self.by_id = {item.id: item for item in self.items}
        self.of_record = {r.id: [item for item in self.items if item.record.id == r.id] for r in knowledge.records}
        self._own = {r.id: np.array([item.record.id == r.id for item in self.items], bool) for r in knowledge.records}
        self._records = np.array([list(self._own).index(item.record.id) for item in self.items], np.intp)
        # For each unit which entries explain it and how well; while building, by position. For each attribute whose it is.
        self._entered: dict[str, dict[int, float]] = {}
        self._asked_by: dict[str, set[int]] = {}
        self._count = log(len(self.items) + 1)
        hallmarks = {record.id: self._hallmarks(record) for record in knowledge.records}
        wordings: list[Wording] = []
        for position, item in enumerate(self.items):
            own = list(self._wordings(position, item.entry))
            self._add(position, item, own)
            self._strengthen(position, hallmarks[item.record.id], _OWNED)
            wordings += own
        self._strengths = {unit: _packed(entries) for unit, entries in self._entered.items()}
        self._entered.clear()
        self.wordings = Wordings(self.items, wordings, self.telling)
        self.themes = Themes(self.items, wordings, analyser)
        analyser.forget()

    # ---- looking up

    def knows(self, unit: str) -> bool:
        """Whether any entry explains a unit."""
        return unit in self._strengths

    def telling(self, units: Iterable[str]) -> float:
        """How much a match on these units says, from 0.15 (they stand everywhere) to 1 (nowhere, or in one entry only)."""
        spread = max((len(self._strengths[unit].at) for unit in units if unit in self._strengths), default=1)
        return max(_FLOOR, 1 - log(spread) / self._count)

    def strength(self, part: Part) -> Floats:
        """How well each entry explains a part (0: not at all, to 1)."""
        found = np.zeros(len(self.items))
        for units, factor in ((part.units, 1.0), (part.inner, _INNER)):
            for met in (self._strengths[unit] for unit in units if unit in self._strengths):
                found[met.at] = np.maximum(found[met.at], met.strength * factor)
        return found

    def of(self, records: Iterable[str]) -> Flags:
        """Which entries belong to one of the records."""
        return self._any(self._own[record] for record in records)

    def speaking_of(self, records: Iterable[str]) -> Flags:
        """Which entries belong to one of the records, or mention it."""
        return self._flags(f"record:{record}" for record in records)

    def telling_of(self, units: Iterable[str]) -> Flags:
        """Which entries are there to tell an attribute among these units."""
        found = np.zeros(len(self.items), bool)
        for unit in units:
            found[list(self._asked_by.get(unit, ()))] = True
        return found

    def spread(self, entries: Flags) -> int:
        """Over how many records some entries are spread."""
        return int(np.count_nonzero(np.bincount(self._records[entries])))

    def owners(self, unit: str) -> frozenset[str]:
        """The records that carry a facet value, or an entry of which names a name."""
        return frozenset(self.items[position].record.id for position in np.flatnonzero(self._flags([unit])))

    def _flags(self, units: Iterable[str]) -> Flags:
        """Which entries explain one of the units at all."""
        found = np.zeros(len(self.items), bool)
        for met in (self._strengths[unit] for unit in units if unit in self._strengths):
            found[met.at] = True
        return found

    def _any(self, each: Iterable[Flags]) -> Flags:
        found = np.zeros(len(self.items), bool)
        for flags in each:
            found |= flags
        return found

    # ---- building

    def _wordings(self, position: int, entry: Entry) -> Iterator[Wording]:
        """How people ask for an entry: by its attributes alone, by its title, by its questions."""
        for ask in entry.asks:
            yield Wording(position, (frozenset({f"attribute:{ask}"}),))
        for text in (entry.title.en, entry.title.de, *lines(entry.questions)):
            if parts := _subjects(self._analyser.known_parts(text)):
                yield Wording(position, parts)

    def _add(self, position: int, item: Item, wordings: Iterable[Wording]) -> None:
        """Enter the units by which a question can meet an entry."""
        entry = item.entry
        for wording in wordings:
            self._strengthen(position, _without(wording.units, "absent", "exception"), _ASKED)
        told = self._units(entry.text.en, entry.text.de)
        self._strengthen(position, _without(told, "attribute", "absent", "exception"), _TOLD)
        roles = [role for person in entry.people for role in (person.role.en, person.role.de)]
        self._strengthen(position, self._units(*entry.names, *roles), _ASKED)
        self._strengthen(position, {f"record:{item.record.id}", *_answers(entry)}, _ASKED)
        for ask in entry.asks:
            self._strengthen(position, {f"attribute:{ask}", f"absent:{ask}"}, _ASKED)
            self._asked_by.setdefault(f"attribute:{ask}", set()).add(position)

    def _units(self, *texts: str) -> set[str]:
        return {unit for text in texts for part in self._analyser.known_parts(text) for unit in part.units}

    def _hallmarks(self, record: Record) -> set[str]:
        """By what people mean a record without naming it: its facets, the words of its names, the places where it sits."""
        facets = {f"facet:{facet}:{value}" for facet, values in record.facets.items() for value in values}
        seats = [place for entry in record.entries if SEAT in entry.asks for place in entry.places]
        single = {word for text in (*lines(record.names), record.name.en, record.name.de, *seats) for word in words(text)}
        parts = [part for word in single for part in self._analyser.known_parts(word)]
        return facets.union(*(part.units for part in parts if not part.empty))

    def _strengthen(self, position: int, units: Iterable[str], value: float) -> None:
        for unit in units:
            entries = self._entered.setdefault(unit, {})
            if value > entries.get(position, 0.0):
                entries[position] = value


def _packed(entries: Mapping[int, float]) -> _Met:
    return _Met(np.fromiter(entries, np.intp, len(entries)), np.fromiter(entries.values(), float, len(entries)))


def _subjects(parts: Iterable[Part]) -> tuple[frozenset[str], ...]:
    """The units of those parts of a wording that say what is asked, without the record's own name."""
    return tuple(part.units for part in parts if part.units and not part.empty and not part.has("record"))


def _without(units: Iterable[str], *kinds: str) -> Iterator[str]:
    """The units whose meaning is of none of these kinds."""
    return (unit for unit in units if unit.split(":")[0] not in kinds)


def _answers(entry: Entry) -> set[str]:
    """Which kinds of question the entry answers by its form: it has a date, a sum, a person, a place."""
    found = {
        "who": bool(entry.people or entry.organisations),
        "when": bool(entry.periods or _YEAR.search(entry.text.en)),
        "where": bool(entry.places),
        "how-much": bool(entry.amounts),
        "how-long": bool(entry.periods),
    }
    return {f"asking:?{name}" for name, present in found.items() if present}
