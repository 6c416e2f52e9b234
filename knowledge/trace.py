"""The reasons for an outcome, as lines an editor can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.folding import words
from knowledge.ground import Ground
from knowledge.outcome import Answer, Choices, Outcome
from knowledge.part import Part
from knowledge.question import Question
from knowledge.reading import Reading

_SHOWN = 5


def trace(text: str, question: Question, readings: Sequence[Reading], ground: Ground, outcome: Outcome) -> str:
    """What each part was taken for, the best readings with what they leave unexplained, and the outcome."""
    return "\n".join(
        [
            f"normalised: {' '.join(words(text))}",
            "mentions:",
            *(f"  {line}" for line in _mentions(question, ground)),
            "readings (coverage, rank):",
            *(f"  {line}" for line in map(_reading, readings[:_SHOWN])),
            f"outcome: {_outcome(outcome)}",
        ]
    )


def _mentions(question: Question, ground: Ground) -> Iterator[str]:
    for part in question.parts:
        meant = ", ".join(sorted(meaning.unit.rstrip(":") for meaning in part.meanings)) or "unknown"
        read = f" (read as “{part.read_as}”)" if part.read_as else ""
        cost = "" if part.empty else f"  weight {ground.weight(part):.2f}, unexplained costs {ground.penalty(part):.2f}"
        yield f"“{part.text}”{read}: {meant}{cost}"


def _reading(reading: Reading) -> str:
    subject = _listed(item.id for item in reading.items) or _listed(f"{facet} {value}" for facet, value in reading.values)
    missing = _listed(f"“{part.text}”" for part in _costly(reading.unexplained))
    return f"{reading.coverage:.2f} {reading.rank:.2f} {reading.kind}: {subject}" + (
        f"; unexplained: {missing}" if missing else ""
    )


def _costly(parts: Iterable[Part]) -> Iterator[Part]:
    return (part for part in parts if not part.optional)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)


def _outcome(outcome: Outcome) -> str:
    if isinstance(outcome, Answer):
        return f"answer ({outcome.score:.2f}) from {_listed(outcome.entries)}"
    if isinstance(outcome, Choices):
        return f"choices ({outcome.score:.2f}): {_listed(option.target for option in outcome.options)}"
    return f"declined: {outcome.text}"
