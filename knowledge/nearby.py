"""Words near another one: those within some slips of it, found without measuring all."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

_MANY = 100  # words that are measured sooner than sifted


class Nearby:
    """Words by their lengths and letters. Built once; within a distance they come by distance, then length, then order."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(dict.fromkeys(words), key=len)
        self._known = frozenset(self._words)
        self._letters = np.array([_letters(word) for word in self._words], np.uint64)
        lengths = [len(word) for word in self._words]
        self._from: list[int] = np.searchsorted(lengths, np.arange(max(lengths, default=0) + 2)).tolist()

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def within(self, word: str, slips: int, limit: int) -> list[tuple[str, int]]:
        """At most `limit` of the words within so many slips (a letter dropped, added, changed or swapped), with their slips."""
        found = process.extract(word, self._candidates(word, slips), scorer=OSA.distance, score_cutoff=slips, limit=limit)
        return [(known, int(distance)) for known, distance, _ in found]

    def _candidates(self, word: str, slips: int) -> list[str]:
        """The words that no count of lengths or, where these are many, of letters rules out: a slip changes two at most."""
        last = len(self._from) - 1
        start, end = (self._from[min(max(length, 0), last)] for length in (len(word) - slips, len(word) + slips + 1))
        if end - start < _MANY:
            return self._words[start:end]
        differing = np.bitwise_count(self._letters[start:end] ^ _letters(word))
        return [self._words[start + place] for place in np.flatnonzero(differing <= 2 * slips)]


def _letters(word: str) -> np.uint64:
    """The set of a word's letters as bits; characters that share a bit make it no less true, only a little less sharp."""
    return np.uint64(sum({1 << (ord(character) % 61) for character in word}))
