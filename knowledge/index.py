"""The index: for every entry the units by which a question can meet it, and how telling each unit is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.analysis import Analyser
from knowledge.classifier import Classifier
from knowledge.folding import words
from knowledge.knowledge import Knowledge
from knowledge.model import PLAIN
from knowledge.part import Part
from knowledge.passages import Passages
from knowledge.themes import Themes
from knowledge.units import Units
from knowledge.wordings import Wordings

# How well a phrase is explained by one of its words.
_INNER = 0.5
# The least weight of a unit, however common it is.
_FLOOR = 0.15
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
        self.items = knowledge.items()
        self.by_id = {item.id: item for item in self.items}
        self.of_record = {r.id: [item for item in self.items if item.record.id == r.id] for r in knowledge.records}
        self._own = {r.id: np.array([item.record.id == r.id for item in self.items], bool) for r in knowledge.records}
        self.names = np.array([len(item.entry.names) for item in self.items])
        self.plain = np.array([item.record.kind == PLAIN for item in self.items], bool)
        self._records = np.array([list(self._own).index(item.record.id) for item in self.items], np.intp)
        self._count = log(len(self.items) + 1)
        units = Units(self.items, knowledge.records, analyser)
        self._strengths = {unit: _packed(entries) for unit, entries in units.strengths.items()}
        self._asked_by = {unit: np.array(sorted(entries), np.intp) for unit, entries in units.asked_by.items()}
        self.wordings = Wordings(self.items, units.wordings, self.telling)
        self.classifier = Classifier(
            [(words(t), at) for at, item in enumerate(self.items) for t in item.entry.asked], len(self.items)
        )
        self.passages = Passages(self.items, units.wordings, analyser)
        self.themes = Themes(self.items, units.wordings, analyser)
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
        return self.meeting(f"record:{record}" for record in records)

    def telling_of(self, units: Iterable[str]) -> Flags:
        """Which entries are there to tell an attribute among these units."""
        found = np.zeros(len(self.items), bool)
        for at in (self._asked_by[unit] for unit in units if unit in self._asked_by):
            found[at] = True
        return found

    def spread(self, entries: Flags) -> int:
        """Over how many records some entries are spread."""
        return int(np.count_nonzero(np.bincount(self._records[entries])))

    def owners(self, unit: str) -> frozenset[str]:
        """The records that carry a facet value, or an entry of which names a name."""
        return frozenset(self.items[position].record.id for position in np.flatnonzero(self.meeting([unit])))

    def meeting(self, units: Iterable[str]) -> Flags:
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


def _packed(entries: Mapping[int, float]) -> _Met:
    return _Met(np.fromiter(entries, np.intp, len(entries)), np.fromiter(entries.values(), float, len(entries)))
