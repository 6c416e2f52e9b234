"""Stages: how an outcome came about, as counted and logged beside it; it makes no difference to what is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.outcome import Answer, Declined, Outcome, Stage
from knowledge.reading import Kind

OF_READING: Mapping[Kind, Stage] = {
    "entry": "entry",
    "topic": "topic",
    "filter": "lookup",
    "fact": "yes-no",
    "comparison": "comparison",
}
# By the text of the refusal.
OF_REFUSAL: Mapping[str, Stage] = {
    "declined": "nothing-found",
    "declined_absent": "absent-detail",
    "declined_absent_general": "absent-detail",
    "declined_without": "absent-detail",
    "declined_empty": "no-question",
    "declined_foreign": "other-programme",
    "declined_record": "other-detail",
    "declined_words": "unknown-name",
}


def at(stage: Stage, answer: Answer) -> Answer:
    """The same answer as one that came about otherwise than its reading tells."""
    return replace(answer, stage=stage)


def in_context(outcome: Outcome) -> Outcome:
    """The same outcome as one in the light of what went before; a refusal keeps its own reason."""
    return outcome if isinstance(outcome, Declined) else replace(outcome, stage="follow-up")
