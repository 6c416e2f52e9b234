"""Outcomes of questions that come again, by a fingerprint of the question: the words themselves are not kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_CAPACITY = 2_000
Value = TypeVar("Value")


class Memo(Generic[Value]):
    """The values that were made last, the longest unused dropped first.

    Python's hash of a text has 64 bits and a secret of the process in it: that two questions share one by chance or by intent
    is as good as ruled out.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[tuple[int, Hashable], Value] = OrderedDict()

    def get(self, text: str, rest: Hashable, make: Callable[[], Value]) -> Value:
        """The value for a text and what else it depends on, made if it is not at hand."""
        key = (hash(text), rest)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._kept[key] = make()
        if len(self._kept) > self._capacity:
            self._kept.popitem(last=False)
        return value
