"""Reading a question as asking for one entry: how much of it each entry explains, and how alike it is to a wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.ground import NAMED, Ground
from knowledge.knowledge import Item
from knowledge.part import Part
from knowledge.question import Question
from knowledge.reading import LIKENESS, LITERAL, Reading
from knowledge.vocabulary import DEFINITION, PROFILE

# An entry of a record that the question does not name needs a word that few records share, or stands back.
_FEW, _UNNAMED = 3, 0.8
# An entry that only mentions the record asked about.
_SPEAKING = 0.9
# An entry that is about another value of a facet than the one asked for (round 3, when asked for round 2).
_SIBLING = 0.6
# A named record's own entries, and then those about everything, go first.
_OWN, _GENERAL = 0.2, 0.1
# One that is more special than the question stands back a little.
_SPECIAL = 0.06
# An entry that is there to tell the attribute asked for goes before one that happens to mention it.
_ASKED = 0.08
# The rank of the entry for a term that alone is mentioned.
_TERM = 2.0
# Between entries else alike the nearest wording decides; so many are compared.
_NEAREST, _COMPARED = 0.15, 12
# What a question must say at least when nothing in it is in the vocabulary: everyday words alone are no question.
_LEAST = 0.7
# How well a word from outside is explained where an entry happens to have it.
_STRANGE = 0.5
# What a typing error takes off an explanation, over the length of the word.
_SLIP = 1.0


class EntryReader:
    """Finds the entries that explain a question best."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def read(self, question: Question) -> list[Reading]:
        """The best readings by single entries."""
        if term := self._term(question):
            return [self._defining(question, term)]
        explained = [self._explained(question, part) for part in question.content]
        coverages = self._coverages(question, explained)
        ranks = self._ranks(question, coverages)
        best = sorted(ranks, key=ranks.__getitem__, reverse=True)[:_COMPARED]
        found = [self._entry(question, position, coverages[position], ranks[position], explained) for position in best]
        return [*found, *self._profiles(question)]

    def _defining(self, question: Question, term: str) -> Reading:
        """The entry of a term that comes nearest to what is asked about it."""
        wanted = {name for part in question.content if not part.has("record") for name in part.ids("attribute")}
        items = self._ground.index.of_record[term]
        best = max(items, key=lambda item: self._nearest(question, item)[0] + (not wanted.isdisjoint(item.entry.asks[:1])))
        return Reading("entry", 1.0, _TERM, (best,))

    def _ranks(self, question: Question, coverages: Mapping[int, float]) -> dict[int, float]:
        """For each entry that may be meant, its place among them."""
        content = question.content
        likeness, hinted = self._likeness(content), self._hinted(content)
        units = {unit for part in content for unit in part.units | part.inner}
        asked = {position for unit in units for position in self._ground.index.asked_by.get(unit, ())}
        return {
            position: coverage
            + LIKENESS * likeness.get(position, 0.0)
            + self._bonus(question, position, position in asked, hinted)
            for position, coverage in coverages.items()
        }

    def _coverages(self, question: Question, explained: list[dict[int, float]]) -> dict[int, float]:
        """For each entry that may be meant, the share of the question's weight that it explains."""
        gained: dict[int, float] = {}
        total: dict[int, float] = {}
        few: set[int] = set()
        for part, strengths in zip(question.content, explained, strict=True):
            weight, extra = self._ground.weight(part), self._ground.weight(part) - self._ground.penalty(part)
            trust = weight * self._trust(part)
            for position, value in strengths.items():
                gained[position] = gained.get(position, 0.0) + trust * value
                total[position] = total.get(position, 0.0) + extra
            few.update(self._few(strengths))
        costs = sum(map(self._ground.penalty, question.content))
        if not question.known:
            costs += max(0.0, _LEAST - costs)
        return {
            position: gained[position]
            / (costs + total[position] + self._stray(question, position) or 1.0)
            * self._standing(question, position, few)
            for position in self._admitted(question, gained)
        }

    def _explained(self, question: Question, part: Part) -> dict[int, float]:
        """How well each entry explains a part. What is never known, a record that is named may know."""
        strengths = self._ground.index.strength(part)
        if part.has("outside"):
            return {position: value * _STRANGE for position, value in strengths.items()}
        if not part.has("absent"):
            return strengths
        named = {name for other in question.content for name in other.ids("record")}.union(question.mentioned)
        return {p: value for p, value in strengths.items() if self._ground.index.items[p].record.id in named}

    def _trust(self, part: Part) -> float:
        """How far a part can be relied on: less for a word put right, the shorter it is."""
        return 1 - part.slips * _SLIP / max(len(part.text), 1)

    def _few(self, strengths: dict[int, float]) -> Iterable[int]:
        """The entries that share a part with few records: they are meant even when their record is not named."""
        owners = {self._ground.index.items[position].record.id for position in strengths}
        return strengths if len(owners) <= _FEW else ()

    def _standing(self, question: Question, position: int, few: set[int]) -> float:
        owner = self._ground.index.items[position].record.id
        values = {name for part in question.content for name in part.ids("facet")}
        sibling = _SIBLING if self._ground.index.themes.is_another(position, values) else 1.0
        if question.gates:
            return sibling * (1.0 if owner in question.mentioned else _SPEAKING)
        return sibling * (1.0 if position in few or owner in self._ground.general else _UNNAMED)

    def _admitted(self, question: Question, explained: Iterable[int]) -> Iterable[int]:
        allowed = explained
        if question.gates:
            allowed = self._ground.index.speaking_of(question.mentioned)
        return [position for position in explained if position in allowed]

    def _bonus(self, question: Question, position: int, asked: bool, hinted: set[str]) -> float:
        owner = self._ground.index.items[position].record.id
        own = owner in question.mentioned or owner in hinted or any(owner in part.ids("record") for part in question.content)
        if own:
            return _ASKED * asked + _OWN
        values = (value for part in question.content for value in part.ids("facet"))
        special = _SPECIAL if self._ground.index.themes.is_special(position, values) else 0.0
        return _ASKED * asked + (_GENERAL if owner in self._ground.general else 0.0) - special

    def _hinted(self, content: Iterable[Part]) -> set[str]:
        """The records that alone own a name in the question ("HiPeR"): as good as named."""
        names = [name for part in content for name in part.ids("name")]
        owners = [self._ground.carriers("name", name) for name in names]
        return {found[0] for found in owners if len(found) == 1}

    def _entry(
        self, question: Question, position: int, coverage: float, rank: float, explained: list[dict[int, float]]
    ) -> Reading:
        item = self._ground.index.items[position]
        missing = tuple(part for part, strengths in zip(question.content, explained, strict=True) if position not in strengths)
        likeness, literal = self._nearest(question, item)
        if literal:
            return Reading("entry", 1.0, LITERAL, (item,))
        return Reading("entry", coverage, rank + _NEAREST * likeness, (item,), unexplained=missing)

    def _nearest(self, question: Question, item: Item) -> tuple[float, bool]:
        """How alike the nearest wording of an entry is, and whether the question is that very wording."""
        return self._ground.index.wordings.nearest(item, [token for part in question.parts for token in part.tokens])

    def _stray(self, question: Question, position: int) -> float:
        """The cost of mentioned records that an entry neither belongs to nor speaks of."""
        item, strays = self._ground.index.items[position], 0
        for gate in question.gates:
            speaks = any(position in self._ground.index.strengths.get(f"record:{name}", {}) for name in gate)
            strays += item.record.id not in gate and not speaks
        return float(strays)

    def _likeness(self, content: Iterable[Part]) -> dict[int, float]:
        """For each entry, how alike its best wording is to the question (0 to 1)."""
        weighed = [(part, self._ground.weight(part), self._ground.penalty(part)) for part in content]
        units = [(part.units | part.inner, weight) for part, weight, _ in weighed]
        return self._ground.index.wordings.likeness(units, sum(max(weight, penalty) for _, weight, penalty in weighed))

    def _term(self, question: Question) -> str | None:
        """The record that alone is mentioned, when nothing but grammar and "what is" stands beside it."""
        if question.gates or question.operators & {"list", "count"}:
            return None
        records = [part for part in question.content if part.has("record")]
        mentions = [part for part in records if not part.optional] or records[:1]
        rest = [part for part in question.content if part not in mentions]
        plain = all(part.optional or part.ids("attribute") & {DEFINITION, PROFILE} for part in rest)
        return min(mentions[0].ids("record")) if len(mentions) == 1 and plain else None

    def _profiles(self, question: Question) -> list[Reading]:
        """The profile of the one record that is named: what a bare name asks for, with hardly anything beside it."""
        if len(question.gates) != 1:
            return []
        coverage = NAMED / (NAMED + sum(map(self._ground.penalty, question.content)))
        bare = not any(self._ground.penalty(part) or self._ground.index.strength(part) for part in question.content)
        rank = coverage + (LIKENESS if bare else 0.0)
        items = [self._ground.profile(name) for name in question.mentioned]
        return [Reading("entry", coverage, rank, (item,), unexplained=question.content) for item in items]
