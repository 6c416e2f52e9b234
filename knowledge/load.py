"""Loading a knowledge directory: YAML files in, one checked `Knowledge` out, or every mistake at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.model import PLAIN, Entry, Manifest, PlainEntry, Record, Source, Text
from knowledge.vocabulary import Vocabulary

BUILT_IN = Path(__file__).parent / "data"
LANGUAGE = Path(__file__).parent / "language"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in the knowledge: the file, the place in it, and what is wrong and how to mend it."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.message}" if self.place else f"{self.file}: {self.message}"


class KnowledgeError(Exception):
    """The knowledge directory cannot be used. `problems` lists all mistakes; the text is a report for its editors."""

    def __init__(self, directory: Path, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = f"The knowledge in {directory} has {count} mistake{'s' if count != 1 else ''}:"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


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


@dataclass
class _Reader:
    """Reads files one after the other and remembers what was wrong with them."""

    directory: Path
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def yaml(self, path: Path) -> Any:
        import yaml  # here and below: a start from the cache reads no files and does without these

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            content = path.read_bytes()
            self.digest.update(content)
            return yaml.load(content.decode("utf-8"), Loader=loader)  # noqa: S506 - the safe loader, in C where there is one
        except yaml.YAMLError as error:
            self.problems.append(
                Problem(self.name(path), _mark(error), f"is not valid YAML ({_cause(error)}); check indentation and quotes")
            )
        except UnicodeDecodeError:
            self.problems.append(Problem(self.name(path), "", "is not UTF-8 text; save it as UTF-8"))
        except OSError as error:
            self.problems.append(Problem(self.name(path), "", f"cannot be read ({error.strerror})"))
        return None

    def model(self, path: Path, value: Any, kind: Any) -> Any:
        """The value as the given type, or None after noting each mistake with its place."""
        from pydantic import TypeAdapter, ValidationError

        try:
            return TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            self.problems += [Problem(self.name(path), _place(value, item["loc"]), _remedy(item)) for item in error.errors()]
            return None

    def name(self, path: Path) -> str:
        return str(path.relative_to(self.directory)) if path.is_relative_to(self.directory) else path.name


def load(directory: Path | None = None) -> Knowledge:
    """Read a knowledge directory (the built-in one by default). Raises KnowledgeError with all mistakes of form."""
    directory = (directory or BUILT_IN).expanduser()
    if not directory.is_dir():
        raise KnowledgeError(directory, [Problem(str(directory), "", "is no directory; set KNOWLEDGE_DIR to one, or unset it")])
    reader = _Reader(directory)
    manifest = _required(reader, directory / "knowledge.yaml", Manifest)
    sources = _required(reader, directory / "sources.yaml", dict[str, Source])
    texts = _merged(reader, [LANGUAGE / "texts.yaml", directory / "texts.yaml"])
    vocabulary = _merged(reader, [*sorted(LANGUAGE.glob("*words*.yaml")), *sorted((directory / "vocabulary").glob("*.yaml"))])
    checked_texts = reader.model(directory / "texts.yaml", texts, dict[str, Text])
    checked_words = reader.model(directory / "vocabulary", vocabulary, Vocabulary)
    records = list(_records(reader, directory))
    if not records and not reader.problems:
        reader.problems.append(Problem(str(directory), "", "holds no record; add a folder with at least one file of entries"))
    if reader.problems:
        raise KnowledgeError(directory, reader.problems)
    files = {record.id: name for name, record in records}
    version = reader.digest.hexdigest()[:8]
    return Knowledge(manifest, sources, checked_texts, checked_words, tuple(r for _, r in records), files, version)


def _required(reader: _Reader, path: Path, kind: Any) -> Any:
    if not path.is_file():
        reader.problems.append(Problem(reader.name(path), "", "is missing; every knowledge directory has one"))
        return None
    return reader.model(path, reader.yaml(path) or {}, kind)


def _merged(reader: _Reader, paths: Iterable[Path]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in paths:
        value = (reader.yaml(path) or {}) if path.is_file() else {}
        if isinstance(value, dict):
            _merge(merged, value)
        else:
            reader.problems.append(Problem(reader.name(path), "", "must be a mapping of keys to values"))
    return merged


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add one file's keys: mappings are united (the later file wins), lists and word lists go together."""
    for key, value in more.items():
        present = into.get(key)
        if isinstance(present, dict) and isinstance(value, dict) and not {"en", "de"} >= set(value):
            _merge(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            into[key] = present + value
        elif isinstance(present, str) and isinstance(value, str):
            into[key] = f"{present}\n{value}"
        else:
            into[key] = value


def _records(reader: _Reader, directory: Path) -> Iterable[tuple[str, Record]]:
    for path in sorted(directory.glob("*/*.yaml")):
        if path.parent.name == "vocabulary":
            continue
        value = reader.yaml(path)
        if isinstance(value, list):
            value = _from_plain(path.stem, reader.model(path, value, tuple[PlainEntry, ...]))
            if value:
                yield reader.name(path), value
        elif value is not None and (record := reader.model(path, value, Record)):
            yield reader.name(path), record


def _from_plain(stem: str, entries: tuple[PlainEntry, ...] | None) -> Record | None:
    """A file of plain entries as a record without a subject of its own."""
    if not entries:
        return None
    converted = tuple(
        Entry(
            id=entry.id,
            title=entry.title,
            text=entry.answer,
            questions=entry.questions,
            sources=entry.sources,
            checked=entry.checked,
        )
        for entry in entries
    )
    name = Text(en=stem, de=stem)
    return Record(id=stem, kind=PLAIN, short=stem, name=name, names="", entries=converted)


def _place(value: Any, loc: tuple[int | str, ...]) -> str:
    """The place of a mistake in words an editor can follow: `entries[partners].text.de`."""
    place = ""
    for step in loc:
        if isinstance(value, (list, tuple)) and isinstance(step, int) and step < len(value):
            value = value[step]
            label = value.get("id", step) if isinstance(value, dict) else step
            place += f"[{label}]"
        else:
            value = value.get(step) if isinstance(value, dict) else None
            place += f".{step}" if place else str(step)
    return place


_REMEDIES = {
    "unexpected_keyword_argument": "is not a known key; correct its spelling or remove it",
    "missing_argument": "is missing; add it",
    "missing": "is missing; add it",
    "extra_forbidden": "is not a known key; correct its spelling or remove it",
}


def _remedy(item: Any) -> str:
    if remedy := _REMEDIES.get(item["type"]):
        return remedy
    found = " ".join(str(item["input"]).split())
    return f"{item['msg'][:1].lower()}{item['msg'][1:]} (found: {found if len(found) <= 60 else found[:57] + '…'})"


def _mark(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""


def _cause(error: Exception) -> str:
    return str(getattr(error, "problem", None) or "unreadable")
