"""The results as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.score import ALWAYS, Score, Spread

COLUMNS = (
    "matcher", "threshold", "right", "answerable right", "false answers", "noise answered", "right with a slip", "median ms",
    "99th percentile ms", "memory added, MB",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What the table says of one matcher; `slips` counts the same questions as `questions`, each with a slip."""

    name: str
    threshold: float
    questions: Score
    noise: Score
    slips: Score
    times: Spread
    memory: float


def results(rows: Iterable[Row]) -> str:
    """All matchers, one a line."""
    return table(COLUMNS, [_cells(row) for row in rows])


def calibrated(counts: Mapping[int, tuple[int, int]]) -> str:
    """What a score of our engine is worth."""
    cells = [[_tenth(tenth), f"{given:,}", share(right, given)] for tenth, (given, right) in counts.items()]
    return table(("score", "answers given", "right"), cells)


def _cells(row: Row) -> list[str]:
    return [
        row.name,
        threshold(row.threshold),
        share(row.questions.right, row.questions.asked),
        share(row.questions.answerable_right, row.questions.answerable),
        share(row.questions.falsely, row.questions.foreign),
        share(row.noise.falsely, row.noise.foreign),
        share(row.slips.right, row.slips.asked),
        f"{row.times.median:.2f}",
        f"{row.times.percentile:.2f}",
        f"{row.memory:.0f}",
    ]


def threshold(value: float) -> str:
    """A threshold; our engine has its own."""
    return f"{value:.3g}" if value > ALWAYS else "its own"


def share(part: int, whole: int) -> str:
    """A part in per cent; a dash where there is no whole."""
    return f"{part / whole:.1%}" if whole else "–"


def _tenth(tenth: int) -> str:
    return f"≥ 0.{tenth}" if tenth == 9 else f"0.{tenth}–0.{tenth + 1}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, numbers but in the first column."""
    numbers = ["---", *("---:" for _ in columns[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, numbers, *rows))
