"""A message on its way: whether an earlier attempt to send it may have arrived, although nobody told us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Attempt:
    """One message that is to be sent once.

    `doubtful`: how many attempts to send it ended without an answer; `moved`: where it went, if the group has moved.
    """

    doubtful: int = 0
    moved: int | None = None
