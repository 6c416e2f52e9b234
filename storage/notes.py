"""What is remembered for one update: read before it is handled, written when it is done, in between plain values."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A text under a key, which belongs to a chat and maybe to a person in it, for so many seconds (None: for good)."""

    value: str
    chat: int
    person: int | None = None
    seconds: int | None = None


@dataclass
class Notes:
    """The notes under the `keys` that an update may need.

    `doubtful`: the update was begun once before, and may have been answered; `put_by`: it lies in the database until done.
    `silent`: nothing of what handling it notes is to be kept; `received`: when it came in, by `time.perf_counter`.
    `changes` are what handling it has noted; None under a key takes the note away.
    """

    keys: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)
    doubtful: bool = False
    put_by: bool = False
    silent: bool = False
    received: float = field(default_factory=time.perf_counter)
    changes: dict[str, Note | None] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: Iterable[str], kept: Mapping[str, str], doubtful: bool = False) -> Notes:
        """The notes for these keys, from more of them."""
        own = frozenset(keys)
        return cls(own, {key: kept[key] for key in own if key in kept}, doubtful)

    def get(self, key: str) -> str | None:
        """The text under a key. Raises KeyError for one that was neither read nor noted before."""
        if key in self.changes:
            note = self.changes[key]
            return note.value if note else None
        if key not in self.keys:
            raise KeyError(key)
        return self.kept.get(key)

    def put(self, key: str, note: Note) -> None:
        self.changes[key] = note

    def drop(self, key: str) -> None:
        self.changes[key] = None
