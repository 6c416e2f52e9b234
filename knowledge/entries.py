"""Reading a question as asking for one entry: how much of it each entry explains, and how alike it is to a wording."""

from __future__ import annotations

import numpy as np

from knowledge.classifier import Weights
from knowledge.coverage import Coverage
from knowledge.ground import NAMED, Ground
from knowledge.index import Floats
from knowledge.knowledge import Item
from knowledge.memo import Memo
from knowledge.question import Question
from knowledge.reading import ASKED_FOR, LIKENESS, LITERAL, Reading
from knowledge.vocabulary import DEFINITION, PROFILE

# A named record's own entries, and then those about everything, go first.
_OWN, _GENERAL = 0.2, 0.1
# One that is more special than the question stands back a little.
_SPECIAL = 0.06
# An entry that is there to tell the attribute asked for goes before one that happens to mention it.
_ASKED = 0.08
# The rank of the entry for a term that alone is mentioned.
_TERM = 2.0
# An entry over which what it explains is scattered counts less; one that explains less than this is no answer anyway.
_SCATTERED, _HARDLY = 0.6, 0.5
# What the classifier, which has learned from all wordings of all entries, adds to the rank of one that it finds probable; the
# share of what is unexplained that it makes up for, and what an entry loses that it finds next to impossible.
_PROBABLE, _FAIR, _MADE_UP, _IMPOSSIBLE, _LOST = 0.2, 0.25, 0.2, 0.02, 0.15
# Between entries else alike the nearest wording decides; so many are compared.
_NEAREST, _COMPARED = 0.15, 12
# Questions of which it is kept how probable each entry is: the same words are asked of several records in turn.
_ASKED_OF = 2


class EntryReader:
    """Finds the entries that explain a question best."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._told: Memo[Weights] = Memo(_ASKED_OF)

    def read(self, question: Question) -> list[Reading]:
        """The best readings by single entries."""
        if term := self._term(question):
            return [self._defining(question, term)]
        if self._ground.index.plain.all():
            return []
        coverage = Coverage(self._ground, question)
        probable = self._probable(question)
        ranks = np.where(coverage.admitted, self._ranks(question, coverage) + _PROBABLE * (probable - _FAIR), -np.inf)
        shares = _informed(coverage.shares, probable)
        best = np.argsort(-ranks, kind="stable")[: min(_COMPARED, np.count_nonzero(coverage.admitted))]
        near = ranks[best] > ranks[best].max(initial=0.0) - _NEAREST
        places = zip(best.tolist(), ranks[best].tolist(), near.tolist(), strict=True)
        return [
            *(self._entry(question, place, coverage, float(shares[place]), rank, near) for place, rank, near in places),
            *self._profiles(question),
        ]

    # ---- one of all entries

    def _probable(self, question: Question) -> Weights:
        """For each entry how probable it is by all wordings of all entries; of one word alone that would say too much."""
        words = question.words
        if len(words) > 1:
            return self._told.get(" ".join(words), None, lambda: self._ground.index.classifier.probabilities(words))
        return np.full(len(self._ground.index.items), _FAIR, np.float32)

    def _ranks(self, question: Question, coverage: Coverage) -> Floats:
        """For each entry its place among all."""
        return coverage.shares + LIKENESS * self._likeness(question, coverage) + self._precedence(question)

    def _likeness(self, question: Question, coverage: Coverage) -> Floats:
        """For each entry, how alike its best wording is to the question (0 to 1)."""
        units = [(part.units | part.inner, weight) for part, weight in zip(question.content, coverage.weights, strict=True)]
        asked = float(np.maximum(coverage.weights, coverage.penalties).sum())
        return self._ground.index.wordings.likeness(units, asked)

    def _precedence(self, question: Question) -> Floats:
        """What each entry goes before others by, whatever it explains; less than nothing if it stands back."""
        index = self._ground.index
        units = {unit for part in question.content for unit in part.units | part.inner}
        values = {value for part in question.content for value in part.ids("facet")}
        standing = _GENERAL * index.of(self._ground.general) - _SPECIAL * index.themes.special(values)
        own: Floats = np.where(index.of(self._own(question)), _OWN, standing)
        return _ASKED * index.telling_of(units) + own

    def _own(self, question: Question) -> set[str]:
        """The records that the question names, or that alone own a name in it ("HiPeR"), which is as good."""
        named = {name for part in question.content for name in part.ids("record")}
        carriers = [self._ground.carriers("name", name) for part in question.content for name in part.ids("name")]
        return named.union(question.mentioned, *(owners for owners in carriers if len(owners) == 1))

    def _entry(self, question: Question, position: int, coverage: Coverage, share: float, rank: float, near: bool) -> Reading:
        """The reading by one entry; only where it comes `near` to the best its wordings are compared."""
        item = self._ground.index.items[position]
        likeness, literal = self._nearest(question, item) if near else (0.0, False)
        if literal:
            return Reading("entry", 1.0, LITERAL, (item,))
        missing = coverage.missing(position)
        if share >= _HARDLY and not self._ground.index.passages.say(position, coverage.wanted):
            share *= _SCATTERED
        return Reading("entry", share, rank + _NEAREST * likeness, (item,), unexplained=missing)

    def _nearest(self, question: Question, item: Item) -> tuple[float, bool]:
        """How alike the nearest wording of an entry is, and whether the question is that very wording."""
        return self._ground.index.wordings.nearest(item, question.words)

    # ---- a term or a record named alone

    def _term(self, question: Question) -> str | None:
        """The record that alone is mentioned, when nothing but grammar and "what is" stands beside it."""
        if question.gates or question.operators & {"list", "count"}:
            return None
        records = [part for part in question.content if part.has("record")]
        mentions = [part for part in records if not part.optional] or records[:1]
        rest = [part for part in question.content if part not in mentions]
        plain = all(part.optional or part.ids("attribute") & {DEFINITION, PROFILE} for part in rest)
        return min(mentions[0].ids("record")) if len(mentions) == 1 and plain else None

    def _defining(self, question: Question, term: str) -> Reading:
        """The entry of a term that comes nearest to what is asked about it."""
        wanted = {name for part in question.content if not part.has("record") for name in part.ids("attribute")}
        items = self._ground.index.of_record[term]
        best = max(items, key=lambda item: self._nearest(question, item)[0] + (not wanted.isdisjoint(item.entry.asks[:1])))
        return Reading("entry", 1.0, _TERM, (best,))

    def _profiles(self, question: Question) -> list[Reading]:
        """The profile of the one record that is named: what a bare name asks for, with hardly more than "what is" beside it."""
        if len(question.gates) != 1:
            return []
        rest = tuple(part for part in question.content if PROFILE not in part.ids("attribute"))
        coverage = NAMED / (NAMED + sum(map(self._ground.penalty, rest)))
        bare = not any(self._ground.penalty(part) or self._ground.index.strength(part).any() for part in rest)
        likeness = LIKENESS * ASKED_FOR + _OWN if len(rest) < len(question.content) else LIKENESS
        rank = coverage + (likeness if bare else 0.0)
        items = [self._ground.profile(name) for name in question.mentioned]
        return [Reading("entry", coverage, rank, (item,), unexplained=rest) for item in items]


def _informed(shares: Floats, probable: Weights) -> Floats:
    """What each entry explains, in the light of how probable it is."""
    made_up = _MADE_UP * probable * np.maximum(0.0, 1 - shares)
    informed: Floats = shares + made_up - np.where(probable < _IMPOSSIBLE, _LOST, 0.0)
    return informed
