"""Titles: from the heading of an answer back to the answer, such as one that was given before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge.knowledge import Item
from knowledge.outcome import LANGUAGES, Answer, Language


class Titles:
    """The titles of all entries in both languages. `compose` makes an entry's answer."""

    def __init__(self, items: Iterable[Item], compose: Callable[[Item, Language], Answer]) -> None:
        self._compose = compose
        self._known: dict[str, tuple[Item, Language]] = {}
        for item in items:
            for language in LANGUAGES:
                self._known.setdefault(compose(item, language).title, (item, language))

    def answer(self, title: str) -> Answer | None:
        """The answer of the entry that has a title, in the title's language; None if none has it."""
        known = self._known.get(title)
        return self._compose(*known) if known else None
