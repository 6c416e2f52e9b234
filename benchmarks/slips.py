"""Slips of the fingers in a question, as on the keyboard of a phone.

The five kinds are those of studies of typing: a neighbouring key, two letters swapped (Damerau 1964), one dropped, one doubled;
and, for German, an umlaut typed without its dots.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

SHORTEST = 4  # letters of a word that is worth a slip: shorter ones become other words
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def slipped(question: str, seed: int) -> str:
    """The question with one slip in one of its longer words, the same for the same seed; as it is if it has no such word."""
    chance = Random(f"{seed}:{question}")  # noqa: S311 - nothing secret
    found = list(_WORD.finditer(question))
    if not found:
        return question
    return _put(question, chance.choice(found), chance)


def careless(question: str, seed: int) -> str:
    """The question with one slip in every second of its longer words, from the first on, the same for the same seed."""
    chance = Random(f"{seed}:{question}")  # noqa: S311 - nothing secret
    for word in reversed(list(_WORD.finditer(question))[::2]):  # so that those to come stand where they stood
        question = _put(question, word, chance)
    return question


def _put(question: str, word: re.Match[str], chance: Random) -> str:
    return question[: word.start()] + _slip(word[0], chance) + question[word.end() :]


def _slip(word: str, chance: Random) -> str:
    kinds: list[Callable[[str, int, Random], str]] = [_neighbour, _swap, _drop, _double]
    if word != word.translate(UMLAUTS):
        kinds.append(_undotted)
    changed = chance.choice(kinds)(word, chance.randrange(1, len(word) - 1), chance)
    return changed if changed != word else _double(word, 1, chance)


def _neighbour(word: str, at: int, chance: Random) -> str:
    """The letter beside the one at this place, in its row of the keyboard."""
    row = next((row for row in ROWS if word[at].lower() in row), "")
    place = row.find(word[at].lower())
    beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    return word[:at] + (chance.choice(beside) if beside else word[at]) + word[at + 1 :]


def _swap(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int, _: Random) -> str:
    return word[: at + 1] + word[at:]


def _undotted(word: str, _: int, __: Random) -> str:
    return word.translate(UMLAUTS)
