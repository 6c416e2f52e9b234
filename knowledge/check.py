"""Checks across the files of a knowledge directory: what no single file can get wrong by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter

from knowledge.clashes import clashes
from knowledge.knowledge import Item, Knowledge
from knowledge.model import PLAIN, UNKNOWN, Entry, Record, Text, lines
from knowledge.outcome import LANGUAGES
from knowledge.problem import Problem

# An answer holds a heading, the text, perhaps a second entry's, and up to three sources, in 1,500 characters.
MAX_TEXT, MAX_TITLE = 700, 60
# Buttons carry an entry's id beside a few characters of their own in Telegram's 64 bytes of callback data.
MAX_ID = 58
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://\S+")


def check(knowledge: Knowledge) -> list[Problem]:
    """Every mistake found, each with file, place and remedy; an empty list for a sound knowledge."""
    return sorted(
        {
            *_manifest(knowledge),
            *_facets(knowledge),
            *_sources(knowledge),
            *_texts(knowledge),
            *_records(knowledge),
            *_entries(knowledge),
            *clashes(knowledge),
        }
    )


def _manifest(knowledge: Knowledge) -> Iterator[Problem]:
    manifest, ids = knowledge.manifest, {record.id for record in knowledge.records}
    for name in (*manifest.general, *manifest.unlabelled):
        if name not in ids:
            yield Problem("knowledge.yaml", "general, unlabelled", f"there is no record “{name}”; correct the id or remove it")
    entries = {item.id for item in knowledge.items()}
    for name in manifest.topics:
        if name not in entries:
            yield Problem("knowledge.yaml", "topics", f"there is no entry “{name}”; correct the id or remove it")
    for name in manifest.listed:
        if name not in knowledge.vocabulary.facets:
            yield Problem("knowledge.yaml", "listed", f"there is no facet “{name}”; correct it or add it to the vocabulary")


def _facets(knowledge: Knowledge) -> Iterator[Problem]:
    for name, facet in knowledge.vocabulary.facets.items():
        for attribute in (facet.about, *facet.cues):
            if attribute not in knowledge.vocabulary.attributes:
                yield Problem("vocabulary", f"facets.{name}", f"there is no attribute “{attribute}”; correct it or add it")


def _sources(knowledge: Knowledge) -> Iterator[Problem]:
    used = {source for item in knowledge.items() for source in item.entry.sources}
    for name, source in knowledge.sources.items():
        if not _URL.fullmatch(source.url):
            yield Problem("sources.yaml", f"{name}.url", "is no address; write it with http:// or https:// and without spaces")
        if name not in used:
            yield Problem("sources.yaml", name, "no entry rests on it; remove it, or name it where it belongs")


def _texts(knowledge: Knowledge) -> Iterator[Problem]:
    for key, text in knowledge.texts.items():
        if len({frozenset(_fields(text.in_(language))) for language in LANGUAGES}) > 1:
            yield Problem("texts.yaml", key, "the languages differ in their {placeholders}; use the same in both")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _records(knowledge: Knowledge) -> Iterator[Problem]:
    seen: set[str] = set()
    for record in knowledge.records:
        file = knowledge.files[record.id]
        if record.id in seen:
            yield Problem(file, "id", f"“{record.id}” is taken by another file; choose another id")
        seen.add(record.id)
        yield from (Problem(file, place, message) for place, message in _record(record, knowledge))


def _entries(knowledge: Knowledge) -> Iterator[Problem]:
    for item in knowledge.items():
        for place, message in _entry(item, knowledge):
            yield Problem(knowledge.files[item.record.id], f"entries[{item.entry.id}]{place}", message)


def _record(record: Record, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    if not _IDENTIFIER.fullmatch(record.id):
        yield "id", "use small letters, digits and single hyphens"
    for facet, values in record.facets.items():
        known = knowledge.vocabulary.facets.get(facet)
        if known is None:
            yield f"facets.{facet}", "there is no such facet; correct it or add it to the vocabulary"
            continue
        for value in values:
            if value != UNKNOWN and value not in known.values:
                yield f"facets.{facet}", f"there is no value “{value}”; correct it or add it to the vocabulary"
    ids = [entry.id for entry in record.entries]
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"entries[{twice}]", "the id occurs twice in this file; rename one"


def _entry(item: Item, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    entry = item.entry
    yield from _ids(item)
    for ask in entry.asks:
        if ask not in knowledge.vocabulary.attributes:
            yield ".asks", f"there is no attribute “{ask}”; correct it or add it to the vocabulary"
    for source in entry.sources:
        if source not in knowledge.sources:
            yield ".sources", f"there is no source “{source}”; correct it or add it to sources.yaml"
    if not entry.sources and item.record.kind != PLAIN:
        yield ".sources", "is empty; name the source that the text rests on"
    if not lines(entry.questions):
        yield ".questions", "is empty; write at least one wording"
    yield from _lengths(entry.text, ".text", MAX_TEXT)
    yield from _lengths(entry.title, ".title", MAX_TITLE)
    yield from _values(entry)


def _ids(item: Item) -> Iterator[tuple[str, str]]:
    if not _IDENTIFIER.fullmatch(item.entry.id):
        yield ".id", "use small letters, digits and single hyphens"
    if len(item.id.encode()) > MAX_ID:
        yield ".id", f"“{item.id}” is longer than {MAX_ID} bytes, too long for a button; shorten it"


def _lengths(text: Text, place: str, limit: int) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        length = len(text.in_(language).strip())
        if not length:
            yield f"{place}.{language}", "is empty; write it"
        elif length > limit:
            yield f"{place}.{language}", f"has {length} characters; shorten it to {limit} or split the entry"


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    for period in entry.periods:
        for key, value in (("start", period.start), ("end", period.end)):
            if value and not _is_date(value):
                yield f".periods.{key}", f"“{value}” is no date; write 2018, 2018-01 or 2018-01-15"
    for amount in entry.amounts:
        if amount.euro <= 0:
            yield ".amounts.euro", "must be a positive whole number of euros"


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value + {4: "-01-01", 7: "-01"}.get(len(value), ""))
    except ValueError:
        return False
    return True
