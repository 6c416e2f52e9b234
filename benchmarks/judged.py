"""The golden questions as every matcher is judged by them, and whether a reply is right.

The labels are those of `tests/golden`; `tests/benchmarks` holds this reading of them to the one of the tests. Unlike there, a
reply may come from a matcher that knows entries only, so each question has the languages that a reply may be read in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.reply import Reply

if TYPE_CHECKING:
    from knowledge import Language

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
BOTH: tuple[Language, ...] = ("en", "de")
Item = TypeVar("Item")


@dataclass(frozen=True)
class Judged:
    """A question, the kinds of reply that are right, and what an answer must (`all`) and must not (`none`) match."""

    question: str
    languages: tuple[Language, ...]
    want: tuple[str, ...]
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return "answer" in self.want

    def right(self, reply: Reply) -> bool:
        """Whether a reply is right, in one of the question's languages."""
        return reply.kind in self.want and any(self._shown(reply.kind, reply.texts[each]) for each in self.languages)

    def _shown(self, kind: str, text: str) -> bool:
        found = [_matches(pattern, text) for pattern in self.all]
        if kind == "choices":
            return not (self.answerable and found) or any(found)
        return kind == "declined" or (all(found) and not any(_matches(pattern, text) for pattern in self.none))


def questions() -> list[Judged]:
    """All golden questions, file by file, in the order in which they stand there."""
    files = sorted(GOLDEN.glob("*.jsonl"))
    return [_judged(json.loads(line)) for file in files for line in _lines(file)]


def noise() -> list[Judged]:
    """The messages that are no questions: anything but an answer is right."""
    lines = dict.fromkeys(_lines(GOLDEN / "noise.txt"))
    return [Judged(line, BOTH, ("declined", "choices")) for line in lines]


def halves(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Every second item, to choose a threshold on, and the others, to report."""
    return list(items[::2]), list(items[1::2])


def _judged(line: dict[str, Any]) -> Judged:
    languages = BOTH if line["lang"] == "mix" else (line["lang"],)
    question = " ".join(line["q"].split())
    return Judged(question, languages, *(tuple(line.get(key, ())) for key in ("want", "all", "none")))


def _lines(file: Path) -> Iterable[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None
