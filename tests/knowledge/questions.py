"""Labelled questions: what a good reply to each must show, and whether one does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from handlers.render import to_plain
from knowledge import Answer, Choices, Context, Engine

FOLDER = Path(__file__).parent.parent / "golden"


@dataclass(frozen=True)
class Labelled:
    """A question, the outcomes that are right, and patterns that an answer must (`all`) and must not (`none`) match."""

    id: str
    q: str
    want: tuple[str, ...]
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    rest: dict[str, object] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        return "answer" in self.want

    def judge(self, engine: Engine) -> str:
        """Why the engine's reply is wrong; empty if it is right."""
        outcome = engine.ask(self.q, Context())
        kind, text = type(outcome).__name__.lower(), to_plain(outcome, engine)
        if kind not in self.want:
            return f"{kind} instead of {' or '.join(self.want)}: {text[:80]!r}"
        found = [bool(re.search(pattern, text, re.IGNORECASE | re.DOTALL)) for pattern in self.all]
        if isinstance(outcome, Choices) and self.answerable and found and not any(found):
            return "none of the choices is right"
        if isinstance(outcome, Answer) and not all(found):
            return f"lacks {self.all[found.index(False)]!r}: {text[:80]!r}"
        if isinstance(outcome, Answer) and any(re.search(p, text, re.IGNORECASE | re.DOTALL) for p in self.none):
            return f"says what it must not: {text[:80]!r}"
        return ""


def read(name: str) -> list[Labelled]:
    """The questions of a file in `tests/golden`."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


def _labelled(line: dict[str, object]) -> Labelled:
    def texts(key: str) -> tuple[str, ...]:
        value = line.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    return Labelled(str(line["id"]), " ".join(str(line["q"]).split()), texts("want"), texts("all"), texts("none"))
