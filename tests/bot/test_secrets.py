"""The whole program as a process: whatever goes wrong, at the most talkative level, the token is nowhere to be seen."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.botapi.call import Refusal
from tests.botapi.thread import ThreadedServer
from tests.conftest import TOKEN
from tests.updates import message, update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.botapi.telegram import Telegram

ROOT = Path(__file__).parents[2]
RUN = ("-c", "import sys; from bot.run import run; sys.exit(run(retries=0))")
CRASH = ("-c", f"from bot import log; log.configure('DEBUG', ['{TOKEN}']); raise RuntimeError('{TOKEN}')")
KEY = TOKEN.partition(":")[2]
WORDS = "a private word"
SECONDS = 60


@pytest.fixture
def api(telegram: Telegram) -> Iterator[ThreadedServer]:
    with ThreadedServer(telegram) as server:
        yield server


def start(*arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start Python in an empty directory (but for its `.env`) with these settings and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables = {**kept, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(Path.cwd()), "LOG_LEVEL": "DEBUG", **settings}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *arguments], env=variables, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 - this very program


def end(program: subprocess.Popen[str]) -> str:
    """Wait for the end: all that was said, on either stream."""
    said = "".join(program.communicate(timeout=SECONDS))
    assert said
    for secret in (KEY, quote(TOKEN, safe=""), quote(TOKEN, safe="").lower(), WORDS):
        assert secret not in said
    return said


@pytest.mark.parametrize("status", [401, 404])
def test_a_refused_token_is_not_shown(api: ThreadedServer, status: int) -> None:
    api.telegram.refuse("getMe", Refusal(status, f"the token {TOKEN} is refused"))
    end(start(*RUN, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address))


def test_a_handler_that_raises_does_not_show_it(api: ThreadedServer) -> None:
    api.telegram.refuse("sendMessage", Refusal(400, f"Bad Request: can't parse {TOKEN} {quote(TOKEN, safe='')} {WORDS}"))
    program = start(*RUN, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address)
    api.deliver(update(message=message(WORDS)))
    api.settled(2, "sendMessage", seconds=SECONDS)  # the second is the apology
    program.send_signal(signal.SIGTERM)
    said = end(program)
    assert "BadRequest in a handler" in said
    assert "kind=question outcome=failed" in said


def test_an_address_that_cannot_be_reached_does_not_show_it() -> None:
    with socket.socket() as taken:  # bound but not listening: nothing answers there
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        end(start(*RUN, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=address))


@pytest.mark.parametrize(
    "lines",
    [
        f"TELEGRAM_BOT_TOKEN={TOKEN}\nTELEGRAM_API_URL=nowhere/{TOKEN}\n",
        f"TELEGRAM_BOT_TOKEN={TOKEN}!\n",
        f"TELEGRAM_BOT_TOKEN: {TOKEN}\n",
        f"TELEGRAM_BOT_TOKEN={TOKEN}\nKNOWLEDGE_DIR=/nowhere/{quote(TOKEN, safe='')}\n",
        f"TELEGRAM_BOT_TOKEN='{TOKEN}\n",
    ],
    ids=["address", "token", "colon", "directory", "quote"],
)
def test_bad_settings_do_not_show_it(lines: str) -> None:
    Path(".env").write_text(lines, encoding="utf-8")
    end(start(*RUN))


def test_what_nobody_catches_does_not_show_it() -> None:
    said = end(start(*CRASH))
    assert "RuntimeError" in said
    assert "Traceback" not in said


def test_neither_the_arguments_nor_a_core_dump_hold_it(api: ThreadedServer) -> None:
    program = start("-m", "bot", "run", TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address)
    api.polled(seconds=SECONDS)
    process = Path("/proc", str(program.pid))
    if process.exists():
        assert KEY not in (process / "cmdline").read_text(encoding="utf-8")
        limits = (process / "limits").read_text(encoding="utf-8").splitlines()
        (core,) = (line.split()[4:6] for line in limits if line.startswith("Max core file size"))
        assert core == ["0", "0"]
    program.send_signal(signal.SIGTERM)
    end(program)
