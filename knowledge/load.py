"""Loading a knowledge directory: YAML files in, one checked `Knowledge` out, or every mistake at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge.files import Files
from knowledge.knowledge import Knowledge
from knowledge.model import PLAIN, Entry, Manifest, PlainEntry, Record, Source, Text
from knowledge.problem import KnowledgeError, Problem
from knowledge.vocabulary import Vocabulary

BUILT_IN = Path(__file__).parent / "data"
LANGUAGE = Path(__file__).parent / "language"


def load(directory: Path | None = None) -> Knowledge:
    """Read a knowledge directory (the built-in one by default). Raises KnowledgeError with all mistakes of form."""
    directory = (directory or BUILT_IN).expanduser()
    if not directory.is_dir():
        raise KnowledgeError(directory, [Problem(str(directory), "", "is no directory; set KNOWLEDGE_DIR to one, or unset it")])
    files = Files(directory)
    manifest = _required(files, "knowledge.yaml", Manifest)
    sources = _required(files, "sources.yaml", dict[str, Source])
    texts = files.model(directory / "texts.yaml", _merged(files, _texts(directory)), dict[str, Text])
    vocabulary = files.model(directory / "vocabulary", _merged(files, _words(directory)), Vocabulary)
    records = list(_records(files))
    if not records and not files.problems:
        files.problems.append(Problem(str(directory), "", "holds no record; add a folder with at least one file of entries"))
    if files.problems:
        raise KnowledgeError(directory, files.problems)
    names = {record.id: name for name, record in records}
    version = files.digest.hexdigest()[:8]
    return Knowledge(manifest, sources, texts, vocabulary, tuple(record for _, record in records), names, version)


def _texts(directory: Path) -> list[Path]:
    return [LANGUAGE / "texts.yaml", directory / "texts.yaml"]


def _words(directory: Path) -> list[Path]:
    return [*sorted(LANGUAGE.glob("*words*.yaml")), *sorted((directory / "vocabulary").glob("*.yaml"))]


def _required(files: Files, name: str, kind: Any) -> Any:
    path = files.directory / name
    if path.is_file():
        return files.model(path, files.yaml(path) or {}, kind)
    files.note(path, "is missing; every knowledge directory has one")
    return None


def _merged(files: Files, paths: Iterable[Path]) -> dict[str, Any]:
    """The mappings of several files as one; a file that is not there holds nothing."""
    merged: dict[str, Any] = {}
    for path in paths:
        value = (files.yaml(path) or {}) if path.is_file() else {}
        if isinstance(value, dict):
            _merge(merged, value)
        else:
            files.note(path, "must be a mapping of keys to values")
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


def _records(files: Files) -> Iterable[tuple[str, Record]]:
    """Each record with the name of its file; a list is a file of plain questions and answers."""
    for path in sorted(files.directory.glob("*/*.yaml")):
        if path.parent.name == "vocabulary":
            continue
        value = files.yaml(path)
        if isinstance(value, list):
            record = _from_plain(path.stem, files.model(path, value, tuple[PlainEntry, ...]))
        else:
            record = None if value is None else files.model(path, value, Record)
        if record:
            yield files.name(path), record


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
