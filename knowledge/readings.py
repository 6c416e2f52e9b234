"""All readings of a question, the best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.comparisons import Comparisons
from knowledge.entries import EntryReader
from knowledge.ground import Ground
from knowledge.lookups import LookUps
from knowledge.plain import PlainReader
from knowledge.question import Question
from knowledge.reading import Reading

# A record that is described ("the Bavarian carbon people") is meant a little less surely than a named one.
_DESCRIBED = 0.1


class Reader:
    """Reads a question in every way there is."""

    def __init__(self, ground: Ground, ordinary: Mapping[str, float]) -> None:
        self._plain = PlainReader(ground.index, ordinary)
        self._entries = EntryReader(ground)
        self._look_ups = LookUps(ground)
        self._comparisons = Comparisons(ground, self._entries)

    def readings(self, question: Question) -> list[Reading]:
        """All readings worth comparing, each kind of answer once, the best first."""
        if question.excludes:
            return []
        found = [
            *self._plain.read(question),
            *self._entries.read(question),
            *self._look_ups.filters(question),
            *self._look_ups.facts(question),
            *self._comparisons.read(question),
        ]
        if described := self._look_ups.described(question):
            found += [replace(reading, rank=reading.rank - _DESCRIBED) for reading in self._entries.read(described)]
        found.sort(key=lambda reading: reading.rank, reverse=True)
        best: dict[object, Reading] = {}
        for reading in found:
            best.setdefault((reading.kind, reading.items, reading.values), reading)
        return list(best.values())

    def is_plain_fact(self, question: Question) -> bool:
        """Whether it asks whether a record has something, and nothing else."""
        return any(fact.coverage >= 1 for fact in self._look_ups.facts(question))
