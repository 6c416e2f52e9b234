"""Deciding: whether the best reading of a question is good enough to answer, to offer, or to refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.compose import Composer
from knowledge.ground import Ground
from knowledge.outcome import Language, Outcome
from knowledge.plain import ACCEPT as ACCEPT_PLAIN
from knowledge.question import Question
from knowledge.reading import Reading
from knowledge.readings import Reader
from knowledge.refusals import Refusals

# A question is answered when a reading explains this share of it: chosen on half of the golden questions.
ACCEPT = 0.6
# One that names no record must be explained a little better.
ACCEPT_OPEN = 0.68
# A question that names nothing must say this much by the standards of everyday language, which small talk does not; more, if
# what it is read as is not much like any known wording of it.
MASS, HEAVY, ALIKE = 0.8, 2.0, 1.6
# One that mentions another programme must be about just that.
ACCEPT_FOREIGN = 0.9
# Readings that differ by less are equally good: two entries of one record are both told, those of several offered.
CLOSE = 0.05


class Decider:
    """Turns a question's readings into an outcome."""

    def __init__(self, ground: Ground, reader: Reader, composer: Composer, refusals: Refusals) -> None:
        self._ground = ground
        self._reader = reader
        self._composer = composer
        self._refusals = refusals

    def decide(self, asked: Question, language: Language) -> Outcome:
        """The outcome of one question."""
        readings = self._reader.readings(asked)
        accepted = [reading for reading in readings if _accepts(reading, asked)]
        return self._best(accepted, language) if accepted else self._refusals.decline(asked, readings, language)

    def _best(self, accepted: Sequence[Reading], language: Language) -> Outcome:
        """The answer of the best reading, told together with one equally good, or the choice between such ones."""
        best = accepted[0]
        if best.kind == "topic" and len(best.items) > 1:
            return self._composer.choices(best.items, language, best.coverage)
        rivals = [r for r in accepted[1:] if r.kind == best.kind == "entry" and best.rank - r.rank < CLOSE]
        if not rivals:
            return self._composer.answer(best, language)
        same = [r for r in rivals if self._subject(r) == self._subject(best)]
        if same:
            return self._composer.answer(replace(best, items=(*best.items, *same[0].items)), language)
        return self._composer.choices([item for r in (best, *rivals) for item in r.items], language, best.coverage)

    def _subject(self, reading: Reading) -> str:
        """What a reading of one entry is about: its record, or all that is of no record of the main kind."""
        record = reading.items[0].record
        return record.id if record.kind == self._ground.kind else ""


def _accepts(reading: Reading, asked: Question) -> bool:
    """Whether a reading explains enough of a question that says enough."""
    if reading.kind == "topic":
        return reading.coverage >= ACCEPT_PLAIN
    least = ACCEPT_FOREIGN if asked.foreign else ACCEPT if asked.gates else ACCEPT_OPEN
    enough = MASS if reading.rank >= ALIKE else HEAVY
    return not asked.empty and reading.coverage >= least and asked.mass >= enough
