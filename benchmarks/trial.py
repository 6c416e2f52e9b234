"""One matcher in a process of its own: it is loaded, asked everything once, timed, and its memory taken.

    python -m benchmarks.trial NAME FOLDER

FOLDER holds `entries.json` (the exported entries) and `asked.json` (the questions); `found.json` is written there.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.matchers import KNOWN, Matcher
from benchmarks.reply import Reply

STATUS = Path("/proc/self/status")
MISSING = 3  # the exit code of a matcher that could not be loaded
TOLD = 500  # a line of progress every so many questions


@dataclass(frozen=True)
class Trial:
    """What became of one matcher: a reply and milliseconds for each question, seconds to load, megabytes added."""

    replies: dict[str, Reply]
    times: dict[str, float]
    seconds: float
    memory: float


def main(name: str, folder: Path) -> int:
    """Run a trial; `MISSING` and the reason in a file where the matcher cannot be had."""
    entries, asked = (json.loads((folder / f"{each}.json").read_text(encoding="utf-8")) for each in ("entries", "asked"))
    before, start = _peak(), perf_counter()
    try:
        matcher = next(peer for peer in KNOWN if peer.name == name).load(entries)
    except (ImportError, OSError, RuntimeError) as error:
        (folder / "missing.txt").write_text(str(error).partition("\n")[0], encoding="utf-8")
        return MISSING
    seconds = perf_counter() - start
    replies, times = _ask(matcher, asked)
    trial = Trial(replies, times, seconds, _peak() - before)
    (folder / "found.json").write_text(json.dumps(asdict(trial)), encoding="utf-8")
    return 0


def read(folder: Path) -> Trial:
    """A trial as its process wrote it."""
    values: dict[str, Any] = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    return Trial(**{**values, "replies": {question: _reply(**reply) for question, reply in values["replies"].items()}})


def _reply(entries: Sequence[str], **values: Any) -> Reply:
    return Reply(**values, entries=tuple(entries))


def reason(folder: Path, code: int) -> str:
    """Why a process wrote no trial: what it lacked, or the code with which it ended."""
    missing = folder / "missing.txt"
    return missing.read_text(encoding="utf-8") if code == MISSING else f"its process ended with {code}"


def _ask(matcher: Matcher, asked: Sequence[str]) -> tuple[dict[str, Reply], dict[str, float]]:
    """Each question once: our engine remembers what it was asked."""
    replies: dict[str, Reply] = {}
    times: dict[str, float] = {}
    matcher.reply("warm up")
    for number, question in enumerate(dict.fromkeys(asked), 1):
        start = perf_counter()
        replies[question] = matcher.reply(question)
        times[question] = (perf_counter() - start) * 1000
        if number % TOLD == 0:
            print(f"\r  {number:,} of {len(asked):,} questions", end="", file=sys.stderr, flush=True)
    return replies, times


def _peak() -> float:
    """The most memory that this process has had so far, in MB.

    Linux tells it by VmHWM in proc(5); `ru_maxrss` would begin there with the peak of the parent. On macOS that is in bytes.
    """
    if STATUS.exists():
        return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
