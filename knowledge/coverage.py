"""Coverage: the share of a question's weight that an entry explains. On it rests whether a question is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from knowledge import passages
from knowledge.counting import to_name, units, wanted
from knowledge.ground import Ground
from knowledge.index import Flags, Floats
from knowledge.part import Part
from knowledge.passages import Wanted
from knowledge.question import Question

# An entry of a record that the question does not name needs a word that few records share, or stands back.
_FEW, _UNNAMED = 3, 0.8
# An entry that only mentions the record asked about.
_SPEAKING = 0.9
# An entry that is about another value of a facet than the one asked for (round 3, when asked for round 2).
_SIBLING = 0.6
# An entry that has no number of what is to be counted.
_UNCOUNTED = 0.5
# What a question must say at least when nothing in it is in the vocabulary: everyday words alone are no question.
_LEAST = 0.7
# How well a word from outside is explained where an entry happens to have it.
_STRANGE = 0.5
# What a typing error takes off an explanation, over the length of the word.
_SLIP = 1.0


class Coverage:
    """How much of one question each entry explains. Arrays have one value for each entry, in the order of the index.

    `admitted` are the entries that explain something and may be meant, `shares` what each explains over all that the question
    says; `weights` and `penalties` are those of the question's parts.
    """

    def __init__(self, ground: Ground, question: Question) -> None:
        self._index = ground.index
        self._question = question
        self.weights = np.array([ground.weight(part) for part in question.content])
        self.penalties = np.array([ground.penalty(part) for part in question.content])
        self._strengths = self._explained()
        self._met = self._strengths > 0
        speaking = [self._index.speaking_of(gate) for gate in question.gates]
        self.admitted = self._met.any(axis=0)
        self.admitted &= ~self._index.plain
        if speaking:
            self.admitted &= np.logical_or.reduce(speaking)
        self.shares = self._gained() / self._said(speaking) * self._standing(ground.general) * self._counting()

    @cached_property
    def wanted(self) -> Wanted:
        """What the question asks the passages of entries for."""
        return passages.wanted(self._question, self.weights.tolist(), self.penalties.tolist())

    def missing(self, position: int) -> tuple[Part, ...]:
        """The parts of the question that an entry does not explain."""
        return tuple(part for part, met in zip(self._question.content, self._met[:, position].tolist(), strict=True) if not met)

    def _explained(self) -> Floats:
        """How well each entry (column) explains each part (row). What is never known, a record that is named may know."""
        rows = np.zeros((len(self._question.content), len(self._index.items)))
        for row, part in zip(rows, self._question.content, strict=True):
            row += self._index.strength(part)
            if part.has("outside"):
                row *= _STRANGE
            elif part.has("absent"):
                row *= self._index.of(self._named())
        return rows

    def _named(self) -> set[str]:
        return {name for part in self._question.content for name in part.ids("record")}.union(self._question.mentioned)

    def _gained(self) -> Floats:
        """What each entry explains of the question."""
        trust = np.array([_trust(part) for part in self._question.content])
        gained: Floats = (self.weights * trust) @ self._strengths
        return gained

    def _said(self, speaking: Sequence[Flags]) -> Floats:
        """All that the question says to each entry, with the cost of the named records of which the entry does not speak."""
        costs = float(self.penalties.sum())
        said = (self.weights - self.penalties) @ self._met + (costs if self._question.known else max(_LEAST, costs))
        for flags in speaking:
            said = said + ~flags
        return np.where(said == 0, 1.0, said)

    def _standing(self, general: Iterable[str]) -> Floats:
        """What each entry stands back by that is about something else, or whose record is not named."""
        asked = {value for part in self._question.content for value in part.ids("facet")}
        sibling = np.where(self._index.themes.another(asked), _SIBLING, 1.0)
        if self._question.gates:
            return sibling * np.where(self._index.of(self._question.mentioned), 1.0, _SPEAKING)
        # Entries that share a part with few records are meant even when their record is not named.
        few = [met for met in self._met if self._index.spread(met) <= _FEW]
        return sibling * np.where(np.logical_or.reduce([self._index.of(general), *few]), 1.0, _UNNAMED)

    def _counting(self) -> Floats:
        """What each entry stands back by that does not count, or not name, what the question wants counted or named."""
        asked = wanted(self._question.parts)
        counts = self._index.meeting(units(asked)) if asked else np.ones(len(self._index.items), bool)
        names = self._index.names >= to_name(self._question.parts)
        return np.where(counts & names, 1.0, _UNCOUNTED)


def _trust(part: Part) -> float:
    """How far a part can be relied on: less for a word put right, the shorter it is."""
    return 1 - part.slips * _SLIP / max(len(part.text), 1)
