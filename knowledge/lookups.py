"""Reading a question as a look-up: records by what they have in common, whether a record has something, and which record a
description means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from knowledge.ground import Ground
from knowledge.meaning import Meaning
from knowledge.model import UNKNOWN
from knowledge.part import Part
from knowledge.question import Question
from knowledge.reading import ASKED_FOR, LIKENESS, LITERAL, Reading
from knowledge.vocabulary import PARTNERS

# The numbers here are chosen on the golden questions.
# How alike a look-up counts as to a question of its kind when something is missing and no list is asked for, or none is found.
_UNASKED = 0.6
# A yes or no to just what is asked goes before what is a wording literally.
_PLAIN = 0.1

# A facet and one of its values; or "name" and the joined letters of a name.
Value = tuple[str, str]


class _Mark(NamedTuple):
    """A part of a question by which records are looked up, and the values that it may mean."""

    part: Part
    values: tuple[Value, ...]


class _LookUp(NamedTuple):
    """A question taken as a look-up: its marks, and of the other parts those that belong to it and those that do not."""

    marks: tuple[_Mark, ...]
    fitting: tuple[Part, ...]
    missing: tuple[Part, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(dict.fromkeys(value for mark in self.marks for value in mark.values))


class LookUps:
    """Filters over the records' facets and names."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        # Facets of the partners, not of the record itself: they describe it only together with others.
        self._abroad = {name for name, facet in ground.vocabulary.facets.items() if PARTNERS in facet.cues}

    # ---- records by what they have in common

    def filters(self, question: Question) -> list[Reading]:
        """Records by what they have in common: facet values and names."""
        if question.gates or "not" in question.operators:  # what is not the case is no filter
            return []
        look_up = self._look_up(question, self._shared)
        records = self._having(look_up.marks)
        bare = len(look_up.marks) == len(question.content)
        asked = bool(bare or question.names_kind or question.operators & {"list", "count"})
        if question.asks_all and any(Meaning("kind", self._ground.kind) in part.meanings for part in question.parts):
            return [Reading("filter", 1.0, 1 + LIKENESS * ASKED_FOR, (), self._having(()))]
        if not look_up.marks or (not records and (look_up.missing or not asked)):
            return []
        coverage = self._coverage(look_up, sum(map(self._ground.weight, look_up.fitting)))
        vague = (look_up.missing and not asked) or not (records or self._is_plain(question, look_up))
        likeness = _UNASKED if vague else coverage * (ASKED_FOR if asked else 1.0)
        rank = coverage + LIKENESS * likeness
        return [Reading("filter", coverage, rank, (), records, look_up.values, unexplained=look_up.missing)]

    def _is_plain(self, question: Question, look_up: _LookUp) -> bool:
        """Whether it names the kind and what its records themselves have, and nothing else.

        Even if there is none, "clusters in Berlin" asks for nothing else that is in Berlin.
        """
        own = {facet for facet, _ in look_up.values}.isdisjoint(self._abroad)
        return question.names_kind and own and all(part.optional for part in (*look_up.fitting, *look_up.missing))

    def _look_up(self, question: Question, values_of: Callable[[Part], tuple[Value, ...]]) -> _LookUp:
        marks = tuple(_Mark(part, values) for part in question.content if (values := values_of(part)))
        cues = self._cues(value for mark in marks for value in mark.values)
        marked = [mark.part for mark in marks]
        rest = [(part, bool(part.ids("attribute") & cues) or _light(part)) for part in question.content if part not in marked]
        return _LookUp(marks, tuple(part for part, fits in rest if fits), tuple(part for part, fits in rest if not fits))

    def _coverage(self, look_up: _LookUp, more: float = 0.0) -> float:
        """The share of the question that a look-up explains: each mark counts 1, the fitting parts so much more."""
        gained = len(look_up.marks) + more
        return gained / (gained + sum(map(self._ground.penalty, look_up.missing)))

    def _shared(self, part: Part) -> tuple[Value, ...]:
        """The facet values, else the names known from several records, that a part may mean."""
        return _facet_values(part) or self._names(part, 2)

    def _names(self, part: Part, least: int) -> tuple[Value, ...]:
        """The names that a part may mean and that at least so many records have."""
        names = () if part.has("record") else sorted(part.ids("name"))
        return tuple(("name", name) for name in names if len(self._ground.carriers("name", name)) >= least)

    def _cues(self, values: Iterable[Value]) -> set[str]:
        """The attributes of which a look-up by these values may speak."""
        facets = [self._ground.vocabulary.facets[facet] for facet, _ in values if facet != "name"]
        return {PARTNERS}.union(*((facet.about, *facet.cues) for facet in facets))

    def _having(self, marks: Iterable[_Mark], anyhow: bool = True) -> tuple[str, ...]:
        """The records that fit all marks; if none does, and `anyhow`, those that fit one of several of the same facet."""
        fitting = [{name for value in mark.values for name in self._ground.carriers(*value)} for mark in marks]
        found = set.intersection(*fitting) if fitting else set(self._ground.main)
        facets = {facet for mark in marks for facet, _ in mark.values}
        if anyhow and not found and len(facets) == 1:
            found = set.union(*fitting)
        return tuple(name for name in self._ground.records if name in found)

    # ---- yes or no

    def facts(self, question: Question) -> list[Reading]:
        """Whether a record has a facet value."""
        if not question.yes_no or len(question.gates) != 1:
            return []
        look_up = self._look_up(question, _facet_values)
        return [self._fact(name, look_up) for name in question.mentioned] if look_up.marks else []

    def _fact(self, name: str, look_up: _LookUp) -> Reading:
        values = tuple(mark.values[0] for mark in look_up.marks)
        coverage, truth = self._coverage(look_up), self._truth(name, values)
        items = dict.fromkeys(self._ground.first(name, self._ground.vocabulary.facets[facet].about) for facet, _ in values)
        plain = coverage >= 1 and truth is not None
        rank = LITERAL + _PLAIN if plain else coverage * (1 + LIKENESS * ASKED_FOR)
        return Reading("fact", coverage, rank, tuple(items), (name,), values, truth, look_up.missing)

    def _truth(self, name: str, values: Iterable[Value]) -> bool | None:
        """Whether a record has all the values; None where of one of the facets it is not known."""
        known = [(self._ground.records[name].facets.get(facet, ()), value) for facet, value in values]
        if any(UNKNOWN in have or not have for have, _ in known):
            return None
        return all(value in have for have, value in known)

    # ---- descriptions

    def described(self, question: Question) -> Question | None:
        """The question about the one record that its facets and places describe without naming it; None if there is no one."""
        if question.gates:
            return None
        marks = [_Mark(part, values) for part in question.content if (values := _facet_values(part) or self._names(part, 1))]
        homes = [mark for mark in marks if mark.values[0][0] not in self._abroad]
        for chosen in (marks, homes):
            names = self._having(chosen, anyhow=False)
            marked = [mark.part for mark in chosen]
            rest = tuple(part for part in question.content if part not in marked)
            if len(names) == 1 and any(not part.optional for part in rest):
                return replace(question, gates=(frozenset(names),), content=rest)
        return None


def _facet_values(part: Part) -> tuple[Value, ...]:
    pairs = (name.split(":", 1) for name in sorted(part.ids("facet")))
    return tuple((facet, value) for facet, value in pairs)


def _light(part: Part) -> bool:
    """Whether a part only says that records are asked for: "who", a list word, a kind word."""
    return part.optional or part.has("operator") or part.has("kind")
