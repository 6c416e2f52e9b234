"""Typing on a phone: questions with the slips that thumbs make, the same ones for the same seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, get_args

Kind = Literal["neighbour", "swap", "drop", "double", "umlaut", "apostrophe", "capital", "join", "split"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# The rows of a phone's two usual keyboards. A key touches those beside it and, as rows are shifted, two above and below.
_QWERTY, _QWERTZ = ("qwertyuiop", "asdfghjkl", " zxcvbnm"), ("qwertzuiopü", "asdfghjklöä", " yxcvbnm")
_UMLAUTS = {"ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ß": ("ss",)}
_APOSTROPHES = "'’"
_WORD = re.compile(rf"([^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*)")
_SHORT = 3  # letters of a word that is too short to be mistyped; only its space is missed, or its apostrophe left out


@dataclass(frozen=True)
class Slip:
    """One slip: its kind, the word (or the two words) as they were meant, and as they were typed."""

    kind: Kind
    meant: str
    typed: str


@dataclass(frozen=True)
class Typed:
    """A text as it was typed, and the slips in it in the order in which they were made."""

    text: str
    slips: tuple[Slip, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(slip.kind for slip in self.slips)


def thumbs(seed: int | str) -> Random:
    """What decides where thumbs slip: in the same way for the same seed, in every run."""
    return Random(seed)  # noqa: S311 - nothing to guess


def slips(text: str, count: int, random: Random) -> str:
    """The text with so many slips of random kinds in random words."""
    return typed(text, count, random).text


def typed(text: str, count: int, random: Random, kinds: Sequence[Kind] = KINDS) -> Typed:
    """The text with so many slips of these kinds, each in another word; with fewer where it has no room for more."""
    pieces = _WORD.split(text)  # words at the odd places, what stands between them at the even ones
    free, made = set(range(len(pieces))), list[Slip]()
    while len(made) < count and (places := _places(pieces, free, kinds)):
        kind = random.choice(list(places))
        place = random.choice(places[kind])
        made.append(_slip(pieces, place, kind, random))
        free -= {place - 1, place, place + 1}
    return Typed("".join(pieces), tuple(made))


def _places(pieces: Sequence[str], free: set[int], kinds: Sequence[Kind]) -> Mapping[Kind, list[int]]:
    """Where a slip of each kind can still be made; without the kinds that have no place."""
    found = {kind: [place for place in sorted(free) if _fits(pieces, place, kind)] for kind in kinds}
    return {kind: places for kind, places in found.items() if places}


def _fits(pieces: Sequence[str], place: int, kind: Kind) -> bool:
    if kind == "join":
        return place % 2 == 0 and pieces[place] == " " and 0 < place < len(pieces) - 1
    return place % 2 == 1 and bool(_mistyped(pieces[place], kind))


def _slip(pieces: list[str], place: int, kind: Kind, random: Random) -> Slip:
    """Make a slip in the piece at a place."""
    around = slice(place - 1, place + 2) if kind == "join" else slice(place, place + 1)
    meant = "".join(pieces[around])
    pieces[place] = "" if kind == "join" else random.choice(_mistyped(pieces[place], kind))
    return Slip(kind, meant, "".join(pieces[around]))


# ---- one word


def _mistyped(word: str, kind: Kind) -> list[str]:
    """All that a slip of a kind can make of a word; none if the word is too short or has nothing to slip on."""
    if kind != "apostrophe" and sum(map(str.isalpha, word)) <= _SHORT:
        return []
    return [made for made in _MAKERS[kind](word) if made != word]


def _neighbours(word: str) -> list[str]:
    return [_put(word, place, 1, near) for place in _letters(word) for near in _near(word[place])]


def _swaps(word: str) -> list[str]:
    """Two letters the other way round; capitals stay where they are."""
    pairs = [(place, *word[place : place + 2]) for place in _letters(word) if word[place + 1 : place + 2].isalpha()]
    return [_put(word, place, 2, _like(one, other) + _like(other, one)) for place, one, other in pairs]


def _drops(word: str) -> list[str]:
    return [_put(word, place, 1, "") for place in _letters(word)]


def _doubles(word: str) -> list[str]:
    return [_put(word, place, 1, word[place] * 2) for place in _letters(word)]


def _umlauts(word: str) -> list[str]:
    """One umlaut written without its dots or with an e, a sharp s as two."""
    plain = [(place, made) for place, letter in enumerate(word) for made in _UMLAUTS.get(letter.lower(), ())]
    return [_put(word, place, 1, _like(word[place], made[0]) + made[1:]) for place, made in plain]


def _apostrophes(word: str) -> list[str]:
    return [_put(word, place, 1, "") for place, mark in enumerate(word) if mark in _APOSTROPHES]


def _capitals(word: str) -> list[str]:
    return [word[0].upper() + word[1:]]


def _splits(word: str) -> list[str]:
    return [_put(word, place, 0, " ") for place in range(1, len(word)) if word[place - 1 : place + 1].isalpha()]


_MAKERS: Mapping[Kind, Callable[[str], list[str]]] = {
    "neighbour": _neighbours,
    "swap": _swaps,
    "drop": _drops,
    "double": _doubles,
    "umlaut": _umlauts,
    "apostrophe": _apostrophes,
    "capital": _capitals,
    "split": _splits,
}


# ---- letters


def _letters(word: str) -> list[int]:
    """Where a word has letters, and no apostrophe."""
    return [place for place, letter in enumerate(word) if letter.isalpha()]


def _put(word: str, place: int, length: int, text: str) -> str:
    """The word with some of its letters replaced."""
    return word[:place] + text + word[place + length :]


def _like(model: str, letter: str) -> str:
    """A letter as large as the model."""
    return letter.upper() if model.isupper() else letter.lower()


def _near(letter: str) -> list[str]:
    """The letters beside a letter on either keyboard, as large as it is."""
    return [_like(letter, near) for near in _NEAR.get(letter.lower(), ())]


def _beside(rows: Sequence[str]) -> dict[str, str]:
    """For each letter of a keyboard those whose keys touch its own."""
    at = {letter: (line, column) for line, row in enumerate(rows) for column, letter in enumerate(row) if letter != " "}
    return {letter: "".join(other for other in at if _touch(at[letter], at[other])) for letter in at}


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two keys touch: each row stands half a key to the right of the one above it."""
    down, across = other[0] - one[0], other[1] - one[1]
    return (down, across) in {(0, -1), (0, 1), (1, -1), (1, 0), (-1, 0), (-1, 1)}


_NEAR = {
    letter: "".join(sorted({*first.get(letter, ""), *second.get(letter, "")}))
    for first, second in [(_beside(_QWERTY), _beside(_QWERTZ))]
    for letter in {*first, *second}
}
