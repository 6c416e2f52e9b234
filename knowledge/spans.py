"""Spans: stretches of a question, and which of them are names with slips in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from knowledge.part import Part
from knowledge.spelling import Speller

_WINDOW = 6  # stretches in a misspelled or differently spaced name
_LONGER = 0.3  # slips that one more word in a name makes up for, when two names overlap


class Span(NamedTuple):
    """Words from `start` to before `end`, and the part they are if they are spelled right."""

    start: int
    end: int
    part: Part | None


def with_misspelled_names(tokens: tuple[str, ...], spans: list[Span], speller: Speller) -> list[Span]:
    """The spans of some words with each stretch that is a name with slips made one span, the closest first."""
    names = _Names(tokens, speller)
    while found := _closest_name(names, spans):
        first, last, part = found
        spans = [*spans[:first], Span(spans[first].start, spans[last].end, part), *spans[last + 1 :]]
    return spans


class _Names(dict[tuple[int, int], Part | None]):
    """The names with slips in some words, by where they start and end; each stretch is looked at once."""

    def __init__(self, tokens: tuple[str, ...], speller: Speller) -> None:
        super().__init__()
        self._tokens, self._speller = tokens, speller

    def __missing__(self, stretch: tuple[int, int]) -> Part | None:
        self[stretch] = self._speller.name(self._tokens[slice(*stretch)])
        return self[stretch]


def _closest_name(names: _Names, spans: Sequence[Span]) -> tuple[int, int, Part] | None:
    found = []
    for first in range(len(spans)):
        for last in range(first, min(first + _WINDOW, len(spans))):
            if _is_record(spans[last]):
                break
            stretch = spans[first : last + 1]
            if _may_hide_a_name(stretch) and (part := names[stretch[0].start, stretch[-1].end]):
                found.append((part.slips - _LONGER * len(part.tokens), first, last, part))
    return min(found, key=lambda name: name[:2])[1:] if found else None


def _is_record(span: Span) -> bool:
    return span.part is not None and span.part.has("record")


def _may_hide_a_name(stretch: Sequence[Span]) -> bool:
    """A name with slips begins and ends in a word of substance, or is one such beside an unknown word."""
    first, last = stretch[0].part, stretch[-1].part
    if first and len(stretch) == 1 and first.has("name"):
        return False
    if (first and first.empty) or (last and last.empty):
        return len(stretch) == 2 and (first is None or last is None)
    return len(stretch) > 1 or first is None
