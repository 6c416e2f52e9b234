"""Reading a question as a comparison: the same thing of two or three records side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.entries import EntryReader
from knowledge.ground import Ground
from knowledge.knowledge import Item
from knowledge.part import Part
from knowledge.question import Question
from knowledge.reading import ASKED_FOR, LIKENESS, Reading
from knowledge.vocabulary import DIFFERENCE

# The numbers here are chosen on the golden questions.
# What it counts in a comparison that an entry has a sum or a date to compare.
_COMPARABLE = 0.4
# How alike a question about two records counts as to one of its kind when no word asks to compare them.
_UNASKED = 0.7
# Records side by side go before an entry of one of them that explains as much.
_TOGETHER = 0.1


class Comparisons:
    """Finds each record's own best entry for what is compared."""

    def __init__(self, ground: Ground, entries: EntryReader) -> None:
        self._ground = ground
        self._entries = entries

    def read(self, question: Question) -> Iterator[Reading]:
        """The same thing of two or three records, each from its own best entry."""
        if not 2 <= len(question.mentioned) <= 3 or len(question.gates) < 2:
            return
        content = tuple(part for part in question.content if part.ids("attribute") - {DIFFERENCE} or not _scaffold(part))
        bests = [self._best_of(question, name, content) for name in question.mentioned]
        coverage = min(reading.coverage for reading in bests)
        items = tuple(item for reading in bests for item in reading.items)
        missing = tuple(part for part in bests[0].unexplained if all(part in reading.unexplained for reading in bests))
        likeness = ASKED_FOR * coverage if "compare" in question.operators else _UNASKED
        rank = coverage + LIKENESS * likeness + _TOGETHER
        yield Reading("comparison", coverage, rank, items, question.mentioned, unexplained=missing)

    def _best_of(self, question: Question, name: str, content: tuple[Part, ...]) -> Reading:
        """The best reading of what is compared as being about one of the records alone."""
        single = replace(question, gates=(frozenset({name}),), content=content)
        readings = self._entries.read(single)
        own = [reading for reading in readings if reading.items[0].record.id == name]
        if "compare" in question.operators:
            wanted = {name for part in content for name in part.ids("attribute")}
            own.sort(key=lambda reading: reading.rank + _COMPARABLE * _comparable(reading.items[0], wanted), reverse=True)
        return own[0] if own else Reading("entry", 0.0, 0.0, (self._ground.profile(name),))


def _comparable(item: Item, wanted: set[str]) -> bool:
    """Whether an entry tells a wanted attribute with a sum or a date."""
    return bool(item.entry.amounts or item.entry.periods) and not wanted.isdisjoint(item.entry.asks)


def _scaffold(part: Part) -> bool:
    """Whether a part of a comparison only says that one is asked for: "which of the two", "more"."""
    return part.has("operator") or part.has("asking") or part.has("attribute")
