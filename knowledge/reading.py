"""A reading: one way in which a question can be understood, and how much of the question it explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.knowledge import Item
from knowledge.part import Part

Kind = Literal["entry", "topic", "filter", "fact", "comparison"]

# How much likeness to a whole wording counts beside coverage, when readings are ordered.
LIKENESS = 0.6
# How alike a look-up, a yes or no, a comparison count as to a question of their kind.
ASKED_FOR = 1.5
# The rank of what is asked for literally.
LITERAL = 3.0


@dataclass(frozen=True, slots=True)
class Reading:
    """`coverage` is the share of the question's weight that the reading explains (0 to 1): what a question says and a reading
    cannot explain counts against it. `rank` orders readings that explain equally much. `items` are the entries that it rests
    on; a look-up has `records` and the facet `values` that they share, a yes or no its `truth` (None: not known)."""

    kind: Kind
    coverage: float
    rank: float
    items: tuple[Item, ...]
    records: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    truth: bool | None = None
    unexplained: tuple[Part, ...] = ()
