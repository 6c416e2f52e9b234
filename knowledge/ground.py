"""The ground on which questions are read: the index, the records, and who carries which facet or name."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.index import Index
from knowledge.knowledge import Item
from knowledge.model import PLAIN
from knowledge.part import Part
from knowledge.question import Question
from knowledge.vocabulary import PROFILE, Vocabulary

# What a part costs that no reading explains, by its kind: an attribute that nobody has, another programme, a word from outside,
# what is excepted, a question word. Then: a number in words; what may as well be politeness (it costs nothing and is worth
# half); what is said beside the question; at least, a name.
_COSTS = {"absent": 2.2, "foreign": 2.0, "outside": 1.3, "exception": 2.5, "asking": 0.4}
_NUMERAL, _OPTIONAL, _ASIDE, NAMED = 0.2, 0.5, 0.3, 1.0

_REMEMBERED = 50_000  # parts; only such as mean something, so that nothing of what people write stays


class Ground:
    """What all readers share. `kind` is the main kind of record, `general` the records that answer for all."""

    def __init__(self, index: Index, vocabulary: Vocabulary, general: Iterable[str], kind: str) -> None:
        self.index = index
        self.vocabulary = vocabulary
        self.kind = kind
        self.records = {item.record.id: item.record for item in index.items}
        plain = (record.id for record in self.records.values() if record.kind == PLAIN)
        self.general = frozenset((*general, *plain))
        self._told: dict[Part, float] = {}
        self._carried: dict[tuple[str, str], tuple[str, ...]] = {}

    def question(self, parts: Iterable[Part]) -> Question:
        """The parts of a question, sorted by what they do in it."""
        every = tuple(parts)
        gates = {part: gate for part in every if (gate := self._gate(part))}
        content = tuple(part for part in every if not part.empty and part not in gates)
        return Question(every, tuple(dict.fromkeys(gates.values())), content)

    def _gate(self, part: Part) -> frozenset[str]:
        return frozenset(name for name in part.ids("record") if self.records[name].kind == self.kind)

    @property
    def main(self) -> list[str]:
        """The records of the main kind."""
        return [record.id for record in self.records.values() if record.kind == self.kind]

    def first(self, record: str, ask: str) -> Item:
        """The record's entry for an attribute; its first entry where it has none."""
        items = self.index.of_record[record]
        return next((item for item in items if ask in item.entry.asks), items[0])

    def profile(self, record: str) -> Item:
        """The record's entry that tells what it is."""
        return self.first(record, PROFILE)

    def carriers(self, facet: str, value: str) -> tuple[str, ...]:
        """The records of the main kind that have a facet value, or (facet "name") an entry with a name."""
        if (facet, value) not in self._carried:
            self._carried[facet, value] = self._carriers(facet, value)
        return self._carried[facet, value]

    def _carriers(self, facet: str, value: str) -> tuple[str, ...]:
        ours = (record for record in self.records.values() if record.kind == self.kind)
        if facet != "name":
            return tuple(record.id for record in ours if value in record.facets.get(facet, ()))
        owners = self.index.owners(f"name:{value}")
        return tuple(record.id for record in ours if record.id in owners)

    # ---- what the parts of a question weigh

    def weight(self, part: Part) -> float:
        """What explaining a part is worth; "except" no more than any word, for an entry may just happen to have that."""
        if part.has("exception"):
            return self._told_by(part)
        return _OPTIONAL * self._told_by(part) if part.optional else self.penalty(part)

    def penalty(self, part: Part) -> float:
        """What leaving a part unexplained costs: the more, the more it says."""
        if part.optional:
            return 0.0
        return self._cost(part) * (_ASIDE if part.aside else 1.0)

    def _cost(self, part: Part) -> float:
        for kind, cost in _COSTS.items():
            if part.has(kind):
                return cost
        if part.has("record") or part.has("name"):
            return max(NAMED, self._told_by(part))
        return _NUMERAL if part.numeral else self._told_by(part)

    def _told_by(self, part: Part) -> float:
        """How much a part says: that of its rarest unit, or of the word as such where no entry has it.

        An everyday word says no more than everywhere, however rare it is in the entries.
        """
        if part in self._told:
            return self._told[part]
        told = self._measured(part)
        if part.meanings and len(self._told) < _REMEMBERED:
            self._told[part] = told
        return told

    def _measured(self, part: Part) -> float:
        known = [unit for unit in part.units | part.inner if self.index.knows(unit)]
        told = max((self.index.telling({unit}) for unit in known), default=part.surprise)
        return told if part.meanings else min(told, part.surprise)
