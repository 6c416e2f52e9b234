"""The files of a knowledge directory: read one by one, with every mistake of form noted in words an editor can follow."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.problem import Problem

# What the checker of types finds, by its own names for it, in words.
_REMEDIES = {
    "unexpected_keyword_argument": "is not a known key; correct its spelling or remove it",
    "missing_argument": "is missing; add it",
    "missing": "is missing; add it",
    "extra_forbidden": "is not a known key; correct its spelling or remove it",
}
# So many letters of a wrong value are quoted.
_QUOTED = 60


@dataclass
class Files:
    """Reads files one after the other; remembers what was wrong with them, and in `digest` what they held."""

    directory: Path
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def yaml(self, path: Path) -> Any:
        """What a file holds, or None after noting why it cannot be read."""
        import yaml  # here and below: a start from the cache reads no files and does without these

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            content = path.read_bytes()
            self.digest.update(content)
            return yaml.load(content.decode("utf-8"), Loader=loader)  # noqa: S506 - the safe loader, in C where there is one
        except yaml.YAMLError as error:
            self.note(path, f"is not valid YAML ({_cause(error)}); check indentation and quotes", _mark(error))
        except UnicodeDecodeError:
            self.note(path, "is not UTF-8 text; save it as UTF-8")
        except OSError as error:
            self.note(path, f"cannot be read ({error.strerror})")
        return None

    def model(self, path: Path, value: Any, kind: Any) -> Any:
        """The value as the given type, or None after noting each mistake with its place."""
        from pydantic import TypeAdapter, ValidationError

        try:
            return TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            for item in error.errors():
                self.note(path, _remedy(item), _place(value, item["loc"]))
        return None

    def note(self, path: Path, message: str, place: str = "") -> None:
        """Remember a mistake in a file."""
        self.problems.append(Problem(self.name(path), place, message))

    def name(self, path: Path) -> str:
        """A file's name as its editors know it: from the knowledge directory on."""
        return str(path.relative_to(self.directory)) if path.is_relative_to(self.directory) else path.name


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


def _remedy(item: Any) -> str:
    """What is wrong by one finding of the checker of types, and how to mend it."""
    if remedy := _REMEDIES.get(item["type"]):
        return remedy
    message, found = item["msg"], " ".join(str(item["input"]).split())
    quoted = found if len(found) <= _QUOTED else f"{found[: _QUOTED - 3]}…"
    return f"{message[:1].lower()}{message[1:]} (found: {quoted})"


def _mark(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""


def _cause(error: Exception) -> str:
    return str(getattr(error, "problem", None) or "unreadable")
