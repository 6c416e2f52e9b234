"""All matchers over one knowledge directory, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import trial
from benchmarks.matchers import Peer
from benchmarks.trial import Trial

if TYPE_CHECKING:
    from knowledge.export import Exported

ROOT = Path(__file__).parents[1]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # waiting threads slow single questions down


@dataclass(frozen=True)
class Contest:
    """A knowledge directory, and a folder for what the trials read and write and for the engine's cache."""

    knowledge: Path
    folder: Path

    def exported(self) -> list[Exported]:
        """The entries as `python -m bot export` gives them; from then on our engine is in the cache."""
        command = [sys.executable, "-m", "bot", "export"]
        export = subprocess.run(  # noqa: S603 - this very program
            command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT, env=self._environment()
        )
        return [json.loads(line) for line in export.stdout.splitlines()]

    def prepare(self, entries: Sequence[Exported], asked: Iterable[str]) -> None:
        """Write what the trials read."""
        for name, values in (("entries", entries), ("asked", list(dict.fromkeys(asked)))):
            (self.folder / f"{name}.json").write_text(json.dumps(values), encoding="utf-8")

    def hold(self, peers: Iterable[Peer]) -> tuple[dict[str, Trial], list[str]]:
        """The trials of all matchers by name, and for each that could not be had a line that says why."""
        found = {peer.name: self.tried(peer) for peer in peers}
        trials = {name: each for name, each in found.items() if isinstance(each, Trial)}
        return trials, [each for each in found.values() if isinstance(each, str)]

    def tried(self, peer: Peer) -> Trial | str:
        """The trial of a matcher, or why there is none."""
        print(f"{peer.name}: loading …", flush=True)
        start = perf_counter()
        command = [sys.executable, "-m", "benchmarks.trial", peer.name, str(self.folder)]
        code = subprocess.run(command, cwd=ROOT, env=self._environment(), check=False).returncode  # noqa: S603 - this very program
        if code:
            print(line := f"{peer.name} is left out: {trial.reason(self.folder, code)}.", flush=True)
            return line
        done = trial.read(self.folder)
        seconds = f"loaded in {done.seconds:.0f} s, {perf_counter() - start:.0f} s in all"
        print(f"\r  {len(done.replies):,} questions; {seconds}", flush=True)
        return done

    def _environment(self) -> dict[str, str]:
        ours = {"KNOWLEDGE_DIR": str(self.knowledge), "XDG_CACHE_HOME": str(self.folder / "cache")}
        return {**os.environ, **ONE_THREAD, **ours}
