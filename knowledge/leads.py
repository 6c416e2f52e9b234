"""Leads: what is said first of two entries side by side, the larger sum or the earlier start."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.knowledge import Item, Knowledge
from knowledge.model import Entry
from knowledge.outcome import Language


def lead(knowledge: Knowledge, items: Sequence[Item], language: Language) -> str:
    """A sentence that compares two entries; empty for more, and for entries that have nothing to compare."""
    if len(items) != 2:
        return ""
    return _larger(knowledge, items, language) or _earlier(knowledge, items, language)


def _larger(knowledge: Knowledge, items: Sequence[Item], language: Language) -> str:
    sums = [(_sum(item.entry), item.record.short) for item in items]
    if not all(amount for amount, _ in sums):
        return ""
    (most, first), (least, second) = sorted(sums, key=lambda pair: pair[0], reverse=True)
    values = {"first_value": _euros(knowledge, most, language), "second_value": _euros(knowledge, least, language)}
    return knowledge.text("compare_more", language, first=first, second=second, **values)


def _sum(entry: Entry) -> int:
    """An entry's largest sum in euros; an upper limit is none, and 0 stands for none."""
    return max((amount.euro for amount in entry.amounts if not amount.ceiling), default=0)


def _euros(knowledge: Knowledge, amount: int, language: Language) -> str:
    digits = f"{amount:,}".replace(",", knowledge.text("thousands", language))
    return knowledge.text("euros", language, amount=digits)


def _earlier(knowledge: Knowledge, items: Sequence[Item], language: Language) -> str:
    starts = [(_start(item.entry), item.record.short) for item in items]
    if not all(start for start, _ in starts) or starts[0][0] == starts[1][0]:
        return ""
    (start, first), (later, second) = sorted(starts)
    return knowledge.text("compare_earlier", language, first=first, first_value=start, second=second, second_value=later)


def _start(entry: Entry) -> str:
    """An entry's first start, as precise as it is known; empty if none is."""
    return min((period.start for period in entry.periods if period.start), default="")
