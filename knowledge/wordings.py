"""The wordings: how people ask for each entry, by its questions and titles, and how alike a question is to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.folding import digits, typo_budget, words
from knowledge.knowledge import Item
from knowledge.model import lines

# From this likeness (of 100) on a wording is compared word by word.
_ALIKE = 85

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


class Wording(NamedTuple):
    """One way to ask: the position of the entry asked for, and the units of each part that says what is asked."""

    owner: int
    parts: tuple[frozenset[str], ...]

    @property
    def units(self) -> frozenset[str]:
        return frozenset[str]().union(*self.parts)


class Wordings:
    """All wordings, word for word and by their units. `telling` says how much a match on some units says."""

    def __init__(self, items: Sequence[Item], wordings: Sequence[Wording], telling: Callable[[Iterable[str]], float]) -> None:
        questions = {item: [_plain(line) for line in lines(item.entry.questions)] for item in items}
        self._literal = {text: item for item, texts in questions.items() for text in texts}
        self._texts = {
            item: [*texts, *map(_plain, (item.entry.title.en, item.entry.title.de))] for item, texts in questions.items()
        }
        self._sorted = {item: [_sorted(text.split()) for text in texts] for item, texts in self._texts.items()}
        # Of each wording only what scoring needs: whose it is, what it says in all, and where each unit stands. They come
        # entry by entry, so that the best of an entry is found from its first one on.
        self._count = len(items)
        self._owners, self._first = np.unique([wording.owner for wording in wordings], return_index=True)
        self._totals = np.array([sum(map(telling, wording.parts)) for wording in wordings])
        standing: dict[str, list[int]] = {}
        for number, wording in enumerate(wordings):
            for unit in wording.units:
                standing.setdefault(unit, []).append(number)
        self._by_unit = {unit: np.array(numbers, np.intp) for unit, numbers in standing.items()}

    def literal(self, text: str) -> Item | None:
        """The entry of which a text is word for word a question; None if it is none."""
        return self._literal.get(_plain(text))

    def nearest(self, item: Item, tokens: Sequence[str]) -> tuple[float, bool]:
        """How alike the nearest wording of an entry is to some words, letter by letter in any order of words (0 to 1), and
        whether they are that very wording but for typing errors."""
        match = process.extractOne(_sorted(tokens), self._sorted[item], scorer=fuzz.ratio)
        if not match:
            return 0.0, False
        _, score, place = match
        return score / 100, score >= _ALIKE and _same(tokens, self._texts[item][place].split())

    def likeness(self, weights: Iterable[tuple[frozenset[str], float]], asked: float) -> Floats:
        """For each entry, how alike its best wording is to a question (weighted Dice, 0 to 1).

        The question is given by the units of each of its parts with what the part weighs, and by what it says in all.
        """
        best = np.zeros(self._count)
        shared = self._shared(weights)
        if shared is not None:
            alike = np.minimum(1.0, 2 * shared / (asked + self._totals))
            best[self._owners] = np.maximum.reduceat(alike, self._first)
        return best

    def _shared(self, weights: Iterable[tuple[frozenset[str], float]]) -> Floats | None:
        """For each wording the weight that it has in common with a question; None if none has any."""
        met = [(self._having(units), weight) for units, weight in weights if weight]
        numbers = [having for having, _ in met]
        if not sum(map(len, numbers)):
            return None
        worth = np.repeat([weight for _, weight in met], [len(having) for having in numbers])
        return np.bincount(np.concatenate(numbers), worth, minlength=len(self._totals)).astype(float, copy=False)

    def _having(self, units: Iterable[str]) -> Numbers:
        """The wordings that have one of the units."""
        found = [self._by_unit[unit] for unit in units if unit in self._by_unit]
        if len(found) == 1:
            return found[0]
        flags = np.zeros(len(self._totals), bool)
        for numbers in found:
            flags[numbers] = True
        return np.flatnonzero(flags)


def _sorted(tokens: Iterable[str]) -> str:
    return " ".join(sorted(tokens))


def _plain(text: str) -> str:
    return " ".join(words(text))


def _same(asked: Sequence[str], wording: Sequence[str]) -> bool:
    """Whether two texts are the same words in the same order, each within the typing errors that its length allows."""
    if len(asked) != len(wording):
        return False
    return all(
        one == other or (digits(one) == digits(other) and OSA.distance(one, other) <= typo_budget(min(len(one), len(other))))
        for one, other in zip(asked, wording, strict=True)
    )
