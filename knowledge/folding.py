"""Folding: the one way in which every text, known or asked, is brought to comparable words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, islice

import Stemmer

# An apostrophe joins ("it's", "gibt's"); a plus belongs to a word ("2+2", "InterSpiN+"); everything else that is not a
# letter or a digit separates.
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_WORD = re.compile(r"[^\W_]+(?:\+[^\W_]+|\+(?!\w))?")
_LONGEST = 4096  # letters: those of the longest message
_UMLAUTS = re.compile(r"(?<=[aou])e+")

_stemmers = (Stemmer.Stemmer("english"), Stemmer.Stemmer("german"))


def fold(text: str) -> str:
    """Lower-case, without accents, with ä, ae and a (and their like) all written alike. Any text in, any length.

    What Unicode takes apart into more letters than the longest message has is cut off.
    """
    if not text.isascii():
        plain = chain.from_iterable(unicodedata.normalize("NFKC", each) for each in _unmarked(text[:_LONGEST]))
        text = _unmarked(unicodedata.normalize("NFKD", "".join(islice(plain, _LONGEST)).casefold()))
    return _UMLAUTS.sub("", text.casefold())


def _unmarked(text: str) -> str:
    """The text without the marks that combine with letters; to put thousands of them in order would take long."""
    return "".join(character for character in text if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(_APOSTROPHES.sub("", text)))


def joined(text: str) -> str:
    """The folded words of a text as one: spacing, hyphens and case tell no two names apart."""
    return "".join(words(text))


@lru_cache(maxsize=20_000)  # words: those of the knowledge several times over, and of the last questions
def stems(word: str) -> tuple[str, ...]:
    """The word's English and German stems (Snowball), without repetition."""
    first, second = (stemmer.stemWord(word) for stemmer in _stemmers)
    return (first,) if first == second else (first, second)


def digits(text: str) -> str:
    """The digits of a text in order: two names with different digits are never the same name."""
    return "".join(character for character in text if character.isdigit())


def typo_budget(length: int) -> int:
    """How many slips (a letter dropped, doubled, changed or swapped) a word of this length may have and still be itself."""
    if length < 4:
        return 0
    if length < 7:
        return 1
    return 2 if length < 12 else 3
