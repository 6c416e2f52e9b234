"""scikit-learn's logistic regression: which entry a question is for, learnt from the wordings of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.matchers.embedded import EMBEDDERS
from benchmarks.reply import Reply, Shelf

if TYPE_CHECKING:
    from knowledge.export import Exported

Features = Callable[[Sequence[str]], Any]
REGULARISED = 10.0  # C, weaker than the default of 1: there are few wordings an entry, and they are clean
ROUNDS = 100
MOST = 30_000  # of the character n-grams, the most frequent: training keeps some twenty copies of a number an entry and n-gram


class Logistic:
    """The likeliest entry and its probability."""

    def __init__(self, shelf: Shelf, features: Features) -> None:
        self._shelf = shelf
        self._features = features
        self._model = LogisticRegression(C=REGULARISED, max_iter=ROUNDS)
        self._model.fit(features(shelf.wordings), shelf.owners)

    def reply(self, question: str) -> Reply:
        likely = self._model.predict_proba(self._features([question]))[0]
        best = int(np.argmax(likely))
        return self._shelf.of_entry(int(self._model.classes_[best]), float(likely[best]))


def tfidf(wordings: Sequence[str]) -> Features:
    """Character n-grams of two to four letters within words, weighed by TF-IDF."""
    vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, max_features=MOST)
    vectoriser.fit(wordings)
    transform: Features = vectoriser.transform
    return transform


def load(entries: Sequence[Exported], option: str) -> Logistic:
    """The regression over n-grams ("tfidf"), or over the embeddings of this name."""
    shelf = Shelf(entries)
    return Logistic(shelf, tfidf(shelf.wordings) if option == "tfidf" else EMBEDDERS[option]())
