"""A classifier that learns from many texts of each class what tells the classes apart.

Multinomial logistic regression over words, pairs of words and letter n-grams, weighted by rarity, fitted by stochastic
gradient descent (Bottou, "Stochastic gradient descent tricks", 2012). Words carry the meaning, n-grams survive typing errors
and endings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from math import log

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float32]
Texts = Sequence[tuple[Sequence[str], int]]

_GRAMS = range(3, 6)  # letters in an n-gram
_FEATURES = 40_000  # the most frequent ones are kept; one that occurs only once among many texts tells nothing
_MANY = 3000  # texts
# The step of the descent in the first pass, less in each later one; how many texts are gone through in all, and how often each.
_STEP, _UPDATES, _PASSES = 4.0, 100_000, (3, 20)
_SEED = 7
_TINY = 1e-9


class Classifier:
    """Tells which class the words of a text belong to. Classes are numbers from 0 to before `classes`."""

    def __init__(self, texts: Texts, classes: int) -> None:
        spread = Counter(
            feature for words, _ in texts for feature in {*_pairs(words), *(f for w in words for f in _features(w))}
        )
        least = 2 if len(texts) > _MANY else 1
        kept = [feature for feature, count in spread.most_common(_FEATURES) if count >= least]
        self._numbers = {feature: number for number, feature in enumerate(kept)}
        self._of_word = {word: self._known(_features(word)) for word in {word for words, _ in texts for word in words}}
        self._rarity = np.array([1 + log(len(texts) / spread[feature]) for feature in kept], np.float32)
        self._weights: Weights = np.zeros((len(kept), classes), np.float32)
        self._descend([(*self._vector(words), owner) for words, owner in texts])

    def probabilities(self, words: Sequence[str], among: npt.NDArray[np.bool_] | None = None) -> Weights:
        """For each class how probable it is that a text belongs to it, given that it belongs to one, and to one of `among`."""
        scores = self._scores(*self._vector(words))
        return _softmax(scores if among is None else np.where(among, scores, -np.inf))

    def _descend(self, samples: Sequence[tuple[Numbers, Weights, int]]) -> None:
        order = np.random.default_rng(_SEED)
        passes = min(max(_UPDATES // max(len(samples), 1), _PASSES[0]), _PASSES[1])
        for done in range(passes):
            for place in order.permutation(len(samples)):
                at, values, owner = samples[place]
                error = _softmax(self._scores(at, values))
                error[owner] -= 1
                self._weights[at] -= (_STEP / (1 + done) * values)[:, None] * error

    def _scores(self, at: Numbers, values: Weights) -> Weights:
        scores: Weights = values @ self._weights[at]
        return scores

    def _vector(self, words: Sequence[str]) -> tuple[Numbers, Weights]:
        """The known features of a text, and what each weighs in it; all together have the length 1."""
        found = [self._known(_pairs(words)), *(self._of_word.get(word) or self._known(_features(word)) for word in words)]
        at, counts = np.unique(np.array([*chain.from_iterable(found)], np.intp), return_counts=True)
        values = self._rarity[at] * (1 + np.log(counts.astype(np.float32)))
        return at, values / max(float(np.linalg.norm(values)), _TINY)

    def _known(self, features: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._numbers[feature] for feature in features if feature in self._numbers)


def grams(word: str) -> Iterator[str]:
    """The letter n-grams of a word with its beginning and end marked."""
    marked = f"<{word}>"  # so that none is a word
    for length in _GRAMS:
        for start in range(max(1, len(marked) - length + 1)):
            yield marked[start : start + length]


def _features(word: str) -> Iterator[str]:
    yield word
    yield from grams(word)


def _pairs(words: Sequence[str]) -> Iterator[str]:
    return map(" ".join, pairwise(words))


def _softmax(scores: Weights) -> Weights:
    powers = np.exp(scores - scores.max(initial=0.0))
    shares: Weights = powers / powers.sum()
    return shares
