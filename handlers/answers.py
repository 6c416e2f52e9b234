"""Which message of ours answers which message of theirs, so that an edited question gets its answer edited."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from handlers import keys
from storage import Note

if TYPE_CHECKING:
    from telegram import Message

    from storage import Notes

A_DAY = 86_400
FRESH = dt.timedelta(minutes=10)


class Answers:
    """The numbers of our answers by chat and question, for a day; since when they are known."""

    def __init__(self, notes: Notes, since: dt.datetime) -> None:
        self._notes, self._since = notes, since

    def to(self, question: Message) -> int | None:
        """The number of our answer to a message; None if there is none, or none is known any more."""
        found = self._notes.get(keys.answer(question))
        return int(found) if found is not None else None

    def put(self, question: Message, answer: int) -> None:
        self._notes.put(keys.answer(question), _note(question.chat_id, answer, keys.conversation(question).person))

    def sent(self, message: Message) -> None:
        """Note a message of ours that answers no message, so that it is known as ours."""
        self._notes.put(keys.sent(message), _note(message.chat_id, message.message_id))

    def withdraw(self, question: Message) -> int | None:
        """The number of our answer to a message, which is about to be deleted."""
        answer = self.to(question)
        self._notes.drop(keys.answer(question))
        return answer

    def would_know(self, question: Message) -> bool:
        """Whether we would know of an answer to an edited message: it was written since we note them, and edited soon after."""
        edited = question.edit_date or question.date
        return question.date >= self._since and edited - question.date <= FRESH


def _note(chat: int, number: int, person: int | None = None) -> Note:
    return Note(str(number), chat, person, A_DAY)
