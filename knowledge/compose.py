"""Composing: from a chosen reading to an outcome in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.index import Index
from knowledge.knowledge import Item, Knowledge
from knowledge.leads import lead
from knowledge.lists import Lists
from knowledge.outcome import LANGUAGES, Answer, Choices, Declined, Focus, Language, Option
from knowledge.reading import Reading
from knowledge.stages import OF_READING, OF_REFUSAL, at
from knowledge.vocabulary import PROFILE

MAX_OPTIONS = 5
_NOWHERE = Focus()


class Composer:
    """Words outcomes from the knowledge; all texts come from data."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index
        self._lists = Lists(knowledge, index)
        self._topics = {(name, each): _titled(items, each) for name, items in index.of_record.items() for each in LANGUAGES}

    # ---- answers

    def answer(self, reading: Reading, language: Language) -> Answer:
        """The answer of any kind of reading."""
        makers = {
            "entry": self._entry,
            "topic": self._entry,
            "filter": self._lists.answer,
            "fact": self._fact,
            "comparison": self._comparison,
        }
        return makers[reading.kind](reading, language)

    def entry(self, item: Item, language: Language) -> Answer:
        """The answer that shows one entry."""
        return at("shown", self._entry(Reading("entry", 1.0, 1.0, (item,)), language))

    def _entry(self, reading: Reading, language: Language) -> Answer:
        return self._made(reading, self._title(reading.items[0], language), _texts(reading, language), language)

    def _fact(self, reading: Reading, language: Language) -> Answer:
        word = {True: "affirmed", False: "denied", None: "unsure"}[reading.truth]
        first, *rest = _texts(reading, language)
        paragraphs = [f"{self._knowledge.text(word, language)} {first}", *rest]
        return self._made(reading, self._title(reading.items[0], language), paragraphs, language)

    def _comparison(self, reading: Reading, language: Language) -> Answer:
        first = lead(self._knowledge, reading.items, language)
        paragraphs = [*([first] if first else []), *_texts(reading, language)]
        return self._made(reading, " – ".join(item.record.short for item in reading.items), paragraphs, language)

    def _made(self, reading: Reading, title: str, paragraphs: Sequence[str], language: Language) -> Answer:
        items = reading.items
        return Answer(
            title=title,
            paragraphs=tuple(paragraphs),
            citations=self._knowledge.citations(source for item in items for source in item.entry.sources),
            checked=max((item.entry.checked or self._knowledge.manifest.checked) for item in items).isoformat(),
            entries=tuple(item.id for item in items),
            related=self._related(reading, language),
            language=language,
            score=_score(reading.coverage),
            focus=_focus(items),
            stage=OF_READING[reading.kind],
        )

    def _related(self, reading: Reading, language: Language) -> tuple[Option, ...]:
        """The other entries of the record answered about, in the order of its file; none for a comparison."""
        if reading.kind == "comparison":
            return ()
        told = {item.id for item in reading.items}
        topics = self._topics[reading.items[0].record.id, language]
        return tuple(option for option in topics if option.target not in told)

    def _title(self, item: Item, language: Language) -> str:
        """The heading of an entry: a profile is headed by the record's full name."""
        return item.record.name.in_(language) if PROFILE in item.entry.asks else self._knowledge.label(item, language)

    # ---- choices and refusals

    def choices(self, items: Sequence[Item], language: Language, score: float) -> Choices:
        """The question back, which of some entries was meant."""
        prompt, options = self._knowledge.text("choices", language), self._options(items, language)
        return Choices(prompt, options, language, _score(score), stage="choices")

    def declined(
        self, reason: str, language: Language, items: Sequence[Item], focus: Focus = _NOWHERE, **values: object
    ) -> Declined:
        """The refusal whose text is that of `reason` with these values, offering some entries instead."""
        text = self._knowledge.text(reason, language, **values)
        return Declined(text, self._options(items, language), language, focus=focus, stage=OF_REFUSAL[reason])

    def _options(self, items: Sequence[Item], language: Language) -> tuple[Option, ...]:
        return tuple(Option(self._knowledge.label(item, language), item.id) for item in items[:MAX_OPTIONS])


def _titled(items: Sequence[Item], language: Language) -> tuple[Option, ...]:
    return tuple(Option(item.entry.title.in_(language), item.id) for item in items)


def _texts(reading: Reading, language: Language) -> list[str]:
    return [item.entry.text.in_(language) for item in reading.items]


def _score(coverage: float) -> float:
    return round(min(1.0, coverage), 3)


def _focus(items: Sequence[Item]) -> Focus:
    records = tuple(dict.fromkeys(item.record.id for item in items))
    asks = tuple(dict.fromkeys(ask for item in items for ask in item.entry.asks))
    return Focus(records, asks, tuple(item.id for item in items))
