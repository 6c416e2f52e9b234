"""Deciding: whether the best reading of a question is good enough to answer, to offer, or to refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.analysis import Analyser
from knowledge.compose import Composer
from knowledge.ground import Ground
from knowledge.outcome import Answer, Language, Outcome
from knowledge.part import Part
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
# Each part of a message with two questions must be answered as surely as this.
SURE = 0.8
# Readings that differ by less are equally good: two entries of one record are both told, those of several offered.
CLOSE = 0.05
_CLAUSE = re.compile(r"[?!;\n]+|(?<=[^\W\d])\.(?=\s)|\bund\b|\band\b", re.IGNORECASE)
_MAX_CLAUSES = 3


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
        least = ACCEPT_FOREIGN if asked.foreign else ACCEPT if asked.gates else ACCEPT_OPEN
        accepted = [reading for reading in readings if reading.coverage >= least]
        if not accepted or asked.mass < (MASS if accepted[0].rank >= ALIKE else HEAVY):
            return self._refusals.decline(asked, readings, language)
        best = accepted[0]
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

    def decide_clauses(self, question: str, analyser: Analyser, language: Language) -> Answer | None:
        """Two questions in one message: the answers to both, if each part asks something of its own and has a sure answer."""
        clauses = [clause for clause in _CLAUSE.split(question) if clause.strip()]
        if not 2 <= len(clauses) <= _MAX_CLAUSES:
            return None
        subject: tuple[frozenset[str], ...] = ()
        topic: tuple[Part, ...] = ()
        answers: list[Answer] = []
        for clause in clauses:
            asked = self._ground.question(analyser.parts(clause))
            subject = asked.gates or subject
            own = tuple(part for part in asked.content if part.has("record") or part.has("name"))
            asked = replace(asked, content=asked.content if own or asked.gates else (*topic, *asked.content))
            topic = own or topic
            if not asked.content and not asked.gates:
                continue
            if not asked.asks:
                return None
            outcome = self.decide(replace(asked, gates=subject), language)
            if not isinstance(outcome, Answer) or outcome.score < SURE:
                return None
            answers.append(outcome)
        return self._joined(answers)

    def _joined(self, answers: Sequence[Answer]) -> Answer | None:
        distinct = {answer.entries: answer for answer in answers}
        if len(distinct) < 2:
            return None
        first, *rest = distinct.values()
        return replace(
            first,
            title=" / ".join(answer.title for answer in distinct.values()),
            paragraphs=tuple(paragraph for answer in distinct.values() for paragraph in answer.paragraphs),
            citations=tuple(dict.fromkeys(citation for answer in distinct.values() for citation in answer.citations)),
            entries=tuple(dict.fromkeys(entry for answer in distinct.values() for entry in answer.entries)),
            score=min(answer.score for answer in distinct.values()),
            related=first.related if not rest else (),
        )
