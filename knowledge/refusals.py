"""Refusals: what is said when there is no answer, and the friendly word for what is no question."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.compose import Composer
from knowledge.ground import Ground
from knowledge.knowledge import Item
from knowledge.meaning import SUBJECTS
from knowledge.model import Manifest
from knowledge.outcome import Declined, Focus, Language
from knowledge.part import Part
from knowledge.question import Question
from knowledge.reading import Reading

# From this coverage on an entry lies near enough to a refused question to be offered.
_NEAR, _OFFERED = 0.35, 5


class Refusals:
    """Declines honestly: names what was looked at and offers what lies nearest."""

    def __init__(self, ground: Ground, composer: Composer, manifest: Manifest) -> None:
        self._ground = ground
        self._composer = composer
        self._topics = [ground.index.by_id[name] for name in manifest.topics]

    def decline(self, asked: Question, readings: Sequence[Reading], language: Language) -> Declined:
        """Say what is not known, name what was looked at, and offer what lies nearest."""
        if asked.empty:
            return self._composer.declined("declined_empty", language, ())
        if asked.excludes:
            return self._composer.declined("declined_without", language, self._topics)
        foreign = [part for part in asked.content if part.has("foreign")]
        near = self._near(asked, readings)
        focus = Focus(records=asked.mentioned[:1])
        if foreign:
            return self._composer.declined("declined_foreign", language, self._topics, name=foreign[0].text)
        absent = self._absent(asked, language)
        if asked.mentioned and asked.mentioned[0] not in self._ground.general:
            name = self._ground.records[asked.mentioned[0]].short
            if absent:
                return self._composer.declined("declined_absent", language, near, focus, about=absent, name=name)
            return self._composer.declined("declined_record", language, near, focus, name=name)
        if absent:
            return self._composer.declined("declined_absent_general", language, near or self._topics, about=absent)
        return self._composer.declined("declined", language, near or self._topics)

    def _absent(self, asked: Question, language: Language) -> str:
        attributes = self._ground.vocabulary.attributes
        names = [name for part in asked.content for name in sorted(part.ids("absent"))]
        return attributes[names[0]].about.in_(language) if names else ""

    def _near(self, asked: Question, readings: Sequence[Reading]) -> list[Item]:
        """The entries nearest to a refused question; for a named record, its own."""
        near = [item for reading in readings if reading.coverage >= _NEAR for item in reading.items]
        own = [item for name in asked.mentioned[:1] for item in self._ground.index.of_record[name]]
        return list({item.id: item for item in (*near, *own)}.values())[:_OFFERED]

    def chatter(self, parts: Sequence[Part], language: Language) -> Declined | None:
        """A friendly word for a message of nothing but small talk."""
        said = [part for part in parts if part.has("chatter")]
        if not said or any(_substantial(part) for part in parts):
            return None
        name = max(said, key=lambda part: len(part.tokens)).ids("chatter")
        reply = next(item.reply for item in self._ground.vocabulary.chatter if item.id in name)
        return Declined(reply.in_(language), (), language, stage="smalltalk")


def _substantial(part: Part) -> bool:
    """Whether a part of a message makes it more than small talk."""
    if part.has("chatter") or part.optional:
        return part.has("record") or part.has("facet") or part.has("name")
    return any(meaning.kind in SUBJECTS for meaning in part.meanings)
