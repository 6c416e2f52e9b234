"""RapidFuzz: `process.extractOne` over all wordings, with its default processor for case and punctuation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from benchmarks.reply import Reply, Shelf

if TYPE_CHECKING:
    from knowledge.export import Exported


class Fuzzy:
    """The wording that a scorer finds likest."""

    def __init__(self, shelf: Shelf, scorer: str) -> None:
        self._shelf = shelf
        self._scorer = getattr(fuzz, scorer)
        self._wordings = [utils.default_process(wording) for wording in shelf.wordings]

    def reply(self, question: str) -> Reply:
        asked = utils.default_process(question)
        _, score, number = process.extractOne(asked, self._wordings, scorer=self._scorer)
        return self._shelf.reply(number, score)


def load(entries: Sequence[Exported], option: str) -> Fuzzy:
    """The scorer of this name over all wordings."""
    return Fuzzy(Shelf(entries), option)
