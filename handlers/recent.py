"""What is kept in memory for a while: bounded in number and in time, the longest unused dropped first."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

CAPACITY = 10_000
Clock = Callable[[], float]
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The latest value of each key: at most `capacity`; none older than `lifetime` seconds (None: no limit)."""

    def __init__(self, capacity: int = CAPACITY, clock: Clock = time.monotonic, lifetime: float | None = None) -> None:
        self._capacity, self._clock, self._lifetime = capacity, clock, lifetime
        self._kept: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, key: Key, value: Value) -> None:
        self._forget()
        self._kept[key] = (self._clock(), value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._capacity:
            self._kept.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        """The key's value, or None if there is none (any more)."""
        self._forget()
        if key not in self._kept:
            return None
        if self._lifetime is None:
            self._kept.move_to_end(key)
        return self._kept[key][1]

    def pop(self, key: Key) -> Value | None:
        """The key's value, which is kept no longer; None if there is none."""
        self._forget()
        return self._kept.pop(key, (0.0, None))[1]

    def _forget(self) -> None:
        """Drop what is too old, of any key. Values with a lifetime stand in the order in which they were put."""
        if self._lifetime is None:
            return
        while self._kept and self._clock() - next(iter(self._kept.values()))[0] >= self._lifetime:
            self._kept.popitem(last=False)
