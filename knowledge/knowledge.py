"""The knowledge: all that was loaded, and the few things to be said of it that need more than one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.folding import words
from knowledge.model import PLAIN, Entry, Manifest, Record, Source, Text
from knowledge.outcome import Citation, Language
from knowledge.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An entry with its owner, under the id by which it is known outside (`optence.partners`)."""

    id: str
    entry: Entry
    record: Record


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known: records with their entries, sources, texts for people, and the vocabulary of questions.

    `files` names the file of each record, for messages about it; `version` is a short hash of all files.
    """

    manifest: Manifest
    sources: Mapping[str, Source]
    texts: Mapping[str, Text]
    vocabulary: Vocabulary
    records: tuple[Record, ...]
    files: Mapping[str, str]
    version: str

    def items(self) -> list[Item]:
        """Every entry with its owner, record by record."""
        return [Item(f"{record.id}.{entry.id}", entry, record) for record in self.records for entry in record.entries]

    def words(self) -> list[str]:
        """Every word of the entries, each once, for putting misspellings right."""
        entries = [entry for record in self.records for entry in record.entries]
        texts = (
            text
            for entry in entries
            for text in (entry.text.en, entry.text.de, entry.title.en, entry.title.de, entry.questions, *entry.names)
        )
        return list(dict.fromkeys(word for text in texts for word in words(text)))

    def text(self, key: str, language: Language, **values: object) -> str:
        """A text for people with its placeholders filled in. Raises KeyError for an unknown key."""
        return self.texts[key].in_(language).format(**values)

    def label(self, item: Item, language: Language) -> str:
        """What leads to an entry: "Optence: Partners"; its title alone where that says enough without the record's name."""
        title = item.entry.title.in_(language)
        plain = item.record.kind == PLAIN or item.record.id in self.manifest.unlabelled
        return title if plain else f"{item.record.short}: {title}"

    def citations(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """The sources of these ids, each once, as they are shown."""
        found = (self.sources[name] for name in dict.fromkeys(ids) if name in self.sources)
        return tuple(Citation(source.title, source.publisher, source.url, source.date) for source in found)
