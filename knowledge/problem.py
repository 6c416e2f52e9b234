"""What is wrong with a knowledge directory, told so that its editors can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


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
