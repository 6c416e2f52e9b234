"""scikit-learn: TF-IDF of character n-grams, and logistic regression to tell which entry a question is for.

Trained by stochastic gradient descent, one entry against all others: the softmax over all entries by L-BFGS, scikit-learn's
default, takes some eight minutes and 3.4 GB for as many entries and n-grams as here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from benchmarks.reply import Reply, Shelf

if TYPE_CHECKING:
    from knowledge.export import Exported

LETTERS = (2, 4)  # of an n-gram, within words
REGULARISED = 1e-5  # less than the default of 1e-4: there are few wordings an entry, and they are clean
ROUNDS = 8


class Logistic:
    """The likeliest entry and its probability."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._features = TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True)
        self._model = SGDClassifier(loss="log_loss", alpha=REGULARISED, max_iter=ROUNDS, tol=None, random_state=0)
        self._model.fit(self._features.fit_transform(shelf.wordings), shelf.owners)

    def reply(self, question: str) -> Reply:
        likely = self._model.predict_proba(self._features.transform([question]))[0]
        best = int(np.argmax(likely))
        return self._shelf.of_entry(int(self._model.classes_[best]), float(likely[best]))


def load(entries: Sequence[Exported], _: str) -> Logistic:
    """The regression, trained on all wordings."""
    return Logistic(Shelf(entries))
