"""Titles: from the heading of an answer back to the answer, such as one that was given before."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.compose import Composer
from knowledge.finder import Finder
from knowledge.ground import Ground
from knowledge.knowledge import Item
from knowledge.outcome import LANGUAGES, Answer, Focus, Language
from knowledge.part import Part
from knowledge.responder import Responder

_LONGEST = 150  # letters; what is longer is no heading of ours


class Titles:
    """The titles of all entries in both languages, and those of answers that are made for a question."""

    def __init__(self, ground: Ground, composer: Composer, finder: Finder, responder: Responder) -> None:
        self._ground = ground
        self._composer = composer
        self._finder = finder
        self._responder = responder
        self._known: dict[str, tuple[Item, Language]] = {}
        for item in ground.index.items:
            for language in LANGUAGES:
                self._known.setdefault(composer.entry(item, language).title, (item, language))

    def answer(self, title: str, parts: Sequence[Part]) -> Answer | None:
        """The answer that has a title, given with its parts, in the title's language; None if there is none."""
        known = self._known.get(title)
        return self._composer.entry(*known) if known else self._made(title, parts)

    def _made(self, title: str, parts: Sequence[Part]) -> Answer | None:
        """The answer that was made for a question and has this title."""
        if len(title) > _LONGEST:
            return None
        found = self._finder.filter(parts)
        listed = [self._composer.answer(found, each) for each in LANGUAGES] if found else []
        same = next((each for each in listed if each.title == title), None) or self._responder.outcome(title, parts)
        return same if isinstance(same, Answer) and same.title == title else None

    def topic(self, line: str, parts: Sequence[Part]) -> Focus | None:
        """What a line is about: the answer of which it is the title, else the one record that it names."""
        if answer := self.answer(line, parts):
            return answer.focus
        mentioned = self._ground.question(parts).mentioned
        return Focus(records=mentioned) if len(mentioned) == 1 else None
