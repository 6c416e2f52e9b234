"""Which message of ours answers which message of theirs, so that an edited question gets its answer edited."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from handlers.recent import CAPACITY, Clock, Recent

if TYPE_CHECKING:
    from telegram import Message

A_DAY = 86_400.0
FRESH = dt.timedelta(minutes=10)


class Answers:
    """The numbers of our answers by chat and question, for a day; since when they are known."""

    def __init__(self, clock: Clock = time.monotonic, capacity: int = CAPACITY, since: dt.datetime | None = None) -> None:
        self._kept: Recent[tuple[int, int], int] = Recent(capacity, clock, A_DAY)
        self._since = since or dt.datetime.now(dt.UTC)

    def to(self, question: Message) -> int | None:
        """The number of our answer to a message; None if there is none, or none is known any more."""
        return self._kept.get((question.chat_id, question.message_id))

    def put(self, question: Message, answer: int) -> None:
        self._kept.put((question.chat_id, question.message_id), answer)

    def withdraw(self, question: Message) -> int | None:
        """The number of our answer to a message, which is about to be deleted."""
        return self._kept.pop((question.chat_id, question.message_id))

    def would_know(self, question: Message) -> bool:
        """Whether we would know of an answer to an edited message: it was written since we run, and edited soon after."""
        edited = question.edit_date or question.date
        return question.date >= self._since and edited - question.date <= FRESH
