"""The register of units: by which meanings and words a question can meet each entry, and how well it is met there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.analysis import Analyser
from knowledge.counting import counted
from knowledge.folding import words
from knowledge.knowledge import Item
from knowledge.model import Entry, Record, lines
from knowledge.part import Part
from knowledge.vocabulary import SEAT
from knowledge.wordings import Wording

# How well a unit is explained by an entry, by where in the entry it stands.
_ASKED, _TOLD, _OWNED = 1.0, 0.8, 0.7
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Units:
    """What the index is made of; entries go by their position.

    `strengths` says of each unit which entries explain it and how well, `asked_by` of each attribute which are there to tell
    it, `wordings` how people ask for each entry, entry by entry.
    """

    def __init__(self, items: Iterable[Item], records: Iterable[Record], analyser: Analyser) -> None:
        self._analyser = analyser
        self.strengths: dict[str, dict[int, float]] = {}
        self.asked_by: dict[str, set[int]] = {}
        self.wordings: list[Wording] = []
        hallmarks = {record.id: self._hallmarks(record) for record in records}
        for position, item in enumerate(items):
            own = list(self._wordings(position, item.entry))
            self._add(position, item, own)
            self._strengthen(position, hallmarks[item.record.id], _OWNED)
            self.wordings += own

    def _wordings(self, position: int, entry: Entry) -> Iterator[Wording]:
        """How people ask for an entry: by its attributes alone, by its title, by its questions."""
        for ask in entry.asks:
            yield Wording(position, (frozenset({f"attribute:{ask}"}),))
        for text in entry.asked:
            if parts := _subjects(self._analyser.known_parts(text)):
                yield Wording(position, parts)

    def _add(self, position: int, item: Item, wordings: Iterable[Wording]) -> None:
        """Enter the units by which a question can meet an entry."""
        entry = item.entry
        for wording in wordings:
            self._strengthen(position, _without(wording.units, "absent", "exception"), _ASKED)
        for text in (*entry.asked, entry.text.en, entry.text.de):
            self._strengthen(position, counted(self._analyser.known_parts(text)), _ASKED)
        told = self._units(entry.text.en, entry.text.de)
        self._strengthen(position, _without(told, "attribute", "absent", "exception"), _TOLD)
        roles = [role for person in entry.people for role in (person.role.en, person.role.de)]
        self._strengthen(position, self._units(*entry.names, *roles), _ASKED)
        self._strengthen(position, {f"record:{item.record.id}", *_answers(entry)}, _ASKED)
        for ask in entry.asks:
            self._strengthen(position, {f"attribute:{ask}", f"absent:{ask}"}, _ASKED)
            self.asked_by.setdefault(f"attribute:{ask}", set()).add(position)

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
            entries = self.strengths.setdefault(unit, {})
            if value > entries.get(position, 0.0):
                entries[position] = value


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
        "when": bool(entry.periods or YEAR.search(entry.text.en)),
        "where": bool(entry.places),
        "how-much": bool(entry.amounts),
        "how-long": bool(entry.periods),
    }
    return {f"asking:?{name}" for name, present in found.items() if present}
