"""The register: the records as lists and menus need them, and who goes by which name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.folding import joined, words
from knowledge.model import Record, lines
from knowledge.part import Part

# So many letters of a name are enough to offer the records that it may be.
_PREFIX = 3


@dataclass(frozen=True, slots=True)
class RecordCard:
    """A record as lists and menus need it."""

    id: str
    label: str
    number: int | None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Register:
    """All records, by kind and by name."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records

    def cards(self, kind: str) -> tuple[RecordCard, ...]:
        """The records of a kind, numbered ones first and in their order, then by name."""
        ordered = sorted(self._of(kind), key=lambda r: (r.number is None, r.number or 0, r.short.casefold()))
        return tuple(RecordCard(r.id, r.short, r.number, r.facets) for r in ordered)

    def named(self, text: str, parts: Sequence[Part], kind: str) -> list[str]:
        """The records of a kind that a text names, given with its parts: in any spelling, else by the beginning of a word."""
        ours = {record.id for record in self._of(kind)}
        names = [name for part in parts for name in sorted(part.ids("record")) if name in ours]
        if not names and not any(part.has("facet") for part in parts):
            names = self._beginning(text, kind)
        return list(dict.fromkeys(names))

    def _beginning(self, text: str, kind: str) -> list[str]:
        """The records of a kind with a name of which a word begins with what was typed ("medical")."""
        typed = joined(text)
        if len(typed) < _PREFIX:
            return []
        return [record.id for record in self._of(kind) if any(word.startswith(typed) for word in _words(record))]

    def _of(self, kind: str) -> list[Record]:
        return [record for record in self._records if record.kind == kind]


def _words(record: Record) -> list[str]:
    return [word for name in (record.short, *lines(record.names)) for word in words(name)]
