"""Counting: what the numbers in a text count, and what a question wants to have counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from knowledge.folding import digits
from knowledge.part import Part

_HOW_MANY = "?how-many"
# How far behind a number what it counts may stand: "17 German founding companies".
_REACH = 3


def counted(parts: Sequence[Part]) -> Iterator[str]:
    """The units of what numbers and "how many" stand before in a text, each as `counted:UNIT`."""
    for place, part in enumerate(parts, 1):
        if _is_number(part) or _asks(part):
            for each in takewhile(lambda behind: not _is_number(behind), _subjects(parts[place:])[:_REACH]):
                yield from units(each)


def wanted(parts: Sequence[Part]) -> Part | None:
    """What a question wants to have counted: what stands behind "how many"; None if it wants no count."""
    for place, part in enumerate(parts, 1):
        if _asks(part):
            found = next(iter(_subjects(parts[place:])), None)
            # "wie viel" before an unknown word may be "how much" as well.
            return found if found and (found.meanings or len(part.ids("asking")) == 1) else None
    return None


def units(part: Part) -> Iterator[str]:
    """The units by which what is wanted meets what is counted."""
    return (f"counted:{unit}" for unit in part.units | part.inner)


def _asks(part: Part) -> bool:
    return _HOW_MANY in part.ids("asking")


def _is_number(part: Part) -> bool:
    return part.numeral or bool(digits(part.text))


def _subjects(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not part.empty]
