"""How many messages the whole program answers in a second, beside a bot that only echoes, both over one Bot API.

    python -m benchmarks.throughput

Each bot is a process that polls a server of its own on the loopback interface (`benchmarks.handout`), which has messages for it
whenever it asks; in turn, several times over. Prints the tables and writes them to their part of docs/benchmarks.md. It needs
Linux, which tells the processor time of another process.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, NamedTuple

from benchmarks import page
from benchmarks.handout import Served
from benchmarks.judged import questions
from benchmarks.table import table

TOKEN = "123456789:no_token_of_anybodys_but_of_the_right_shape"  # noqa: S105
OURS = "this bot"
BOTS: Mapping[str, tuple[str, ...]] = {
    OURS: ("bot", "run"),
    "echo, in turn": ("benchmarks.echobot", "{address}", TOKEN, "in-turn"),
    "echo, together": ("benchmarks.echobot", "{address}", TOKEN, "together"),
}
ROUNDS, WARM, SECONDS, SEED = 3, 140, 180, 7
ROOT = Path(__file__).parents[1]
_TICKS = os.sysconf("SC_CLK_TCK")


class Speed(NamedTuple):
    """Updates answered in a second, and the milliseconds of processor time that each took the bot."""

    rate: float
    cost: float


@dataclass(frozen=True)
class Row:
    """The medians of a bot over all rounds, and its rate as a share of the faster echo bot's."""

    name: str
    speed: Speed
    share: float


def main() -> None:
    different = list(dict.fromkeys(each.question for each in questions()))
    tables = {kind: _cells(measured(texts)) for kind, texts in (("different", different), ("repeated", repeated(different)))}
    versions = page.versions_of(("python-telegram-bot", "httpx", "aiohttp", "uvloop"))
    text = page.filled(page.THROUGHPUT, rounds=ROUNDS, messages=len(different) - WARM, versions=versions, **tables)
    page.put(page.FILE, "throughput", text)
    print(f"\n{text}")


def repeated(texts: Sequence[str]) -> list[str]:
    """As many, as people ask them: the second one half as often as the first, the third a third as often, and so on."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    shuffled = chance.sample(texts, len(texts))
    return chance.choices(shuffled, [1 / rank for rank in range(1, len(texts) + 1)], k=len(texts))


def measured(texts: Sequence[str]) -> list[Row]:
    """Let each bot answer all messages, one bot after the other, round by round."""
    speeds: dict[str, list[Speed]] = {name: [] for name in BOTS}
    for number in range(1, ROUNDS + 1):
        for name, command in BOTS.items():
            speeds[name].append(speed := _run(command, texts))
            print(f"round {number}, {name}: {speed.rate:.0f}/s, {speed.cost:.2f} ms", file=sys.stderr, flush=True)
    medians = {name: Speed(*map(statistics.median, zip(*each, strict=True))) for name, each in speeds.items()}
    fastest = max(each.rate for name, each in medians.items() if name != OURS)
    return [Row(name, each, each.rate / fastest) for name, each in medians.items()]


def _run(command: Sequence[str], texts: Sequence[str]) -> Speed:
    """One bot's speed with all messages but the first ones. Raises RuntimeError if it does not answer everybody in time."""
    with TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        (file := Path(folder, "texts.json")).write_text(json.dumps(texts), encoding="utf-8")
        server = stack.enter_context(_started(("benchmarks.handout", str(file), str(WARM)), folder, subprocess.PIPE))
        address = _line(server, folder)
        log = stack.enter_context(Path(folder, "log").open("w", encoding="utf-8"))
        bot = stack.enter_context(_started([part.format(address=address) for part in command], folder, log, address))
        Thread(target=_limit, args=(server, bot)).start()
        _line(server, folder)
        before = _processor_seconds(bot)
        served = Served(**json.loads(_line(server, folder)))
        if served.people != len(texts):
            raise RuntimeError(f"{served.people} of {len(texts)} people got a reply")
        return Speed(served.messages / served.seconds, (_processor_seconds(bot) - before) / served.messages * 1000)


@contextlib.contextmanager
def _started(command: Sequence[str], folder: str, output: IO[str] | int, address: str = "") -> Iterator[subprocess.Popen[str]]:
    """A module as a process, with no settings but these and its data in a folder; it is ended in the end."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    program = {"PYTHONPATH": str(ROOT), "PTB_TIMEDELTA": "true", "XDG_DATA_HOME": folder}
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": address}
    errors = subprocess.STDOUT if address else None
    process = subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, "-m", *command],
        env={**kept, **program, **settings}, cwd=folder, stdout=output, stderr=errors, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def _limit(server: subprocess.Popen[str], bot: subprocess.Popen[str]) -> None:
    """End the server, and so the wait for what it tells, when the bot has ended or does not get through."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        bot.wait(SECONDS)
    server.kill()


def _line(server: subprocess.Popen[str], folder: str) -> str:
    """What the server tells next. Raises RuntimeError, with what the bot last said, if it tells nothing more."""
    assert server.stdout is not None  # noqa: S101 - it was asked for
    if line := server.stdout.readline().strip():
        return line
    log = Path(folder, "log")
    raise RuntimeError(log.read_text(encoding="utf-8")[-2000:] if log.exists() else "the server did not start")


def _processor_seconds(process: subprocess.Popen[str]) -> float:
    """The processor time that a process and its threads have taken, by proc(5)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _cells(rows: Sequence[Row]) -> str:
    cells = [[row.name, f"{row.speed.rate:.0f}", f"{row.share:.0%}", f"{row.speed.cost:.2f}"] for row in rows]
    return table(("bot", "updates per second", "of the faster echo", "CPU ms per update"), cells)


if __name__ == "__main__":
    main()
