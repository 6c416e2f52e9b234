"""Searching while somebody types: entries by the beginnings of the words of their titles, names and wordings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.folding import joined, words
from knowledge.model import lines

if TYPE_CHECKING:
    from knowledge.knowledge import Item

# How well a typed word is met, by where it stands and by how much of it; chosen so that names and titles lead, and that a
# word of a mere wording cannot carry a result alone.
WHOLE, BEGUN, SLIPPED, WORDED = 1.0, 0.9, 0.7, 0.55
_ENOUGH = 0.5  # of what was typed, by weight
_WORDED_FROM = 3  # letters, from which on wordings are searched too
_SLIPS = ((8, 2), (4, 1))  # letters, and how many slips they may hold
_MAX_LETTERS, _MAX_WORDS = 256, 16  # of what is typed; what follows is left unread

Matches = dict[int, float]


class Search:
    """Positions of entries by word. Built once; `find` is a pure function."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._headed: dict[str, set[int]] = {}
        self._worded: dict[str, set[int]] = {}
        for position, item in enumerate(items):
            _enter(self._headed, position, _headings(item))
            _enter(self._worded, position, lines(item.entry.questions))
        self._heads, self._words = sorted(self._headed), sorted(self._worded)

    def find(self, typed: str) -> tuple[str, ...]:
        """The ids of the entries that meet most of what was typed, the best first, overviews before details."""
        tokens = words(typed[:_MAX_LETTERS])[:_MAX_WORDS]
        met = [self._matches(token) for token in tokens]
        weights = [log(1 + len(self._items) / (len(matches) or 1)) for matches in met]
        scores: Matches = {}
        for matches, weight in zip(met, weights, strict=True):
            for position, quality in matches.items():
                scores[position] = scores.get(position, 0.0) + quality * weight
        enough = _ENOUGH * sum(weights)
        found = [position for position, score in scores.items() if score >= enough]
        found.sort(key=lambda position: (-round(scores[position], 2), self._items[position].entry.id != "profile", position))
        return tuple(self._items[position].id for position in found)

    def completed(self, typed: str) -> str:
        """What is typed with its last word as the commonest that begins so, unless it is a word already."""
        *rest, last = words(typed) or [""]
        if not last or last in self._headed or last in self._worded:
            return typed
        begun = (*_beginning(self._heads, last), *_beginning(self._words, last))
        return " ".join((*rest, max(begun, key=self._count))) if begun else typed

    def _count(self, word: str) -> int:
        return len(self._headed.get(word, ())) + len(self._worded.get(word, ()))

    def _matches(self, token: str) -> Matches:
        """The entries that a typed word meets, and how well: in a heading, else in a wording, else but for a slip."""
        found: Matches = {}
        if len(token) >= _WORDED_FROM:
            _meet(found, self._worded, _beginning(self._words, token), WORDED)
        _meet(found, self._headed, _beginning(self._heads, token), BEGUN)
        _meet(found, self._headed, (token,), WHOLE)
        if not found:
            _meet(found, self._headed, self._slipped(token), SLIPPED)
        return found

    def _slipped(self, token: str) -> Iterator[str]:
        """The words that begin like a typed word but for a slip or two, one of which may have dropped a letter."""
        slips = next((slips for letters, slips in _SLIPS if len(token) >= letters), 0)
        for length in (len(token), len(token) + 1) if slips else ():
            begun = [word[:length] for word in self._heads]
            near = process.extract(token, begun, scorer=OSA.distance, score_cutoff=slips, limit=None)
            yield from (self._heads[at] for _, _, at in near)


def _headings(item: Item) -> Iterable[str]:
    return (item.entry.title.en, item.entry.title.de, item.record.short, *lines(item.record.names))


def _enter(index: dict[str, set[int]], position: int, texts: Iterable[str]) -> None:
    """Enter an entry under the words of texts, and under all words of a text together, as some write names."""
    for text in texts:
        for word in (*words(text), joined(text)):
            index.setdefault(word, set()).add(position)


def _beginning(ordered: Sequence[str], token: str) -> Iterator[str]:
    """The words of a sorted sequence that begin with a token."""
    for at in range(bisect_left(ordered, token), len(ordered)):
        if not ordered[at].startswith(token):
            return
        yield ordered[at]


def _meet(found: Matches, index: dict[str, set[int]], met: Iterable[str], quality: float) -> None:
    for word in met:
        for position in index.get(word, ()):
            found[position] = max(found.get(position, 0.0), quality)
