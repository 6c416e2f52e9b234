"""What the tables on a plain FAQ say of one matcher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.labelled import KINDS, Labelled
from benchmarks.matchers import LIKELIEST, OURS
from benchmarks.score import ALWAYS, Score, Spread, best_threshold, equal_threshold, score, spread
from benchmarks.table import share, table, threshold
from benchmarks.trial import Trial

LET = 0.05  # of the questions for no topic in the development half are answered at the threshold that is set alike for all
COLUMNS = (
    "matcher", "top-1", "top-1 with slips", "threshold", "right", "wrong topic", "false answers", "right at 5 %",
    "false at 5 %", "mean ms", "99th percentile ms", "memory added, MB",
)  # fmt: skip


@dataclass(frozen=True)
class Sets:
    """A half to choose thresholds on, the other half, and its questions that have a topic, with slips."""

    development: list[Labelled]
    test: list[Labelled]
    slips: list[Labelled]

    def everything(self) -> list[Labelled]:
        """All that is asked."""
        return [*self.development, *self.test, *self.slips]


@dataclass(frozen=True)
class Standing:
    """Counts over the test half: at the matcher's own threshold (`own`), at the one set alike for all (`equal`), by kind of the
    questions for no topic; `first` and `slipped` count where the topic is found likeliest, whatever the score."""

    name: str
    first: int
    slipped: int
    threshold: float
    own: Score
    equal: Score
    kinds: tuple[tuple[Score, Score], ...]
    times: Spread
    memory: float


def standing(name: str, sets: Sets, trials: Mapping[str, Trial]) -> Standing:
    """How a matcher stands. What ours finds likeliest where it does not answer is told by a trial of its own."""
    tried, sure = trials[name], trials[LIKELIEST.name if name == OURS else name].replies
    own = ALWAYS if name == OURS else best_threshold(sets.development, tried.replies)
    equal = equal_threshold(sets.development, sure, LET)
    groups = [[each for each in sets.test if each.kind == kind] for kind in KINDS]
    return Standing(
        name=name,
        first=sum(each.likeliest(sure[each.question]) for each in sets.test),
        slipped=sum(each.likeliest(sure[each.question]) for each in sets.slips),
        threshold=own,
        own=score(sets.test, tried.replies, own),
        equal=score(sets.test, sure, equal),
        kinds=tuple((score(group, tried.replies, own), score(group, sure, equal)) for group in groups),
        times=spread([tried.times[each.question] for each in sets.test]),
        memory=tried.memory,
    )


def results(standings: Iterable[Standing]) -> str:
    """All matchers, one a line."""
    return table(COLUMNS, [_cells(each) for each in standings])


def by_kind(standings: Iterable[Standing]) -> str:
    """Which questions for no topic each matcher answers: at its own threshold, and at the one set alike for all."""
    columns = ("matcher", *(f"{kind}, {at}" for at in ("own threshold", "at 5 %") for kind in KINDS))
    return table(columns, [_foreign(each) for each in standings])


def _cells(each: Standing) -> Sequence[str]:
    own, equal = each.own, each.equal
    return [
        each.name,
        share(each.first, own.answerable),
        share(each.slipped, own.answerable),
        threshold(each.threshold),
        share(own.answerable_right, own.answerable),
        share(own.misled, own.answerable),
        share(own.falsely, own.foreign),
        share(equal.answerable_right, equal.answerable),
        share(equal.falsely, equal.foreign),
        f"{each.times.mean:.2f}",
        f"{each.times.percentile:.2f}",
        f"{each.memory:.0f}",
    ]


def _foreign(each: Standing) -> Sequence[str]:
    counts = [*(own for own, _ in each.kinds), *(equal for _, equal in each.kinds)]
    return [each.name, *(share(count.falsely, count.foreign) for count in counts)]
