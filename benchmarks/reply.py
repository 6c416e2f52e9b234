"""What a matcher replies, and the entries that it replies with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that a peer's memory has none of our engine in it
    from knowledge import Language
    from knowledge.export import Exported


@dataclass(frozen=True, slots=True)
class Reply:
    """The kind of a reply (answer, choices, declined), its text as it would be read in each language, how sure it is, and the
    ids of the entries that it shows or offers, the likeliest first."""

    kind: str
    texts: dict[Language, str]
    score: float
    entries: tuple[str, ...] = ()


class Shelf:
    """All wordings of all entries in one list, all entries as documents, and the reply for each: the entry's title and text."""

    def __init__(self, entries: Sequence[Exported]) -> None:
        self.wordings = [wording for entry in entries for wording in wordings(entry)]
        self.owners = [number for number, entry in enumerate(entries) for _ in wordings(entry)]
        self.documents = [" ".join([*wordings(entry), *entry["text"].values()]) for entry in entries]
        self._texts = [texts(entry) for entry in entries]
        self._ids = [entry["id"] for entry in entries]

    def reply(self, wording: int, score: float) -> Reply:
        """The answer that the wording of this number leads to."""
        return self.of_entry(self.owners[wording], score)

    def of_entry(self, entry: int, score: float) -> Reply:
        """The answer with the entry of this number."""
        return Reply("answer", self._texts[entry], float(score), (self._ids[entry],))


def wordings(entry: Exported) -> list[str]:
    """How one asks for an entry: its questions and its titles."""
    return [*entry["questions"], *dict.fromkeys(entry["title"].values())]


def texts(entry: Exported) -> dict[Language, str]:
    """What is shown of an entry in each language."""
    return {language: f"{title}\n\n{entry['text'][language]}" for language, title in entry["title"].items()}
