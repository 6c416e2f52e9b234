"""Ever shorter versions of an outcome, the fullest first, from which rendering takes the first that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge import Answer, Choices, Declined, Outcome

MAX_SOURCES = 3
# The end of a sentence: not after an abbreviation or an ordinal, which are shorter than four characters.
_SENTENCE_END = re.compile(r"(?<=[^\s.]{4}[.!?])\s+(?=[A-ZÄÖÜ])")

Version = tuple[Outcome, int]  # and how many of its sources to show


def shorter(outcome: Outcome) -> Iterator[Version]:
    """From the whole outcome down to one that always fits a message."""
    yield outcome, MAX_SOURCES
    match outcome:
        case Answer():
            yield from _answers(outcome)
        case Choices():
            for length in (600, 150):
                yield replace(outcome, prompt=shortened(outcome.prompt, length)), 0
            for count in range(len(outcome.options) - 1, 0, -1):
                yield replace(outcome, prompt=shortened(outcome.prompt, 150), options=outcome.options[:count]), 0
        case Declined():
            for length in (600, 150):
                yield replace(outcome, text=shortened(outcome.text, length)), 0
            yield replace(outcome, text=shortened(outcome.text, 150), suggestions=()), 0


def _answers(answer: Answer) -> Iterator[Version]:
    """Less and less of an answer: one source, then fewer paragraphs, no source, less of the first paragraph."""
    yield answer, 1
    for count in range(len(answer.paragraphs) - 1, 0, -1):
        yield replace(answer, paragraphs=answer.paragraphs[:count]), 1
    bare = replace(answer, paragraphs=answer.paragraphs[:1], title=shortened(answer.title, 200))
    yield bare, 0
    for length in (1200, 900, 600, 300):
        yield replace(bare, paragraphs=tuple(shortened(paragraph, length) for paragraph in bare.paragraphs)), 0


def brief(answer: Answer) -> Iterator[Version]:
    """The gist of an answer, always with a source: the first sentences of its paragraphs, fewer of them, less of the first."""
    yield answer, 1
    leads = tuple(lead(paragraph) for paragraph in answer.paragraphs)
    if len(answer.entries) > 1:
        yield replace(answer, paragraphs=leads), 1
    for count in range(len(answer.paragraphs) - 1, 0, -1):
        yield replace(answer, paragraphs=answer.paragraphs[:count]), 1
    bare = replace(answer, title=shortened(answer.title, 100))
    for length in range(450, 50, -50):
        yield replace(bare, paragraphs=(shortened(bare.paragraphs[0], length),)), 1


def lead(text: str) -> str:
    """The first sentence of a text."""
    return _SENTENCE_END.split(text, maxsplit=1)[0]


def shortened(text: str, length: int) -> str:
    """The text, cut at the end of a line, else of a word, if it is longer than `length`."""
    if len(text) <= length:
        return text
    kept = text[:length]
    return kept.rpartition("\n")[0] + "\n…" if "\n" in kept else kept.rsplit(None, 1)[0].rstrip(" ,;:") + "…"
