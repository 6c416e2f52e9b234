"""What a chat has chosen: its language, and for a group whether we keep quiet there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers import keys
from handlers.codec import Codec
from knowledge import Language
from storage import Note

if TYPE_CHECKING:
    from storage import Notes


@dataclass(frozen=True, slots=True)
class Preference:
    """`language` None: that of each question; `quiet`: no answers in the group, until an admin ends it."""

    language: Language | None = None
    quiet: bool = False


_PREFERENCE = Codec(Preference)


class Preferences:
    """The choices of the chats that an update may touch, by the chat's id; a person's private chat has the person's id."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def of(self, chat: int) -> Preference:
        return _PREFERENCE.read(self._notes.get(keys.chosen(chat))) or Preference()

    def language(self, chat: int) -> Language | None:
        return self.of(chat).language

    def choose_language(self, chat: int, language: Language | None) -> None:
        self._keep(chat, replace(self.of(chat), language=language))

    def is_quiet(self, chat: int) -> bool:
        return self.of(chat).quiet

    def choose_quiet(self, chat: int, quiet: bool) -> None:
        self._keep(chat, replace(self.of(chat), quiet=quiet))

    def forget(self, chat: int) -> None:
        self._notes.drop(keys.chosen(chat))

    def move(self, old: int, new: int) -> None:
        """A group has become a supergroup, with a new id: its choices go with it. Both sides may tell us, in any order."""
        preference = self.of(old)
        if preference != Preference():
            self.forget(old)
            self._keep(new, preference)

    def _keep(self, chat: int, preference: Preference) -> None:
        if preference == Preference():
            self.forget(chat)
        else:
            self._notes.put(keys.chosen(chat), Note(_PREFERENCE.write(preference), chat))
