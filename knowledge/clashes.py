"""Checks for clashes: what two records or two entries both claim, so that nobody could tell which of them is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from knowledge.folding import digits, joined, words
from knowledge.knowledge import Knowledge
from knowledge.model import Record, lines
from knowledge.problem import Problem

# Names shorter than this differ by a letter as a rule ("AMZ", "ATZ"); longer ones that differ by one are mixed up by typing.
_NEARLY = 7


def clashes(knowledge: Knowledge) -> Iterator[Problem]:
    """Names of two records and wordings of two entries that are the same, or too much alike."""
    owners = _owners(knowledge)
    yield from _same_names(knowledge, owners)
    yield from _like_names(knowledge, owners)
    yield from _same_wordings(knowledge)


def _owners(knowledge: Knowledge) -> dict[str, Record]:
    """For each name in its joined form the first record that has it."""
    owners: dict[str, Record] = {}
    for record in knowledge.records:
        for name in (record.short, *lines(record.names)):
            owners.setdefault(joined(name), record)
    return owners


def _same_names(knowledge: Knowledge, owners: Mapping[str, Record]) -> Iterator[Problem]:
    """Names that can never be found, or that another record had before."""
    for record in knowledge.records:
        file = knowledge.files[record.id]
        for name in dict.fromkeys((record.short, *lines(record.names))):
            key, place = joined(name), f"names “{name}”"
            if not key:
                yield Problem(file, place, "has no letter or digit, so it can never be found; remove it")
            elif owners[key] is not record:
                yield Problem(file, place, f"is also a name of {owners[key].id}; keep it in one of the two")


def _like_names(knowledge: Knowledge, owners: Mapping[str, Record]) -> Iterator[Problem]:
    """Names of two records so alike that a slip of the finger turns one into the other."""
    keys = [key for key in owners if len(key) >= _NEARLY]
    for position, key in enumerate(keys):
        for other in keys[:position]:
            apart = owners[key] is not owners[other] and digits(key) == digits(other)
            if apart and OSA.distance(key, other, score_cutoff=1) <= 1:
                message = f"is nearly “{other}” of {owners[other].id}; keep one of the two"
                yield Problem(knowledge.files[owners[key].id], f"names “{key}”", message)


def _same_wordings(knowledge: Knowledge) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], str] = {}
    for item in knowledge.items():
        for line in lines(item.entry.questions):
            first = seen.setdefault(tuple(words(line)), item.id)
            if first != item.id:
                place = f"entries[{item.entry.id}].questions"
                message = f"“{line}” also leads to {first}; keep it in one of the two"
                yield Problem(knowledge.files[item.record.id], place, message)
