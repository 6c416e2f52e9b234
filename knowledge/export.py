"""Everything the knowledge can say, one entry after the other, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from knowledge.load import Knowledge
from knowledge.model import PLAIN, lines
from knowledge.outcome import Language


class Exported(TypedDict):
    id: str
    title: dict[Language, str]
    questions: list[str]
    text: dict[Language, str]
    sources: list[str]


def export(knowledge: Knowledge) -> Iterator[Exported]:
    """Every entry with its id, heading, wordings, text and the addresses of its sources."""
    for record in knowledge.records:
        for entry in record.entries:
            prefix = "" if record.kind == PLAIN or record.id in knowledge.manifest.unlabelled else f"{record.short}: "
            yield {
                "id": f"{record.id}.{entry.id}",
                "title": {"en": prefix + entry.title.en, "de": prefix + entry.title.de},
                "questions": lines(entry.questions),
                "text": {"en": entry.text.en, "de": entry.text.de},
                "sources": [knowledge.sources[name].url for name in entry.sources],
            }
