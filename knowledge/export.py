"""Everything the knowledge can say, one entry after the other, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from knowledge.knowledge import Knowledge
from knowledge.model import lines
from knowledge.outcome import Language


class Exported(TypedDict):
    """An entry as plain values: what leads to it, its wordings, its text, the addresses of its sources."""

    id: str
    title: dict[Language, str]
    questions: list[str]
    text: dict[Language, str]
    sources: list[str]


def export(knowledge: Knowledge) -> Iterator[Exported]:
    """Every entry, in the order of the files."""
    for item in knowledge.items():
        yield {
            "id": item.id,
            "title": {"en": knowledge.label(item, "en"), "de": knowledge.label(item, "de")},
            "questions": lines(item.entry.questions),
            "text": {"en": item.entry.text.en, "de": item.entry.text.de},
            "sources": [knowledge.sources[name].url for name in item.entry.sources],
        }
