"""How long a question takes, beside RapidFuzz's default scorer over all wordings, in one run on the same questions.

    python -m benchmarks.speed

Prints the median and the 99th percentile of both and the ratio of the medians. Also: what a fresh `ask` process costs in CPU
time, and how much memory the loaded engine takes.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from time import perf_counter

from rapidfuzz import fuzz, process

from knowledge import Engine, open_engine
from knowledge.export import export

EVERY = 13  # of the wordings, one in so many is asked, once, with a word dropped so that it is no wording any more


def main() -> None:
    engine = open_engine()
    print(f"memory of the loaded engine: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    wordings = [line for entry in export(engine.knowledge) for line in entry["questions"]]
    asked = list(dict.fromkeys(" ".join(line.split()[1:]) or line for line in wordings[::EVERY]))
    print(f"{len(asked)} questions, {len(wordings)} wordings, taken in turn")
    ours, theirs = _compare(engine, asked, wordings)
    _report("this engine", ours)
    _report("extractOne with WRatio", theirs)
    print(f"ratio of the medians: {statistics.median(ours) / statistics.median(theirs):.2f}")
    print(f"a fresh process with one question: {_fresh_process():.2f} s of CPU time (median of 5)")


def _compare(engine: Engine, asked: Iterable[str], wordings: list[str]) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    for question in asked:
        ours.append(_timed(lambda: engine.ask(question)))  # noqa: B023 - called at once
        theirs.append(_timed(lambda: process.extractOne(question, wordings, scorer=fuzz.WRatio)))  # noqa: B023
    return ours, theirs


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def _report(name: str, times: list[float]) -> None:
    percentile = statistics.quantiles(times, n=100)[98]
    print(f"{name}: median {statistics.median(times):.2f} ms, 99th percentile {percentile:.2f} ms")


def _fresh_process() -> float:
    used = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "bot", "ask", "Who works with Finland?"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(used)


if __name__ == "__main__":
    main()
