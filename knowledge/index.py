"""The index: for every entry the units by which a question can meet it, and how telling each unit is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log

from knowledge.analysis import Analyser
from knowledge.folding import words
from knowledge.knowledge import Item, Knowledge
from knowledge.model import Entry, Record, lines
from knowledge.outcome import LANGUAGES, Language
from knowledge.part import Part
from knowledge.vocabulary import SEAT

# How well a unit is explained by an entry, by where in the entry it stands.
ASKED, WORDED, TOLD, OWNED = 1.0, 1.0, 0.8, 0.7
# How well a phrase is explained by one of its words.
INNER = 0.5
# The least weight of a unit, however common it is.
_FLOOR = 0.15
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Index:
    """Entries by unit. Built once; all look-ups are reads."""

    def __init__(self, knowledge: Knowledge, analyser: Analyser) -> None:
        self._analyser = analyser
        self.items = knowledge.items()
        self.by_id = {item.id: item for item in self.items}
        self.of_record = {r.id: [item for item in self.items if item.record.id == r.id] for r in knowledge.records}
        self.strengths: dict[str, dict[int, float]] = {}
        wordings: list[tuple[int, tuple[frozenset[str], ...]]] = []
        self._wordings = wordings
        self.asked_by: dict[str, set[int]] = {}
        self._languages: dict[str, Language | None] = {}
        hallmarks = {record.id: self._hallmarks(record) for record in knowledge.records}
        for position, item in enumerate(self.items):
            self._add_item(position, item)
            self._strengthen(position, hallmarks[item.record.id], OWNED)
        self.wording_texts = {
            item.id: [
                " ".join(words(line)) for line in (*lines(item.entry.questions), item.entry.title.en, item.entry.title.de)
            ]
            for item in self.items
        }
        self._count = log(len(self.items) + 1)
        # A question that is word for word a wording is answered by its entry before anything is weighed.
        self.by_wording = {text: self.by_id[name] for name, texts in self.wording_texts.items() for text in texts[:-2]}
        self._about = self._facets_of()
        # Of the wordings only what scoring needs is kept: whose each is, what it says in all, and where each unit stands.
        self.wording_owners = [position for position, _ in wordings]
        self.totals = [sum(self.telling(units) for units in parts) for _, parts in wordings]
        self.wordings_by_unit: dict[str, list[int]] = {}
        for number, (_, parts) in enumerate(wordings):
            for unit in set().union(*parts):
                self.wordings_by_unit.setdefault(unit, []).append(number)
        self._wordings = []
        analyser.forget()

    def telling(self, units: Iterable[str]) -> float:
        """How much a match on these units says, from 0.15 (they stand everywhere) to 1 (nowhere, or in one entry only)."""
        spread = max((len(self.strengths.get(unit, ())) for unit in units), default=0)
        return max(_FLOOR, 1 - log(max(spread, 1)) / self._count)

    def strength(self, part: Part) -> dict[int, float]:
        """For each entry that explains a part, how well it does (0 to 1)."""
        found: dict[int, float] = {}
        for units, factor in ((part.units, 1.0), (part.inner, INNER)):
            for unit in units:
                for position, value in self.strengths.get(unit, {}).items():
                    if value * factor > found.get(position, 0.0):
                        found[position] = value * factor
        return found

    def speaking_of(self, records: Iterable[str]) -> set[int]:
        """The entries that belong to one of the records, or mention it."""
        return {position for record in records for position in self.strengths.get(f"record:{record}", ())}

    def about_another(self, position: int, values: Iterable[str]) -> bool:
        """Whether an entry is about another value of a facet than all those asked for ("round 3" when asked for round 2)."""
        for facet, own in self._about[position].items():
            asked = {value for value in values if value.startswith(f"{facet}:")}
            if asked and not asked & own:
                return True
        return False

    def is_special(self, position: int, values: Iterable[str]) -> bool:
        """Whether an entry is about a facet value when none of its facet is asked for (one country, when asked for any)."""
        asked = {value.split(":")[0] for value in values}
        return bool(set(self._about[position]) - asked)

    def _facets_of(self) -> list[dict[str, set[str]]]:
        """For each entry the facet values that most of its wordings name: what it is about."""
        counts: list[dict[str, int]] = [{} for _ in self.items]
        sizes = [0] * len(self.items)
        for position, parts in self._wordings:
            sizes[position] += 1
            for unit in set().union(*parts):
                if unit.startswith("facet:"):
                    value = unit.removeprefix("facet:")
                    counts[position][value] = counts[position].get(value, 0) + 1
        about: list[dict[str, set[str]]] = [{} for _ in self.items]
        for position, values in enumerate(counts):
            title = self.items[position].entry.title
            titled = {unit for text in (title.en, title.de) for part in self._analyser.known_parts(text) for unit in part.units}
            for value, count in values.items():
                if count * 2 >= sizes[position] or f"facet:{value}" in titled:
                    about[position].setdefault(value.split(":")[0], set()).add(value)
        return about

    def language_of(self, words: Iterable[str]) -> Language | None:
        """The language in which the entries use these words; None when they do not tell."""
        counts: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
        for word in words:
            language = self._languages.get(word)
            if language is not None:
                counts[language] += 1
        return None if counts["en"] == counts["de"] else "en" if counts["en"] > counts["de"] else "de"

    def owners(self, unit: str) -> frozenset[str]:
        """The records that carry a facet value, or an entry of which names a name."""
        return frozenset(self.items[position].record.id for position in self.strengths.get(unit, {}))

    def _add_item(self, position: int, item: Item) -> None:
        entry, record = item.entry, item.record
        for language in LANGUAGES:
            self._tell(position, entry.text.in_(language), language)
        for ask in entry.asks:
            self._ask(position, [frozenset({f"attribute:{ask}"})])
            self.asked_by.setdefault(f"attribute:{ask}", set()).add(position)
            self._strengthen(position, {f"attribute:{ask}", f"absent:{ask}"}, ASKED)
        for text in (entry.title.en, entry.title.de, *lines(entry.questions)):
            self._ask(position, _subjects(self._analyser.known_parts(text)))
        for name in (*entry.names, *(role for person in entry.people for role in (person.role.en, person.role.de))):
            for part in self._analyser.known_parts(name):
                self._strengthen(position, part.units, ASKED)
        self._strengthen(position, _answers(entry), ASKED)
        self._strengthen(position, {f"record:{record.id}"}, ASKED)

    def _hallmarks(self, record: Record) -> set[str]:
        """By what people mean a record without naming it: its facets, the words of its names, the places where it sits."""
        units = {f"facet:{facet}:{value}" for facet, values in record.facets.items() for value in values}
        seats = [place for entry in record.entries if SEAT in entry.asks for place in entry.places]
        for text in (*lines(record.names), record.name.en, record.name.de, *seats):
            for word in words(text):
                units |= {unit for part in self._analyser.known_parts(word) if not part.empty for unit in part.units}
        return units

    def _ask(self, position: int, parts: list[frozenset[str]]) -> None:
        if parts:
            self._wordings.append((position, tuple(parts)))
        for units in parts:
            self._strengthen(position, (unit for unit in units if not unit.startswith(("absent:", "exception:"))), WORDED)

    def _tell(self, position: int, text: str, language: Language) -> None:
        for part in self._analyser.known_parts(text):
            self._strengthen(
                position,
                (unit for unit in part.units if not unit.startswith(("attribute:", "absent:", "exception:"))),
                TOLD,
            )
            for token in part.tokens:
                self._languages[token] = language if self._languages.get(token, language) == language else None

    def _strengthen(self, position: int, units: Iterable[str], value: float) -> None:
        for unit in units:
            entries = self.strengths.setdefault(unit, {})
            if value > entries.get(position, 0.0):
                entries[position] = value


def _subjects(parts: Iterable[Part]) -> list[frozenset[str]]:
    """The units of those parts of a wording that say what is asked, without the record's own name."""
    return [part.units for part in parts if part.units and not part.empty and not part.has("record")]


def _answers(entry: Entry) -> set[str]:
    """Which kinds of question the entry answers by its form: it has a date, a sum, a person, a place."""
    text = entry.text.en
    found = {
        "who": bool(entry.people or entry.organisations),
        "when": bool(entry.periods or _YEAR.search(text)),
        "where": bool(entry.places),
        "how-much": bool(entry.amounts),
        "how-long": bool(entry.periods),
    }
    return {f"asking:?{name}" for name, present in found.items() if present}
