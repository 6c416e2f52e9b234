"""A question, taken apart: what it is about, what it wants to know, and what kind of question it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf

from knowledge.meaning import SUBJECTS, Meaning
from knowledge.part import Part

# What a question may name, so that few words more are enough.
_ANCHORS = ("record", "name", "facet")


@dataclass(frozen=True)
class Question:
    """A question's parts by what they do in it: `gates` are the mentions of records of the main kind (each with the records
    it may mean), `content` all else that has a subject; grammar and politeness are only in `parts`."""

    parts: tuple[Part, ...]
    gates: tuple[frozenset[str], ...]
    content: tuple[Part, ...]

    @cached_property
    def mentioned(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for gate in self.gates for name in sorted(gate)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as they are read, put right where they were misspelled."""
        return tuple(word for part in self.parts for word in part.read.split())

    @cached_property
    def operators(self) -> frozenset[str]:
        return frozenset(name for part in self.parts for name in part.ids("operator"))

    @cached_property
    def names_kind(self) -> bool:
        """Whether it names the kind of thing that look-ups list ("which clusters …")."""
        return any(part.has("kind") for part in self.parts)

    @property
    def yes_no(self) -> bool:
        """Whether it opens as a yes/no question does: a verb comes first, politeness aside."""
        for part in self.parts:
            if "question" in part.ids("operator"):
                return True
            if part.has("asking") or not part.optional:
                return False
        return False

    @property
    def asks(self) -> bool:
        """Whether it says what is wanted, and of what: more than a question word."""
        wanted = any(part.has("asking") or part.has("attribute") for part in self.content)
        return wanted and any(not part.has("asking") or part.has("attribute") for part in self.content)

    @cached_property
    def empty(self) -> bool:
        """Whether it has no subject: nothing but grammar, or bare numbers."""
        return not self.gates and not self.asks_all and all(part.text.isdigit() for part in self.content)

    @cached_property
    def asks_all(self) -> bool:
        """Whether it asks for all of a kind, and for nothing else: "list all clusters"."""
        lists = self.names_kind and {"list"} <= self.operators <= {"list", "question"}
        return lists and not self.gates and all(part.optional or part.has("operator") for part in self.content)

    @cached_property
    def mass(self) -> float:
        """How much it says in all, by the standards of everyday language; without limit where it names something or is no
        more than a keyword."""
        named = any(part.has(kind) and not part.optional for part in self.content for kind in _ANCHORS)
        if self.gates or named or self.asks_all or len(self.parts) == 1:
            return inf
        telling = [part for part in self.parts if not part.has("asking") and (not part.empty or part.has("kind"))]
        return sum(part.surprise for part in telling if not part.has("outside"))

    @property
    def known(self) -> bool:
        """Whether anything in it is in the vocabulary or has a name; the rest are words that an entry may happen to use."""
        kinds = SUBJECTS - {"asking", "outside", "foreign", "absent"}
        return bool(self.gates) or any(meaning.kind in kinds for part in self.content for meaning in part.meanings)

    @cached_property
    def foreign(self) -> bool:
        """Whether it mentions something of which this knowledge is not."""
        return any(part.has("foreign") for part in self.content)

    @cached_property
    def excludes(self) -> bool:
        """Whether it wants what lacks a facet value ("clusters not in Bavaria"): what is not noted may be so all the same."""
        if self.gates or not (self.names_kind or "list" in self.operators):
            return False
        denied = False
        for part in self.parts:
            if denied and part.has("facet"):
                return True
            if "not" in part.ids("operator"):
                denied = True
            elif part.has("kind") or not (part.optional or part.has("attribute")):
                denied = False
        return False

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from what was said before: it refers to it, or is no more than the name of an attribute."""
        return self.refers or (len(self.parts) == 1 and bool(self.parts[0].ids("attribute")))

    @property
    def refers(self) -> bool:
        """Whether it opens with "and" or the like, points back with a pronoun, or corrects what was said."""
        if any(part.has("pronoun") or part.has("correction") for part in self.parts):
            return True
        return bool(self.parts) and self.parts[0].has("ellipsis")


def attribute(name: str) -> Part:
    """The part of a question that asks for an attribute by its id."""
    meaning = Meaning("attribute", name)
    return Part((name,), frozenset({meaning}), frozenset({meaning.unit}))
