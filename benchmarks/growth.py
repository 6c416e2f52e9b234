"""The same topics in more and more wordings: how long a question takes our engine then, and what it costs to load.

The wordings of a directory are taken in turn, one of each topic, then the next of each. Where more are wanted than there are,
they come again in frames that people put around a question.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.contest import Contest
from benchmarks.labelled import Labelled
from benchmarks.matchers import KNOWN, OURS
from benchmarks.score import Score, Spread, score, spread
from benchmarks.table import share, table
from benchmarks.trial import Trial

COUNTS = (1_000, 10_000, 100_000)
FRAMES = (
    "{}", "hi, {}", "{} please", "quick question: {}", "good morning, {}", "sorry to bother you, {}", "{}, thanks",
    "can you help me, {}",
)  # fmt: skip
COLUMNS = (
    "wordings", "mean ms", "median ms", "99th percentile ms", "right", "false answers", "built in s", "opened in s",
    "memory built, MB", "memory opened, MB",
)  # fmt: skip


@dataclass(frozen=True)
class Grown:
    """Our engine over so many wordings: its times and counts, the trials of building it and of opening it from the cache."""

    wordings: int
    times: Spread
    counts: Score
    built: Trial
    opened: Trial


def grown(directory: Path, count: int, questions: Sequence[Labelled]) -> Grown:
    """Build the engine over so many wordings of a directory, open it anew, and ask it everything once."""
    print(f"{count:,} wordings:", flush=True)
    with TemporaryDirectory() as folder:
        contest = Contest(Path(folder, "knowledge"), Path(folder))
        reached = write(directory, contest.knowledge, count)
        built = _tried(contest, [])
        opened = _tried(contest, [each.question for each in questions])
    times = spread([opened.times[each.question] for each in questions])
    return Grown(reached, times, score(questions, opened.replies), built, opened)


def write(directory: Path, target: Path, count: int) -> int:
    """Write a plain FAQ with so many wordings of another, or with all there are in all frames; returns how many."""
    files = sorted(directory.glob("faq/*.yaml"))
    entries = [(file.name, entry) for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]
    chosen = taken([entry["questions"].splitlines() for _, entry in entries], count)
    (target / "faq").mkdir(parents=True)
    for name in ("knowledge.yaml", "sources.yaml"):
        shutil.copy(directory / name, target)
    for file in files:
        found = zip(entries, chosen, strict=True)
        kept = [entry | {"questions": "\n".join(texts)} for (name, entry), texts in found if name == file.name]
        (target / "faq" / file.name).write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return sum(map(len, chosen))


def taken(wordings: Sequence[Sequence[str]], count: int) -> list[list[str]]:
    """So many of the wordings of each topic, in turn: all as they are first, then frame by frame."""
    turns = ((topic, text) for turn in zip_longest(*wordings) for topic, text in enumerate(turn) if text)
    framed = ((topic, frame.format(text)) for frame, (topic, text) in product(FRAMES, turns))
    found: list[list[str]] = [[] for _ in wordings]
    for topic, text in islice(framed, count):
        found[topic].append(text)
    return found


def frames() -> str:
    """The frames as they are told of."""
    return ", ".join(f"“{frame.format('…')}”" for frame in FRAMES[1:])


def results(all_grown: Iterable[Grown]) -> str:
    """Each number of wordings, one a line."""
    return table(COLUMNS, [_cells(each) for each in all_grown])


def _tried(contest: Contest, asked: Sequence[str]) -> Trial:
    contest.prepare([], asked)
    found = contest.tried(next(peer for peer in KNOWN if peer.name == OURS))
    if isinstance(found, str):
        raise RuntimeError(found)
    return found


def _cells(each: Grown) -> Sequence[str]:
    return [
        f"{each.wordings:,}",
        f"{each.times.mean:.2f}",
        f"{each.times.median:.2f}",
        f"{each.times.percentile:.2f}",
        share(each.counts.answerable_right, each.counts.answerable),
        share(each.counts.falsely, each.counts.foreign),
        f"{each.built.seconds:.1f}",
        f"{each.opened.seconds:.1f}",
        f"{each.built.memory:.0f}",
        f"{each.opened.memory:.0f}",
    ]
