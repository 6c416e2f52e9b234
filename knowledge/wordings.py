"""The wordings: how people ask for each entry, by its questions and titles, and how alike a question is to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.folding import digits, typo_budget, words
from knowledge.knowledge import Item
from knowledge.model import lines

# From this likeness (of 100) on a wording is compared word by word.
_ALIKE = 85


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
        # Of each wording only what scoring needs: whose it is, what it says in all, and where each unit stands.
        self._owners = [wording.owner for wording in wordings]
        self._totals = [sum(map(telling, wording.parts)) for wording in wordings]
        self._by_unit: dict[str, list[int]] = {}
        for number, wording in enumerate(wordings):
            for unit in wording.units:
                self._by_unit.setdefault(unit, []).append(number)

    def literal(self, text: str) -> Item | None:
        """The entry of which a text is word for word a question; None if it is none."""
        return self._literal.get(_plain(text))

    def nearest(self, item: Item, tokens: Sequence[str]) -> tuple[float, bool]:
        """How alike the nearest wording of an entry is to some words, letter by letter in any order of words (0 to 1), and
        whether they are that very wording but for typing errors."""
        match = process.extractOne(" ".join(tokens), self._texts[item], scorer=fuzz.token_sort_ratio)
        if not match:
            return 0.0, False
        return match[1] / 100, match[1] >= _ALIKE and _same(tokens, match[0].split())

    def likeness(self, weights: Iterable[tuple[frozenset[str], float]], asked: float) -> dict[int, float]:
        """For each entry, how alike its best wording is to a question (weighted Dice, 0 to 1).

        The question is given by the units of each of its parts with what the part weighs, and by what it says in all.
        """
        best: dict[int, float] = {}
        for number, value in self._shared(weights).items():
            owner, likeness = self._owners[number], min(1.0, 2 * value / (asked + self._totals[number]))
            if likeness > best.get(owner, 0.0):
                best[owner] = likeness
        return best

    def _shared(self, weights: Iterable[tuple[frozenset[str], float]]) -> Mapping[int, float]:
        """For each wording, by its number, the weight that it has in common with a question."""
        shared: dict[int, float] = {}
        for units, weight in weights:
            for number in {number for unit in units for number in self._by_unit.get(unit, ())}:
                shared[number] = shared.get(number, 0.0) + weight
        return shared


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
