"""Ordinary words: those that are spelled right, whatever the knowledge makes of them.

A word that stands in a dictionary is not a misspelling of another one: "cost" is not "most". The word lists, with how often
each word occurs, are those that pyspellchecker ships.
"""

from __future__ import annotations

from itertools import islice

from knowledge.folding import fold
from knowledge.outcome import LANGUAGES

# The most frequent words of each language; rarer ones are as likely to be slips of the known words.
_COUNT = 40_000


def real_words() -> frozenset[str]:
    """The frequent words of all languages, folded."""
    from spellchecker import SpellChecker  # only for building: its lists take a while to read

    found: set[str] = set()
    for language in LANGUAGES:
        counts = SpellChecker(language=language).word_frequency.dictionary
        common = sorted(counts, key=counts.__getitem__, reverse=True)
        found.update(fold(word) for word in islice(common, _COUNT))
    return frozenset(found)
