"""Composing: from a chosen reading to an outcome in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.folding import joined
from knowledge.index import Index
from knowledge.knowledge import Item, Knowledge
from knowledge.model import PLAIN, Amount, Record, Text
from knowledge.outcome import Answer, Choices, Citation, Declined, Focus, Language, Option
from knowledge.reading import Reading
from knowledge.vocabulary import PARTNERS, PROFILE

MAX_LISTED = 30
MAX_OPTIONS = 5
_NOWHERE = Focus()


class Composer:
    """Words outcomes from the knowledge; all texts come from data."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index
        self._records = {record.id: record for record in knowledge.records}

    def text(self, key: str, language: Language, **values: object) -> str:
        """A text for people. Raises KeyError for an unknown key."""
        return self._knowledge.texts[key].in_(language).format(**values)

    def label(self, item: Item, language: Language) -> str:
        """What a button or a line that leads to an entry says: "Optence: Partners"."""
        title = item.entry.title.in_(language)
        return title if self._plain(item.record) else f"{item.record.short}: {title}"

    def option(self, item: Item, language: Language) -> Option:
        return Option(self.label(item, language), item.id)

    # ---- answers

    def answer(self, reading: Reading, language: Language) -> Answer:
        """The answer of any kind of reading."""
        makers = {"entry": self._entry, "filter": self._list, "fact": self._fact, "comparison": self._comparison}
        return makers[reading.kind](reading, language)

    def entry(self, item: Item, language: Language, score: float = 1.0) -> Answer:
        """The answer that shows one entry."""
        return self._entry(Reading("entry", score, score, (item,)), language)

    def _entry(self, reading: Reading, language: Language) -> Answer:
        items = reading.items
        paragraphs = [item.entry.text.in_(language) for item in items]
        title = self._title(items[0], language)
        return self._made(title, paragraphs, items, items[0].record, language, reading.coverage)

    def _fact(self, reading: Reading, language: Language) -> Answer:
        word = {True: "affirmed", False: "denied", None: "unsure"}[reading.truth]
        first, *rest = (item.entry.text.in_(language) for item in reading.items)
        paragraphs = [f"{self.text(word, language)} {first}", *rest]
        item = reading.items[0]
        return self._made(self._title(item, language), paragraphs, reading.items, item.record, language, reading.coverage)

    def _comparison(self, reading: Reading, language: Language) -> Answer:
        items = reading.items
        lead = self._larger(items, language) or self._earlier(items, language)
        paragraphs = ([lead] if lead else []) + [item.entry.text.in_(language) for item in items]
        title = " – ".join(item.record.short for item in items)
        return self._made(title, paragraphs, items, None, language, reading.coverage)

    def _made(
        self,
        title: str,
        paragraphs: Sequence[str],
        items: Sequence[Item],
        record: Record | None,
        language: Language,
        score: float,
    ) -> Answer:
        return Answer(
            title=title,
            paragraphs=tuple(paragraphs),
            citations=self.citations(source for item in items for source in item.entry.sources),
            checked=max((item.entry.checked or self._knowledge.manifest.checked) for item in items).isoformat(),
            entries=tuple(item.id for item in items),
            related=self._related(record, items, language) if record else (),
            language=language,
            score=round(min(1.0, score), 3),
            focus=_focus(items),
        )

    def _related(self, record: Record, shown: Iterable[Item], language: Language) -> tuple[Option, ...]:
        """The record's other entries, those on an attribute of their own first."""
        others = [item for item in self._index.of_record[record.id] if item not in shown]
        return tuple(Option(item.entry.title.in_(language), item.id) for item in others)

    def _title(self, item: Item, language: Language) -> str:
        if PROFILE in item.entry.asks:
            return item.record.name.in_(language)
        return self.label(item, language)

    def _plain(self, record: Record) -> bool:
        return record.kind == PLAIN or record.id in self._knowledge.manifest.unlabelled

    def citations(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        found = (self._knowledge.sources[name] for name in dict.fromkeys(ids) if name in self._knowledge.sources)
        return tuple(Citation(source.title, source.publisher, source.url, source.date) for source in found)

    # ---- sums and dates side by side

    def _larger(self, items: Sequence[Item], language: Language) -> str:
        sums = [
            max((amount for amount in item.entry.amounts if not amount.ceiling), key=_euros, default=None) for item in items
        ]
        if len(items) != 2 or not all(sums):
            return ""
        pairs = [(item.record.short, amount) for item, amount in zip(items, sums, strict=True) if amount]
        (first, most), (second, least) = sorted(pairs, key=lambda pair: pair[1].euro, reverse=True)
        return self.text(
            "compare_more", language, first=first, second=second,
            first_value=_euro_text(most, language), second_value=_euro_text(least, language),
        )  # fmt: skip

    def _earlier(self, items: Sequence[Item], language: Language) -> str:
        starts = [min((period.start for period in item.entry.periods if period.start), default="") for item in items]
        if len(items) != 2 or not all(starts) or starts[0] == starts[1]:
            return ""
        (start, first), (later, second) = sorted((start, item.record.short) for start, item in zip(starts, items, strict=True))
        return self.text("compare_earlier", language, first=first, first_value=start, second=second, second_value=later)

    # ---- look-ups

    def _list(self, reading: Reading, language: Language) -> Answer:
        """The records that a look-up found, with their number, and what is not certain about the list."""
        records = [self._records[name] for name in reading.records]
        phrase = ", ".join(self._phrase(facet, value, language) for facet, value in _by_facet(reading.values))
        lead = self.text("list_lead" if records else "list_none", language, count=len(records))
        lines = [f"• {self._line(record, reading, language)}" for record in records[:MAX_LISTED]]
        items = self._evidence(records, reading)
        notes = self._notes(reading, language)
        return Answer(
            title=self.text("list_title", language, phrase=phrase),
            paragraphs=tuple(text for text in ("\n".join([lead, *lines]), *notes) if text),
            citations=self.citations(source for item in items for source in item.entry.sources[:1]),
            checked=self._knowledge.manifest.checked.isoformat(),
            entries=tuple(item.id for item in items),
            related=tuple(Option(record.short, record.id) for record in records),
            language=language,
            score=round(min(1.0, reading.coverage), 3),
            focus=Focus(records=reading.records, asks=()),
        )

    def _phrase(self, facet: str, values: Sequence[str], language: Language) -> str:
        if facet == "name":
            return self.text("list_name", language, value=", ".join(self._spelled(value) for value in values))
        known = self._knowledge.vocabulary.facets[facet]
        joined = self.text("list_and", language).join(known.values[value].name.in_(language) for value in values)
        return known.phrase.in_(language).format(value=joined)

    def _spelled(self, key: str) -> str:
        """A name as the entries write it, from its key."""
        return next((name for name in self._names() if key == joined(name)), key)

    def _names(self) -> Iterable[str]:
        return (name for item in self._index.items for name in item.entry.names)

    def _line(self, record: Record, reading: Reading, language: Language) -> str:
        """A record in a list, with the facets that were not asked for: its round, its countries."""
        asked = {facet for facet, _ in reading.values}
        facets = self._knowledge.vocabulary.facets
        extras = []
        for facet in self._knowledge.manifest.listed:
            values = [value for value in record.facets.get(facet, ()) if value in facets[facet].values]
            if facet not in asked and values:
                extras.append(", ".join(facets[facet].values[value].short(language) for value in values))
        return f"{record.short} ({'; '.join(extras)})" if extras else record.short

    def _evidence(self, records: Iterable[Record], reading: Reading) -> list[Item]:
        """The entries that say of each record what was looked up."""
        facets = self._knowledge.vocabulary.facets
        abouts = [facets[facet].about for facet, _ in reading.values if facet != "name"] or [PARTNERS]
        found = []
        for record in records:
            items = self._index.of_record[record.id]
            found.append(next((item for about in abouts for item in items if about in item.entry.asks), items[0]))
        return found

    def _notes(self, reading: Reading, language: Language) -> list[str]:
        """What makes a list incomplete: the notes of the values asked for, or, if their facet was not asked, of all."""
        facets = self._knowledge.vocabulary.facets
        asked = dict(reading.values)
        notes: list[Text] = []
        for name, facet in facets.items():
            values = [asked[name]] if name in asked else list(facet.values)
            notes += [note for value in values if (note := facet.values[value].note)]
        return [" ".join(note.in_(language) for note in notes)] if notes else []

    # ---- choices and refusals

    def choices(self, items: Sequence[Item], language: Language, score: float) -> Choices:
        options = tuple(self.option(item, language) for item in items[:MAX_OPTIONS])
        return Choices(self.text("choices", language), options, language, round(min(1.0, score), 3))

    def declined(
        self, reason: str, language: Language, items: Sequence[Item], focus: Focus = _NOWHERE, **values: object
    ) -> Declined:
        options = tuple(self.option(item, language) for item in items[:MAX_OPTIONS])
        return Declined(self.text(reason, language, **values), options, language, focus=focus)


def _focus(items: Sequence[Item]) -> Focus:
    records = tuple(dict.fromkeys(item.record.id for item in items))
    asks = tuple(dict.fromkeys(ask for item in items for ask in item.entry.asks))
    return Focus(records, asks, tuple(item.id for item in items))


def _by_facet(values: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    grouped: dict[str, list[str]] = {}
    for facet, value in values:
        grouped.setdefault(facet, []).append(value)
    return list(grouped.items())


def _euros(amount: Amount) -> int:
    return amount.euro


def _euro_text(amount: Amount, language: Language) -> str:
    digits = f"{amount.euro:,}"
    return f"{digits} euros" if language == "en" else f"{digits.replace(',', '.')} Euro"
