"""Ordinary words: how much an unknown word says, and which words are spelled right whatever the knowledge makes of them.

A word that stands in a dictionary is not a misspelling of another one ("cost" is not "most"), and one that everybody uses every
day ("rather", "denen") says less about a question's subject than a rare one. The word lists, with how often each word occurs,
are those that pyspellchecker ships.
"""

from __future__ import annotations

from itertools import islice
from math import log

from knowledge.folding import fold
from knowledge.outcome import LANGUAGES

# The most frequent words of each language; rarer ones are as likely to be slips of the known words.
_COUNT = 30_000
# Ranks by frequency: up to the first a word says nothing, from the second on it says all that a word can say.
_EMPTY, _FULL = 100, 6_000


def surprise() -> dict[str, float]:
    """For each frequent word of any language, folded, how much it says (0.1 to 1), by its rank."""
    from spellchecker import SpellChecker  # only for building: its lists take a while to read

    found: dict[str, float] = {}
    for language in LANGUAGES:
        counts = SpellChecker(language=language).word_frequency.dictionary
        common = sorted(counts, key=counts.__getitem__, reverse=True)
        for rank, word in enumerate(islice(common, _COUNT), start=1):
            value = round(min(1.0, max(0.1, log(rank / _EMPTY) / log(_FULL / _EMPTY))), 2) if rank > _EMPTY else 0.1
            folded = fold(word)
            found[folded] = min(value, found.get(folded, 1.0))
    return found
