"""A part: a stretch of a text that means one thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.folding import digits
from knowledge.meaning import SUBJECTS, Meaning

_NONE: frozenset[str] = frozenset()
_GRAMMAR = frozenset({"function", "filler", "kind", "pronoun", "ellipsis", "correction"})


@dataclass(frozen=True)
class Part:
    """A stretch of a text that means one thing.

    `units` are what it may be matched by (meanings, word stems, numbers), `inner` those of a phrase's words (which match it
    by half), `slips` the typing errors put right in it, `read_as` what it was taken for, `surprise` how much it says where
    nothing is known of it (0.1 an everyday word, 1 a rare one). `aside` marks what stands in a statement beside the question
    ("We are a firm in Ohio.").
    """

    tokens: tuple[str, ...]
    meanings: frozenset[Meaning]
    units: frozenset[str]
    inner: frozenset[str] = frozenset()
    slips: int = 0
    read_as: str = ""
    surprise: float = 1.0
    aside: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join(self.tokens)

    @property
    def read(self) -> str:
        """Its words as they are read: put right where they were misspelled."""
        return self.read_as or self.text

    def ids(self, kind: str) -> frozenset[str]:
        """What it may mention of a kind; nothing for most kinds."""
        return self._ids.get(kind, _NONE)

    def has(self, kind: str) -> bool:
        return kind in self._ids

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        kinds = {meaning.kind for meaning in self.meanings}
        return {kind: frozenset(meaning.id for meaning in self.meanings if meaning.kind == kind) for kind in kinds}

    @cached_property
    def empty(self) -> bool:
        """Whether it carries no subject at all: grammar, politeness, a word for the kind of thing."""
        return bool(self.meanings) and SUBJECTS.isdisjoint(self._ids)

    @cached_property
    def optional(self) -> bool:
        """Whether it may as well be grammar or politeness, so that nothing is missing when it stays unexplained."""
        return not self.has("asking") and not _GRAMMAR.isdisjoint(self._ids)

    @cached_property
    def numeral(self) -> bool:
        """Whether it is a number written as a word, which says less than one in digits."""
        return not self.meanings and len(self.tokens) == 1 and not digits(self.text) and any(map(digits, self.units))
