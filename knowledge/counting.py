"""Counting: what the numbers in a text count, and what a question wants to have counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from knowledge.folding import digits
from knowledge.part import Part

_HOW_MANY = "?how-many"
# How far behind a number what it counts may stand: "17 German founding companies".
_REACH = 3
# A number above the first is more than a few, one above the second a year rather than a count.
_FEW, _YEARS = 4, 1000


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


def to_name(parts: Sequence[Part]) -> int:
    """How many things a text wants named one by one ("which nine firms"); 0 for few, which words may tell, or none."""
    if not any("list" in part.ids("operator") for part in parts):
        return 0
    numbers = [_value(part) for place, part in enumerate(parts) if _is_number(part) and _is_followed(parts[place + 1 :])]
    return max((number for number in numbers if _FEW < number < _YEARS), default=0)


def units(part: Part) -> Iterator[str]:
    """The units by which what is wanted meets what is counted."""
    return (f"counted:{unit}" for unit in part.units | part.inner)


def _asks(part: Part) -> bool:
    return _HOW_MANY in part.ids("asking")


def _is_number(part: Part) -> bool:
    return part.numeral or bool(digits(part.text))


def _is_followed(behind: Sequence[Part]) -> bool:
    """Whether what stands behind a number is a subject other than records ("ten clusters"), and the number not the day of a
    date ("26 June 2017")."""
    if not behind or behind[0].empty or behind[0].has("kind"):
        return False
    return not any(map(_is_number, behind[:2]))


def _value(part: Part) -> int:
    return max((int(number) for unit in part.units if (number := digits(unit))), default=0)


def _subjects(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not part.empty]
