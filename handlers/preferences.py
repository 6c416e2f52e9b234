"""What a chat has chosen: its language, and for a group whether we keep quiet there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.recent import CAPACITY, Recent

if TYPE_CHECKING:
    from knowledge import Language


@dataclass(frozen=True, slots=True)
class Preference:
    """`language` None: that of each question; `quiet`: no answers in the group, until an admin ends it."""

    language: Language | None = None
    quiet: bool = False


class Preferences:
    """The choices of all chats, by the chat's id; a person's private chat has the person's id. Kept in memory for now."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._kept: Recent[int, Preference] = Recent(capacity)

    def of(self, chat: int) -> Preference:
        return self._kept.get(chat) or Preference()

    def language(self, chat: int) -> Language | None:
        return self.of(chat).language

    def choose_language(self, chat: int, language: Language | None) -> None:
        self._keep(chat, replace(self.of(chat), language=language))

    def is_quiet(self, chat: int) -> bool:
        return self.of(chat).quiet

    def choose_quiet(self, chat: int, quiet: bool) -> None:
        self._keep(chat, replace(self.of(chat), quiet=quiet))

    def forget(self, chat: int) -> None:
        self._kept.pop(chat)

    def move(self, old: int, new: int) -> None:
        """A group has become a supergroup, with a new id: its choices go with it. Both sides may tell us, in any order."""
        if preference := self._kept.pop(old):
            self._kept.put(new, preference)

    def _keep(self, chat: int, preference: Preference) -> None:
        if preference == Preference():
            self._kept.pop(chat)
        else:
            self._kept.put(chat, preference)
