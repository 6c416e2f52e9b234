"""A message on its way: whether an earlier attempt to send it may have arrived, although nobody told us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Attempt:
    """One message that is to be sent once.

    `doubtful` once an attempt to send it ended without an answer; `moved`: the chat to which it went, if the group has moved.
    """

    doubtful: bool = False
    moved: int | None = None
