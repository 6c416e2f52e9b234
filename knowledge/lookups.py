"""Reading a question as a look-up: records by what they have in common, whether a record has something, and which record a
description means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.ground import Ground
from knowledge.model import UNKNOWN
from knowledge.part import Part
from knowledge.question import Question
from knowledge.reading import ASKED_FOR, LIKENESS, LITERAL, Reading
from knowledge.vocabulary import PARTNERS


class LookUps:
    """Filters over the records' facets and names."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        # Facets of the partners, not of the record itself: they describe it only together with others.
        self._abroad = {name for name, facet in ground.vocabulary.facets.items() if PARTNERS in facet.cues}

    def filters(self, question: Question) -> list[Reading]:
        """Records by what they have in common: facet values and names."""
        if question.gates or "not" in question.operators:  # what is not the case is no filter
            return []
        wanted = [(part, values) for part in question.content if (values := self._values(part))]
        if not wanted:
            return []
        cues = self._cues(value for _, values in wanted for value in values)
        rest = [part for part in question.content if part not in [part for part, _ in wanted]]
        missing = tuple(part for part in rest if not (part.ids("attribute") & cues or self._light(part)))
        gained = float(len(wanted)) + sum(self._ground.weight(p) for p in rest if p not in missing)
        coverage = gained / (gained + sum(map(self._ground.penalty, missing)))
        asked = bool(question.names_kind or question.operators & {"list", "count"})
        records = self._having([values for _, values in wanted])
        chosen = tuple(dict.fromkeys(value for _, values in wanted for value in values))
        if not records and (missing or not asked):
            return []
        likeness = 0.6 if (missing and not asked) or not records else coverage * (ASKED_FOR if asked else 1.0)
        return [Reading("filter", coverage, coverage + LIKENESS * likeness, (), records, chosen, unexplained=missing)]

    def _values(self, part: Part, least: int = 2) -> tuple[tuple[str, str], ...]:
        """The facet values, else the name known from at least so many records, that a part mentions."""
        facets = tuple(tuple(name.split(":", 1)) for name in sorted(part.ids("facet")))
        names = (
            ()
            if part.has("record")
            else tuple(("name", name) for name in sorted(part.ids("name")) if len(self._ground.carriers("name", name)) >= least)
        )
        return tuple((facet, value) for facet, value in facets) or names

    def _cues(self, values: Iterable[tuple[str, str]]) -> set[str]:
        facets = [self._ground.vocabulary.facets[facet] for facet, _ in values if facet != "name"]
        return {cue for facet in facets for cue in (facet.about, *facet.cues)} | {PARTNERS}

    def _light(self, part: Part) -> bool:
        """Whether a part only says that records are asked for: "who", a list word, a kind word."""
        return part.optional or part.has("operator") or part.has("kind")

    def _having(self, wanted: list[tuple[tuple[str, str], ...]], anyhow: bool = True) -> tuple[str, ...]:
        """The records that have all the values; if none has, and `anyhow`, those that have one of two of the same facet."""
        sets = [{name for facet, value in values for name in self._ground.carriers(facet, value)} for values in wanted]
        both = set.intersection(*sets)
        facets = {facet for values in wanted for facet, _ in values}
        if anyhow and not both and len(facets) == 1:
            both = set.union(*sets)
        return tuple(name for name in self._ground.records if name in both)

    # ---- yes or no

    def facts(self, question: Question) -> list[Reading]:
        """Whether a record has a facet value."""
        wanted = [(part, values) for part in question.content if (values := self._facet_values(part))]
        if not question.yes_no or len(question.gates) != 1 or not wanted:
            return []
        cues = self._cues(value for _, values in wanted for value in values)
        rest = [part for part in question.content if part not in [part for part, _ in wanted]]
        missing = tuple(part for part in rest if not (part.ids("attribute") & cues or self._light(part)))
        gained = float(len(wanted))
        coverage = gained / (gained + sum(map(self._ground.penalty, missing)))
        values = tuple(values[0] for _, values in wanted)
        return [self._fact(name, values, coverage, missing) for name in question.mentioned]

    def _facet_values(self, part: Part) -> tuple[tuple[str, str], ...]:
        return tuple((facet, value) for facet, value in self._values(part) if facet != "name")

    def _fact(self, name: str, values: tuple[tuple[str, str], ...], coverage: float, missing: tuple[Part, ...]) -> Reading:
        record = self._ground.records[name]
        known = [record.facets.get(facet, ()) for facet, _ in values]
        unsure = any(UNKNOWN in have or not have for have in known)
        truth = None if unsure else all(value in have for have, (_, value) in zip(known, values, strict=True))
        items = dict.fromkeys(self._ground.first(name, self._ground.vocabulary.facets[facet].about) for facet, _ in values)
        plain = coverage >= 1 and truth is not None
        rank = LITERAL + 0.1 if plain else coverage * (1 + LIKENESS * ASKED_FOR)
        return Reading("fact", coverage, rank, tuple(items), (name,), values, truth, missing)

    def described(self, question: Question) -> Question | None:
        """The question about the one record that its facets and places describe without naming it; None if there is no one."""
        if question.gates:
            return None
        marks = [(part, values) for part in question.content if (values := self._values(part, 1))]
        homes = [(part, values) for part, values in marks if values[0][0] not in self._abroad]
        for chosen in (marks, homes):
            names = self._having([values for _, values in chosen], anyhow=False) if chosen else ()
            rest = tuple(part for part in question.content if part not in [part for part, _ in chosen])
            if len(names) == 1 and any(not part.optional for part in rest):
                return replace(question, gates=(frozenset(names),), content=rest)
        return None
