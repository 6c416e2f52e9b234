"""Clauses: two questions in one message, answered together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.analysis import Analyser
from knowledge.decide import Decider
from knowledge.ground import Ground
from knowledge.outcome import Answer, Language
from knowledge.part import Part
from knowledge.question import Question

# Each part of a message with two questions must be answered as surely as this.
SURE = 0.8
_CLAUSE = re.compile(r"[?!;\n]+|(?<=[^\W\d])\.(?=\s)|\bund\b|\band\b", re.IGNORECASE)
_MAX_CLAUSES, _MAX_LETTERS = 3, 300  # a longer message is a text


class Clauses:
    """Takes messages apart into the questions in them."""

    def __init__(self, ground: Ground, analyser: Analyser, decider: Decider) -> None:
        self._ground = ground
        self._analyser = analyser
        self._decider = decider

    def answer(self, message: str, language: Language) -> Answer | None:
        """All answers to a message as one; None unless each of its clauses asks something of its own and has a sure answer."""
        clauses = [clause for clause in _CLAUSE.split(message) if clause.strip()] if len(message) <= _MAX_LETTERS else []
        if not 2 <= len(clauses) <= _MAX_CLAUSES:
            return None
        answers: dict[tuple[str, ...], Answer] = {}
        for asked in self._questions(clauses):
            outcome = self._decider.decide(asked, language) if asked.asks else None
            if not isinstance(outcome, Answer) or outcome.score < SURE:
                return None
            answers[outcome.entries] = outcome
        return _joined(list(answers.values())) if len(answers) > 1 else None

    def _questions(self, clauses: Iterable[str]) -> Iterator[Question]:
        """The question of each clause that has one, about what was named before where it names nothing itself."""
        subject: tuple[frozenset[str], ...] = ()
        topic: tuple[Part, ...] = ()
        for clause in clauses:
            asked = self._ground.question(self._analyser.parts(clause))
            own = tuple(part for part in asked.content if part.has("record") or part.has("name"))
            content = asked.content if own or asked.gates else (*topic, *asked.content)
            subject, topic = asked.gates or subject, own or topic
            if content or asked.gates:
                yield replace(asked, gates=subject, content=content)


def _joined(answers: Sequence[Answer]) -> Answer:
    """Several answers as one, on what the first is about and with nothing to go on to."""
    return replace(
        answers[0],
        title=" / ".join(answer.title for answer in answers),
        paragraphs=tuple(paragraph for answer in answers for paragraph in answer.paragraphs),
        citations=tuple(dict.fromkeys(citation for answer in answers for citation in answer.citations)),
        entries=tuple(dict.fromkeys(entry for answer in answers for entry in answer.entries)),
        score=min(answer.score for answer in answers),
        related=(),
        stage="several",
    )
