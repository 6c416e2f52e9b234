"""Coverage: the share of a question's weight that an entry explains. On it rests whether a question is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.ground import Ground
from knowledge.part import Part
from knowledge.question import Question

# An entry of a record that the question does not name needs a word that few records share, or stands back.
_FEW, _UNNAMED = 3, 0.8
# An entry that only mentions the record asked about.
_SPEAKING = 0.9
# An entry that is about another value of a facet than the one asked for (round 3, when asked for round 2).
_SIBLING = 0.6
# What a question must say at least when nothing in it is in the vocabulary: everyday words alone are no question.
_LEAST = 0.7
# How well a word from outside is explained where an entry happens to have it.
_STRANGE = 0.5
# What a typing error takes off an explanation, over the length of the word.
_SLIP = 1.0


class Coverage:
    """How much of one question each entry explains; entries go by their position in the index."""

    def __init__(self, ground: Ground, question: Question) -> None:
        self._ground = ground
        self._question = question
        self._record_of = ground.index.record_of
        self._asked = {value for part in question.content for value in part.ids("facet")}
        self._named = {name for part in question.content for name in part.ids("record")}.union(question.mentioned)
        self._speaking = {gate: ground.index.speaking_of(gate) for gate in question.gates}
        self._explained = [self._strengths(part) for part in question.content]
        self.shares: Mapping[int, float] = self._shares()

    def missing(self, position: int) -> tuple[Part, ...]:
        """The parts of the question that an entry does not explain."""
        pairs = zip(self._question.content, self._explained, strict=True)
        return tuple(part for part, strengths in pairs if position not in strengths)

    def _strengths(self, part: Part) -> dict[int, float]:
        """How well each entry explains a part. What is never known, a record that is named may know."""
        strengths = self._ground.index.strength(part)
        if part.has("outside"):
            return {position: value * _STRANGE for position, value in strengths.items()}
        if not part.has("absent"):
            return strengths
        return {position: value for position, value in strengths.items() if self._record_of[position] in self._named}

    def _shares(self) -> dict[int, float]:
        """For each entry that may be meant, what it explains over all that the question says."""
        gained: dict[int, float] = {}
        extra: dict[int, float] = {}
        few: set[int] = set()
        for part, strengths in zip(self._question.content, self._explained, strict=True):
            weight = self._ground.weight(part)
            trusted, more = weight * _trust(part), weight - self._ground.penalty(part)
            for position, value in strengths.items():
                gained[position] = gained.get(position, 0.0) + trusted * value
                extra[position] = extra.get(position, 0.0) + more
            few.update(self._few(strengths))
        costs = self._costs()
        shares: dict[int, float] = {}
        for position in self._admitted(gained):
            said = costs + extra[position] + self._stray(position) or 1.0
            shares[position] = gained[position] / said * self._standing(position, few)
        return shares

    def _costs(self) -> float:
        """What leaving the whole question unexplained would cost."""
        costs = sum(map(self._ground.penalty, self._question.content))
        return costs if self._question.known else max(_LEAST, costs)

    def _few(self, strengths: Mapping[int, float]) -> Iterable[int]:
        """The entries that share a part with few records: they are meant even when their record is not named."""
        return strengths if len({self._record_of[position] for position in strengths}) <= _FEW else ()

    def _admitted(self, explained: Iterable[int]) -> Iterable[int]:
        """Of the entries that explain something, those that belong to the records asked about or speak of them."""
        if not self._question.gates:
            return explained
        speaking = set[int]().union(*self._speaking.values())
        return [position for position in explained if position in speaking]

    def _stray(self, position: int) -> float:
        """The cost of mentioned records that an entry neither belongs to nor speaks of."""
        owner = self._record_of[position]
        return float(sum(owner not in gate and position not in speaking for gate, speaking in self._speaking.items()))

    def _standing(self, position: int, few: set[int]) -> float:
        """What an entry stands back by that is about something else, or whose record is not named."""
        owner = self._record_of[position]
        sibling = _SIBLING if self._ground.index.themes.is_another(position, self._asked) else 1.0
        if self._question.gates:
            return sibling * (1.0 if owner in self._question.mentioned else _SPEAKING)
        return sibling * (1.0 if position in few or owner in self._ground.general else _UNNAMED)


def _trust(part: Part) -> float:
    """How far a part can be relied on: less for a word put right, the shorter it is."""
    return 1 - part.slips * _SLIP / max(len(part.text), 1)
