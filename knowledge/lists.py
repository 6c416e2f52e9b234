"""Lists: the answer to a look-up, with the records found, their number, and what is not certain about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.folding import joined
from knowledge.index import Index
from knowledge.knowledge import Item, Knowledge
from knowledge.model import Record, Text
from knowledge.outcome import Answer, Focus, Language, Option
from knowledge.reading import Reading
from knowledge.stages import OF_READING
from knowledge.vocabulary import PARTNERS

MAX_LISTED = 30


class Lists:
    """Words the lists of records that look-ups find."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index
        self._facets = knowledge.vocabulary.facets
        self._records = {record.id: record for record in knowledge.records}

    def answer(self, reading: Reading, language: Language) -> Answer:
        """The answer of a reading as a look-up."""
        records = [self._records[name] for name in reading.records]
        items = [self._evidence(record, reading) for record in records]
        return Answer(
            title=self._title(reading, language),
            paragraphs=(self._listed(records, reading, language), *self._notes(reading, language)),
            citations=self._knowledge.citations(source for item in items for source in item.entry.sources[:1]),
            checked=self._knowledge.manifest.checked.isoformat(),
            entries=tuple(item.id for item in items),
            related=tuple(Option(record.short, record.id) for record in records),
            language=language,
            score=round(min(1.0, reading.coverage), 3),
            focus=Focus(records=reading.records, asks=()),
            stage=OF_READING[reading.kind],
        )

    # ---- what was looked up

    def _title(self, reading: Reading, language: Language) -> str:
        phrases = [self._phrase(facet, values, language) for facet, values in _by_facet(reading.values).items()]
        if not phrases:
            return self._knowledge.text("list_all", language)
        return self._knowledge.text("list_title", language, phrase=", ".join(phrases))

    def _phrase(self, facet: str, values: Sequence[str], language: Language) -> str:
        """What records have in common by one facet, or by a name: "with partners in Japan"."""
        if facet == "name":
            return self._knowledge.text("list_name", language, value=", ".join(map(self._spelled, values)))
        known = self._facets[facet]
        united = self._knowledge.text("list_and", language).join(known.values[value].name.in_(language) for value in values)
        return known.phrase.in_(language).format(value=united)

    def _spelled(self, key: str) -> str:
        """A name as the entries write it, from its joined letters."""
        names = (name for item in self._index.items for name in item.entry.names)
        return next((name for name in names if key == joined(name)), key)

    # ---- what was found

    def _listed(self, records: Sequence[Record], reading: Reading, language: Language) -> str:
        lead = self._knowledge.text("list_lead" if records else "list_none", language, count=len(records))
        asked = {facet for facet, _ in reading.values}
        return "\n".join([lead, *(f"• {self._line(record, asked, language)}" for record in records[:MAX_LISTED])])

    def _line(self, record: Record, asked: set[str], language: Language) -> str:
        """A record in a list, with the facets that were not asked for: its round, its countries."""
        extras = []
        for facet in self._knowledge.manifest.listed:
            known = self._facets[facet].values
            values = [value for value in record.facets.get(facet, ()) if value in known]
            if facet not in asked and values:
                extras.append(", ".join(known[value].short(language) for value in values))
        return f"{record.short} ({'; '.join(extras)})" if extras else record.short

    def _evidence(self, record: Record, reading: Reading) -> Item:
        """The entry that says of a record what was looked up."""
        abouts = [self._facets[facet].about for facet, _ in reading.values if facet != "name"] or [PARTNERS]
        items = self._index.of_record[record.id]
        return next((item for about in abouts for item in items if about in item.entry.asks), items[0])

    def _notes(self, reading: Reading, language: Language) -> list[str]:
        """What makes a list incomplete: the notes of the values asked for, or, if their facet was not asked, of all."""
        asked = dict(reading.values)
        notes: list[Text] = []
        for name, facet in self._facets.items():
            values = [asked[name]] if name in asked else list(facet.values)
            notes += [note for value in values if (note := facet.values[value].note)]
        return [" ".join(note.in_(language) for note in notes)] if notes else []


def _by_facet(values: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for facet, value in values:
        grouped.setdefault(facet, []).append(value)
    return grouped
