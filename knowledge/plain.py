"""Reading a question as one for a plain entry: many wordings and one answer, with no record or attribute to go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np

from knowledge.classifier import Texts, grams
from knowledge.folding import words
from knowledge.index import Index
from knowledge.question import Question
from knowledge.reading import LIKENESS, Reading

# From this score on a plain entry answers a question.
ACCEPT = 0.7
# That score is what this share of all wordings stay below when they are asked as if there were no entry for them: of the
# questions to a town that are quite beside its topics about one in twenty comes above it, with 10, 30 or 90 wordings a topic
# (docs/benchmarks.md). It is measured on so many wordings; where that cannot be done, a bare score of so much is enough.
_FOREIGN, _MEASURED, _ENOUGH = 0.9, 2000, 0.7
_BETWEEN = (0.5, 0.95)
# A question may be one for so many topics when none of them alone is sure.
_SEVERAL = 4
# One at least so likely as the likeliest, that explains the question as well, may be meant as well.
_RIVAL = 0.5
# The least that an everyday word says, beside a rare one, and that one says which no wording has.
_EVERYDAY, _UNHEARD = 0.35, 0.6
# From this share of its n-grams on a word is like those known, and so much does it count then.
_ALIKE, _LIKE = 0.4, 0.7


class PlainReader:
    """Generalises over the wordings of each plain entry; reads nothing where a knowledge has none.

    `ordinary` says how much each frequent word of the language says.
    """

    def __init__(self, index: Index, ordinary: Mapping[str, float]) -> None:
        self._index = index
        self._ordinary = ordinary
        texts = [(words(text), at) for at in np.flatnonzero(index.plain).tolist() for text in index.items[at].entry.asked]
        spread = Counter(word for tokens, _ in texts for word in set(tokens))
        self._rarest = 1 + log(max(len(texts), 1))
        self._rarity = {word: self._rarest - log(count) for word, count in spread.items()}
        self._words: dict[int, set[str]] = {at: set() for _, at in texts}
        for tokens, place in texts:
            self._words[place].update(tokens)
        self._grams = {at: frozenset(gram for word in each for gram in grams(word)) for at, each in self._words.items()}
        self._power = log(ACCEPT) / log(self._least(texts))

    def read(self, question: Question) -> list[Reading]:
        """The likeliest entries, as a reading each: as few as are clearly likelier than the next, and then one more in each."""
        tokens = question.words
        if not self._words or not tokens:
            return []
        probable = self._index.classifier.probabilities(tokens, self._index.plain)
        best = probable.argsort()[::-1][: min(_SEVERAL, len(self._words))]
        told = self._told(tokens)
        covered = np.array([self._covered(place, told) for place in best.tolist()])
        even = np.count_nonzero((probable[best] >= _RIVAL * probable[best[0]]) & (covered >= covered[0]))
        together = np.cumsum(probable[best])
        return [
            self._reading(best[:count], float(together[count - 1]), float(covered[:count].min()))
            for count in range(int(even), len(best) + 1)
        ]

    def _reading(self, places: Iterable[int], probability: float, covered: float) -> Reading:
        score = _score(probability, covered) ** self._power
        items = tuple(self._index.items[place] for place in places)
        return Reading("topic", score, score * (1 + LIKENESS) + 1 - len(items), items)

    def _least(self, texts: Texts) -> float:
        """The bare score that a question which belongs to no entry rarely has."""
        if len(self._words) < 2:
            return _ENOUGH
        step = max(1, len(texts) // _MEASURED)
        scores = [self._without(place, tokens) for tokens, place in texts[::step] if tokens]
        return float(np.clip(np.quantile(scores, _FOREIGN), *_BETWEEN))

    def _without(self, place: int, tokens: Sequence[str]) -> float:
        """The best score that some words have with any other entry than the one that they belong to."""
        others = self._index.plain & (np.arange(len(self._index.plain)) != place)
        probable = self._index.classifier.probabilities(tokens, others)
        best = int(probable.argmax())
        return _score(float(probable[best]), self._covered(best, self._told(tokens)))

    # ---- coverage

    def _told(self, tokens: Iterable[str]) -> dict[str, float]:
        """How much each word says: the more, the rarer it is among all wordings and in the language."""
        return {word: self._says(word) for word in tokens}

    def _says(self, word: str) -> float:
        least = _EVERYDAY if word in self._rarity else _UNHEARD
        return self._rarity.get(word, self._rarest) * max(least, self._ordinary.get(word, 1.0))

    def _covered(self, place: int, told: Mapping[str, float]) -> float:
        """The share of what some words say, each so much, that the wordings of an entry say too (0 to 1)."""
        return sum(weight * self._known(place, word) for word, weight in told.items()) / sum(told.values())

    def _known(self, place: int, word: str) -> float:
        """How well a word is known among the wordings of an entry: 1, or less for one that is like them."""
        if word in self._words[place]:
            return 1.0
        pieces = set(grams(word))
        share = len(pieces & self._grams[place]) / len(pieces)
        return _LIKE * max(0.0, share - _ALIKE) / (1 - _ALIKE)


def _score(probability: float, covered: float) -> float:
    """The geometric mean of the probability and, twice, the coverage: a classifier alone is sure of what it never saw."""
    return float((probability * covered**2) ** (1 / 3))
