"""bm25s: BM25 in its default (Lucene's) form, its own tokeniser and English stop words.

A document is an entry whole, with its wordings and texts: on the development half that was right for a quarter more than
wordings alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import bm25s

from benchmarks.reply import Reply, Shelf

if TYPE_CHECKING:
    from knowledge.export import Exported


class Sparse:
    """The entry of the highest BM25 score."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenize(shelf.documents, show_progress=False), show_progress=False)

    def reply(self, question: str) -> Reply:
        asked = bm25s.tokenize(question, show_progress=False)
        numbers, scores = self._index.retrieve(asked, k=1, show_progress=False)
        return self._shelf.of_entry(int(numbers[0, 0]), float(scores[0, 0]))


def load(entries: Sequence[Exported], _: str) -> Sparse:
    """BM25 over all entries."""
    return Sparse(Shelf(entries))
