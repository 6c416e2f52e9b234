"""The finder: records by name, by what they have in common, and one attribute of one of them, as commands ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.analysis import Analyser
from knowledge.compose import Composer
from knowledge.decide import ACCEPT, Decider
from knowledge.ground import Ground
from knowledge.outcome import Language, Outcome
from knowledge.part import Part
from knowledge.question import attribute
from knowledge.reading import Reading
from knowledge.readings import Reader
from knowledge.register import Register


class Finder:
    """Finds what a few words name that are no question."""

    def __init__(
        self, ground: Ground, analyser: Analyser, reader: Reader, composer: Composer, decider: Decider, register: Register
    ) -> None:
        self._ground = ground
        self._analyser = analyser
        self._reader = reader
        self._composer = composer
        self._decider = decider
        self._register = register

    def find(self, text: str, language: Language, kind: str | None = None) -> Outcome:
        """A record of a kind (the main one by default) by its name in any spelling: its profile."""
        return self._find(text, self._analyser.parts(text), language, kind)

    def _find(self, text: str, parts: Sequence[Part], language: Language, kind: str | None = None) -> Outcome:
        names = self._register.named(text, parts, kind or self._ground.kind)
        items = [self._ground.profile(name) for name in names]
        if len(items) == 1:
            return self._composer.entry(items[0], language)
        if items:
            return self._composer.choices(items, language, 1.0)
        return self._nothing(text, language)

    def look_up(self, text: str, language: Language) -> Outcome:
        """The records that a few words of filters name: a country, a region, a round, or several of them."""
        if reading := self.filter(self._analyser.parts(text)):
            return self._composer.answer(reading, language)
        return self._nothing(text, language)

    def filter(self, parts: Sequence[Part]) -> Reading | None:
        """What a few words, given by their parts, filter the records by; None if nothing."""
        asked = self._ground.question(parts)
        filters = (each for each in self._reader.readings(replace(asked, gates=())) if each.kind == "filter")
        best = next(filters, None)
        return best if best and best.coverage >= ACCEPT else None

    def facet_of(self, text: str, ask: str, language: Language) -> Outcome:
        """One attribute of a record that is named in any spelling."""
        asked = self._ground.question(self._analyser.parts(text))
        if len(asked.gates) != 1:
            return self._find(text, asked.parts, language)
        return self._decider.decide(replace(asked, content=(attribute(ask),)), language)

    def _nothing(self, text: str, language: Language) -> Outcome:
        return self._composer.declined("declined_words", language, (), words=text.strip())
