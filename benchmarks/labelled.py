"""The questions to a town's service desk, a plain FAQ: each with the entry that it is for, or with none.

`town/` holds the entries, `town.jsonl` the questions. A question that is for no entry has a kind: `beside` the matters of the
town, from `elsewhere`, or a `near miss` that shares striking words with a topic.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reply import Reply

TOWN = Path(__file__).parent / "town"
KINDS = ("beside", "elsewhere", "near miss")


@dataclass(frozen=True)
class Labelled:
    """A question, and the id of the entry that answers it or the kind of those that none does."""

    question: str
    topic: str | None
    kind: str = ""

    @property
    def answerable(self) -> bool:
        return self.topic is not None

    def right(self, reply: Reply) -> bool:
        """Whether a reply answers with the topic, or does not answer where there is none."""
        return self.topic in reply.entries if reply.kind == "answer" else not self.answerable

    def offered(self, reply: Reply) -> bool:
        """Whether the topic is among the choices that a reply offers."""
        return reply.kind == "choices" and self.topic in reply.entries

    def likeliest(self, reply: Reply) -> bool:
        """Whether the topic is what a reply finds likeliest."""
        return reply.entries[:1] == (self.topic,)


def read(file: Path) -> list[Labelled]:
    """The questions of a file, one JSON object a line."""
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [Labelled(line["q"], line["topic"], line.get("kind", "")) for line in lines]
