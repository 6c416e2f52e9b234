"""Readings: the ways in which a question can be understood, each with how much of the question it explains.

A reading's `coverage` is the share of the question's weight that it explains (0 to 1): what a question says and a reading
cannot explain counts against it. Its `rank` orders readings that explain equally much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.analysis import Part
from knowledge.folding import digits, typo_budget
from knowledge.index import Index, Item
from knowledge.lexicon import SUBJECTS, Meaning
from knowledge.model import Vocabulary

Kind = Literal["entry", "filter", "fact", "comparison"]

# How much likeness to a whole wording counts beside coverage, when readings are ordered.
_LIKENESS = 0.6
# What a part costs that no reading explains, by its kind: an attribute that nobody has, another programme, a word from outside,
# what is excepted, a question word. Then: a number in words; what may as well be politeness (it costs nothing and is worth
# half); what is said beside the question; at least, a name.
_COSTS = {"absent": 2.2, "foreign": 2.0, "outside": 1.3, "exception": 2.5, "asking": 0.4}
_NUMERAL, _OPTIONAL, _ASIDE, _NAMED = 0.2, 0.5, 0.3, 1.0
# An entry of a record that the question does not name needs a word that few records share, or stands back.
_FEW, _UNNAMED = 3, 0.8
# An entry that only mentions the record asked about.
_SPEAKING = 0.9
# An entry that is about another value of a facet than the one asked for (round 3, when asked for round 2).
_SIBLING = 0.6
# A named record's own entries, and then those about everything, go first.
_OWN, _GENERAL = 0.2, 0.1
# A record that is described ("the Bavarian carbon people") is meant a little less surely than a named one.
_DESCRIBED = 0.1
# The rank of the entry for a term that alone is mentioned.
_TERM = 2.0
# How alike a look-up, a yes or no, a comparison count as to a question of their kind.
_ASKED_FOR = 1.5
# What it counts in a comparison that an entry has a sum or a date to compare.
_COMPARABLE = 0.4
# Between entries else alike the nearest wording decides.
_NEAREST = 0.15
_COMPARED = 12
# From this likeness (of 100) on a wording is compared word by word; the rank of one that is the question itself.
_ALIKE, _LITERAL = 85, 3.0
# An entry that is there to tell the attribute asked for goes before one that happens to mention it.
_ASKED = 0.08
# How well a word from outside is explained where an entry happens to have it.
_STRANGE = 0.5
# What it costs when nothing in the question is in the vocabulary.
_LONE = 1.0
# What a typing error takes off an explanation, over the length of the word.
_SLIP = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    kind: Kind
    coverage: float
    rank: float
    items: tuple[Item, ...]
    records: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    truth: bool | None = None
    unexplained: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question's parts by what they do in it: `gates` are the mentions of records of the main kind (each with the records
    it may mean), `content` all else that has a subject; grammar and politeness are only in `parts`."""

    parts: tuple[Part, ...]
    gates: tuple[frozenset[str], ...]
    content: tuple[Part, ...]

    @property
    def mentioned(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for gate in self.gates for name in sorted(gate)))

    @property
    def operators(self) -> frozenset[str]:
        return frozenset(name for part in self.parts for name in part.ids("operator"))

    @property
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

    @property
    def empty(self) -> bool:
        """Whether it has no subject: nothing but grammar, or bare numbers."""
        return not self.gates and all(part.text.isdigit() and not part.meanings for part in self.content)

    @property
    def known(self) -> bool:
        """Whether anything in it is in the vocabulary or has a name; the rest are words that an entry may happen to use."""
        kinds = SUBJECTS - {"asking", "outside", "foreign", "absent"}
        return bool(self.gates) or any(meaning.kind in kinds for part in self.content for meaning in part.meanings)

    @property
    def foreign(self) -> bool:
        """Whether it mentions something of which this knowledge is not."""
        return any(part.has("foreign") for part in self.content)

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from what was said before: it opens with "and" or the like, points back with a pronoun, or is no
        more than the name of an attribute."""
        if any(part.has("pronoun") for part in self.parts) or (self.parts and self.parts[0].has("ellipsis")):
            return True
        return len(self.parts) == 1 and bool(self.parts[0].ids("attribute"))


def attribute(name: str) -> Part:
    """The part of a question that asks for an attribute by its id."""
    meaning = Meaning("attribute", name)
    return Part((name,), frozenset({meaning}), frozenset({meaning.unit}))


class Reader:
    """Finds the readings of a question over an index."""

    def __init__(self, index: Index, vocabulary: Vocabulary, general: Iterable[str], kind: str) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._kind = kind
        self._general = frozenset(general)
        # Facets of the partners, not of the record itself: they describe it only together with others.
        self._abroad = {name for name, facet in vocabulary.facets.items() if "partners" in facet.cues}
        self._records = {item.record.id: item.record for item in index.items}

    def question(self, parts: Iterable[Part]) -> Question:
        every = tuple(parts)
        gates = {part: gate for part in every if (gate := self._gate(part))}
        content = tuple(part for part in every if not part.empty and part not in gates)
        return Question(every, tuple(dict.fromkeys(gates.values())), content)

    def _gate(self, part: Part) -> frozenset[str]:
        return frozenset(name for name in part.ids("record") if self._records[name].kind == self._kind)

    def readings(self, question: Question) -> list[Reading]:
        """All readings worth comparing, the best first."""
        found = [
            *self._entries(question),
            *self._filters(question),
            *self.facts(question),
            *self._comparisons(question),
        ]
        if described := self._described(question):
            found += [replace(reading, rank=reading.rank - _DESCRIBED) for reading in self._entries(described)]
        found.sort(key=lambda reading: reading.rank, reverse=True)
        best: dict[object, Reading] = {}
        for reading in found:
            best.setdefault((reading.kind, reading.items, reading.values), reading)
        return list(best.values())

    # ---- weights

    def weight(self, part: Part) -> float:
        """What explaining a part is worth."""
        return _OPTIONAL * self._told_by(part) if part.optional else self.penalty(part)

    def penalty(self, part: Part) -> float:
        """What leaving a part unexplained costs: the more, the more it says."""
        if part.optional:
            return 0.0
        return self._cost(part) * (_ASIDE if part.aside else 1.0)

    def _cost(self, part: Part) -> float:
        for kind, cost in _COSTS.items():
            if part.has(kind):
                return cost
        if part.has("record") or part.has("name"):
            return max(_NAMED, self._told_by(part))
        return _NUMERAL if part.numeral else self._told_by(part)

    def _told_by(self, part: Part) -> float:
        """How much a part says: that of its rarest unit, or of the word as such where no entry has it.

        An everyday word says no more than everywhere, however rare it is in the entries.
        """
        known = [unit for unit in part.units | part.inner if unit in self._index.strengths]
        told = max((self._index.telling({unit}) for unit in known), default=part.surprise)
        return told if part.meanings else min(told, part.surprise)

    # ---- one entry

    def _entries(self, question: Question) -> list[Reading]:
        content = question.content
        if term := self._term(question):
            items = self._index.of_record[term]
            wanted = {name for part in content for name in part.ids("attribute")}
            best = max(items, key=lambda item: self._nearest(question, item)[0] + (not wanted.isdisjoint(item.entry.asks)))
            return [Reading("entry", 1.0, _TERM, (best,))]
        explained = [self._explained(question, part) for part in content]
        coverages = self._coverages(question, explained)
        likeness, hinted = self._likeness(content), self._hinted(content)
        asked = set().union(*(self._index.asked_by.get(unit, ()) for part in content for unit in part.units | part.inner))
        ranks = {
            position: coverage
            + _LIKENESS * likeness.get(position, 0.0)
            + self._bonus(question, position, position in asked, hinted)
            for position, coverage in coverages.items()
        }
        best = sorted(ranks, key=ranks.__getitem__, reverse=True)[:_COMPARED]
        found = [self._entry(question, position, coverages[position], ranks[position], explained) for position in best]
        return [*found, *self._profiles(question)]

    def _coverages(self, question: Question, explained: list[dict[int, float]]) -> dict[int, float]:
        """For each entry that may be meant, the share of the question's weight that it explains."""
        gained: dict[int, float] = {}
        total: dict[int, float] = {}
        few: set[int] = set()
        for part, strengths in zip(question.content, explained, strict=True):
            weight, extra = self.weight(part), self.weight(part) - self.penalty(part)
            trust = weight * self._trust(part)
            for position, value in strengths.items():
                gained[position] = gained.get(position, 0.0) + trust * value
                total[position] = total.get(position, 0.0) + extra
            few.update(self._few(strengths))
        costs = sum(map(self.penalty, question.content)) + (0.0 if question.known else _LONE)
        return {
            position: gained[position]
            / (costs + total[position] + self._stray(question, position) or 1.0)
            * self._standing(question, position, few)
            for position in self._admitted(question, gained)
        }

    def _explained(self, question: Question, part: Part) -> dict[int, float]:
        """How well each entry explains a part. What is never known, a record that is named may know."""
        strengths = self._index.strength(part)
        if part.has("outside"):
            return {position: value * _STRANGE for position, value in strengths.items()}
        if not part.has("absent"):
            return strengths
        named = {name for other in question.content for name in other.ids("record")}.union(question.mentioned)
        return {p: value for p, value in strengths.items() if self._index.items[p].record.id in named}

    def _trust(self, part: Part) -> float:
        """How far a part can be relied on: less for a word put right, the shorter it is."""
        return 1 - part.slips * _SLIP / max(len(part.text), 1)

    def _few(self, strengths: dict[int, float]) -> Iterable[int]:
        """The entries that share a part with few records: they are meant even when their record is not named."""
        owners = {self._index.items[position].record.id for position in strengths}
        return strengths if len(owners) <= _FEW else ()

    def _standing(self, question: Question, position: int, few: set[int]) -> float:
        owner = self._index.items[position].record.id
        values = {name for part in question.content for name in part.ids("facet")}
        sibling = _SIBLING if self._index.about_another(position, values) else 1.0
        if question.gates:
            return sibling * (1.0 if owner in question.mentioned else _SPEAKING)
        return sibling * (1.0 if position in few or owner in self._general else _UNNAMED)

    def _admitted(self, question: Question, explained: Iterable[int]) -> Iterable[int]:
        allowed = explained
        if question.gates:
            allowed = self._index.speaking_of(question.mentioned)
        return [position for position in explained if position in allowed]

    def _bonus(self, question: Question, position: int, asked: bool, hinted: set[str]) -> float:
        owner = self._index.items[position].record.id
        own = owner in question.mentioned or owner in hinted or any(owner in part.ids("record") for part in question.content)
        return _ASKED * asked + (_OWN if own else _GENERAL if owner in self._general else 0.0)

    def _described(self, question: Question) -> Question | None:
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

    def _hinted(self, content: Iterable[Part]) -> set[str]:
        """The records that alone own a name in the question ("HiPeR"): as good as named."""
        names = [name for part in content for name in part.ids("name")]
        owners = [self._carriers("name", name) for name in names]
        return {found[0] for found in owners if len(found) == 1}

    def _entry(
        self, question: Question, position: int, coverage: float, rank: float, explained: list[dict[int, float]]
    ) -> Reading:
        item = self._index.items[position]
        missing = tuple(part for part, strengths in zip(question.content, explained, strict=True) if position not in strengths)
        likeness, literal = self._nearest(question, item)
        if literal:
            return Reading("entry", 1.0, _LITERAL, (item,))
        return Reading("entry", coverage, rank + _NEAREST * likeness, (item,), unexplained=missing)

    def _nearest(self, question: Question, item: Item) -> tuple[float, bool]:
        """How alike the nearest wording of an entry is, letter by letter in any order of words (0 to 1), and whether the
        question is that very wording but for typing errors."""
        asked = [token for part in question.parts for token in part.tokens]
        match = process.extractOne(" ".join(asked), self._index.wording_texts[item.id], scorer=fuzz.token_sort_ratio)
        if not match:
            return 0.0, False
        return match[1] / 100, match[1] >= _ALIKE and _same(asked, match[0].split())

    def _stray(self, question: Question, position: int) -> float:
        """The cost of mentioned records that an entry neither belongs to nor speaks of."""
        item, strays = self._index.items[position], 0
        for gate in question.gates:
            speaks = any(position in self._index.strengths.get(f"record:{name}", {}) for name in gate)
            strays += item.record.id not in gate and not speaks
        return float(strays)

    def _likeness(self, content: Iterable[Part]) -> dict[int, float]:
        """For each entry, how alike its best wording is to the question (weighted Dice, 0 to 1)."""
        parts = list(content)
        asked = sum(max(self.weight(part), self.penalty(part)) for part in parts)
        shared: dict[int, float] = {}
        for part in parts:
            weight = self.weight(part)
            for number in {n for unit in part.units | part.inner for n in self._index.wordings_by_unit.get(unit, ())}:
                shared[number] = shared.get(number, 0.0) + weight
        best: dict[int, float] = {}
        for number, value in shared.items():
            position = self._index.wording_owners[number]
            likeness = min(1.0, 2 * value / (asked + self._index.totals[number]))
            if likeness > best.get(position, 0.0):
                best[position] = likeness
        return best

    def _term(self, question: Question) -> str | None:
        """The record that alone is mentioned, when nothing but grammar and "what is" stands beside it."""
        if question.gates or question.operators & {"list", "count"}:
            return None
        records = [part for part in question.content if part.has("record")]
        mentions = [part for part in records if not part.optional] or records[:1]
        rest = [part for part in question.content if part not in mentions]
        plain = all(part.optional or part.ids("attribute") & {"definition", "profile"} for part in rest)
        return min(mentions[0].ids("record")) if len(mentions) == 1 and plain else None

    def _profiles(self, question: Question) -> list[Reading]:
        """The profile of the one record that is named: what a bare name asks for, with hardly anything beside it."""
        if len(question.gates) != 1:
            return []
        coverage = _NAMED / (_NAMED + sum(map(self.penalty, question.content)))
        bare = not any(self.penalty(part) or self._index.strength(part) for part in question.content)
        rank = coverage + (_LIKENESS if bare else 0.0)
        items = [self.first(name, "profile") for name in question.mentioned]
        return [Reading("entry", coverage, rank, (item,), unexplained=question.content) for item in items]

    def first(self, record: str, ask: str) -> Item:
        """The record's entry for an attribute; its first entry where it has none."""
        items = self._index.of_record[record]
        return next((item for item in items if ask in item.entry.asks), items[0])

    # ---- many records

    def _filters(self, question: Question) -> list[Reading]:
        """Records by what they have in common: facet values and names."""
        if question.gates:
            return []
        wanted = [(part, values) for part in question.content if (values := self._values(part))]
        if not wanted:
            return []
        cues = self._cues(value for _, values in wanted for value in values)
        rest = [part for part in question.content if part not in [part for part, _ in wanted]]
        missing = tuple(part for part in rest if not (part.ids("attribute") & cues or self._light(part)))
        gained = float(len(wanted)) + sum(self.weight(p) for p in rest if p not in missing)
        coverage = gained / (gained + sum(map(self.penalty, missing)))
        asked = bool(question.names_kind or question.operators & {"list", "count"})
        records = self._having([values for _, values in wanted])
        chosen = tuple(dict.fromkeys(value for _, values in wanted for value in values))
        if not records and missing:
            return []
        likeness = 0.6 if (missing and not asked) or not records else coverage * (_ASKED_FOR if asked else 1.0)
        return [Reading("filter", coverage, coverage + _LIKENESS * likeness, (), records, chosen, unexplained=missing)]

    def _values(self, part: Part, least: int = 2) -> tuple[tuple[str, str], ...]:
        """The facet values, else the name known from at least so many records, that a part mentions."""
        facets = tuple(tuple(name.split(":", 1)) for name in sorted(part.ids("facet")))
        names = (
            ()
            if part.has("record")
            else tuple(("name", name) for name in sorted(part.ids("name")) if len(self._carriers("name", name)) >= least)
        )
        return tuple((facet, value) for facet, value in facets) or names

    def _cues(self, values: Iterable[tuple[str, str]]) -> set[str]:
        facets = [self._vocabulary.facets[facet] for facet, _ in values if facet != "name"]
        return {cue for facet in facets for cue in (facet.about, *facet.cues)} | {"partners"}

    def _light(self, part: Part) -> bool:
        """Whether a part only says that records are asked for: "who", a list word, a kind word."""
        return part.optional or part.has("operator") or part.has("kind")

    def _carriers(self, facet: str, value: str) -> tuple[str, ...]:
        """The records of the main kind that have a facet value, or speak of a name in an entry's names."""
        if facet != "name":
            return tuple(r.id for r in self._records.values() if r.kind == self._kind and value in r.facets.get(facet, ()))
        owners = self._index.owners(f"name:{value}")
        return tuple(r.id for r in self._records.values() if r.kind == self._kind and r.id in owners)

    def _having(self, wanted: list[tuple[tuple[str, str], ...]], anyhow: bool = True) -> tuple[str, ...]:
        """The records that have all the values; if none has, and `anyhow`, those that have one of two of the same facet."""
        sets = [{name for facet, value in values for name in self._carriers(facet, value)} for values in wanted]
        both = set.intersection(*sets)
        facets = {facet for values in wanted for facet, _ in values}
        if anyhow and not both and len(facets) == 1:
            both = set.union(*sets)
        return tuple(name for name in self._records if name in both)

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
        coverage = gained / (gained + sum(map(self.penalty, missing)))
        values = tuple(values[0] for _, values in wanted)
        return [self._fact(name, values, coverage, missing) for name in question.mentioned]

    def _facet_values(self, part: Part) -> tuple[tuple[str, str], ...]:
        return tuple((facet, value) for facet, value in self._values(part) if facet != "name")

    def _fact(self, name: str, values: tuple[tuple[str, str], ...], coverage: float, missing: tuple[Part, ...]) -> Reading:
        record = self._records[name]
        known = [record.facets.get(facet, ()) for facet, _ in values]
        unsure = any("unknown" in have or not have for have in known)
        truth = None if unsure else all(value in have for have, (_, value) in zip(known, values, strict=True))
        items = dict.fromkeys(self.first(name, self._vocabulary.facets[facet].about) for facet, _ in values)
        plain = coverage >= 1 and truth is not None
        rank = _LITERAL + 0.1 if plain else coverage * (1 + _LIKENESS * _ASKED_FOR)
        return Reading("fact", coverage, rank, tuple(items), (name,), values, truth, missing)

    # ---- side by side

    def _comparisons(self, question: Question) -> Iterator[Reading]:
        """The same thing of two or three records, each from its own best entry."""
        if not 2 <= len(question.mentioned) <= 3 or len(question.gates) < 2:
            return
        content = tuple(part for part in question.content if part.ids("attribute") - {"difference"} or not _scaffold(part))
        bests = [self._best_of(question, name, content) for name in question.mentioned]
        coverage = min(reading.coverage for reading in bests)
        items = tuple(item for reading in bests for item in reading.items)
        missing = tuple(part for part in bests[0].unexplained if all(part in reading.unexplained for reading in bests))
        likeness = _ASKED_FOR * coverage if "compare" in question.operators else 0.7
        yield Reading(
            "comparison", coverage, coverage + _LIKENESS * likeness + 0.1, items, question.mentioned, (), None, missing
        )

    def _best_of(self, question: Question, name: str, content: tuple[Part, ...]) -> Reading:
        single = replace(question, gates=(frozenset({name}),), content=content)
        readings = self._entries(single)
        own = [reading for reading in readings if reading.items[0].record.id == name]
        if "compare" in question.operators:
            wanted = {name for part in content for name in part.ids("attribute")}
            own.sort(key=lambda reading: reading.rank + _COMPARABLE * _comparable(reading.items[0], wanted), reverse=True)
        return own[0] if own else Reading("entry", 0.0, 0.0, (self.first(name, "profile"),))


def _comparable(item: Item, wanted: set[str]) -> bool:
    """Whether an entry tells a wanted attribute with a sum or a date."""
    return bool(item.entry.amounts or item.entry.periods) and not wanted.isdisjoint(item.entry.asks)


def _scaffold(part: Part) -> bool:
    """Whether a part of a comparison only says that one is asked for: "which of the two", "more"."""
    return part.has("operator") or part.has("asking") or part.has("attribute")


def _same(asked: Sequence[str], wording: Sequence[str]) -> bool:
    """Whether two texts are the same words in the same order, each within the typing errors that its length allows."""
    if len(asked) != len(wording):
        return False
    return all(
        one == other or (digits(one) == digits(other) and OSA.distance(one, other) <= typo_budget(min(len(one), len(other))))
        for one, other in zip(asked, wording, strict=True)
    )
