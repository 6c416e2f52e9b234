"""What is remembered of conversations: the last topic and the options offered, for ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keys
from handlers.codec import Codec
from handlers.dialogue import Turn
from storage import Note

if TYPE_CHECKING:
    from handlers.keys import Conversation
    from storage import Notes

TEN_MINUTES = 600
_TURN = Codec(Turn)


class Memory:
    """The memory of the conversations that an update may touch."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def recall(self, conversation: Conversation) -> Turn | None:
        return _TURN.read(self._notes.get(keys.turn(conversation)))

    def remember(self, conversation: Conversation, turn: Turn) -> None:
        self._put(keys.turn(conversation), conversation, _TURN.write(turn))

    def is_new_album(self, conversation: Conversation, album: str) -> bool:
        """Whether this is the first message of an album of pictures; its others need no reply of their own."""
        key = keys.album(conversation)
        seen = self._notes.get(key) == album
        self._put(key, conversation, album)
        return not seen

    def _put(self, key: str, conversation: Conversation, value: str) -> None:
        self._notes.put(key, Note(value, conversation.chat, conversation.person, TEN_MINUTES))
