"""The program as a process of its own: what it says, and how it ends, when it cannot run and when it is stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.run import CONFLICT, FAILED, MISCONFIGURED, REFUSED, STOPPED
from tests.botapi.call import Refusal
from tests.botapi.thread import ThreadedServer
from tests.conftest import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.botapi.telegram import Telegram

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from bot.run import run; sys.exit(run(retries=0))"
SECONDS = 60


@pytest.fixture
def api(telegram: Telegram) -> Iterator[ThreadedServer]:
    with ThreadedServer(telegram) as server:
        yield server


def start(**environment: str) -> subprocess.Popen[str]:
    """Start the program with these settings and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables = {**kept, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(Path.cwd()), **environment}
    return subprocess.Popen([sys.executable, "-c", PROGRAM], env=variables, stderr=subprocess.PIPE, text=True)  # noqa: S603 - this very program


def end(program: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end: the exit code and what was said."""
    _, said = program.communicate(timeout=SECONDS)
    assert TOKEN not in said
    assert "Traceback" not in said
    assert "Warning" not in said
    return program.returncode, said


def test_without_a_token_it_says_what_to_do() -> None:
    code, said = end(start())
    assert code == MISCONFIGURED
    assert len(said.splitlines()) == 1
    assert "TELEGRAM_BOT_TOKEN" in said
    assert "@BotFather" in said


def test_a_bad_setting_is_named() -> None:
    code, said = end(start(TELEGRAM_BOT_TOKEN=TOKEN, LOG_LEVEL="LOUD"))
    assert code == MISCONFIGURED
    assert said.startswith("LOG_LEVEL")
    assert "LOUD" not in said


def test_a_database_file_that_cannot_be_opened_is_named(tmp_path: Path, api: ThreadedServer) -> None:
    (tmp_path / "no-folder").touch()
    place = f"{tmp_path}/no-folder/bot.sqlite3"
    code, said = end(start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address, DATABASE_URL=f"sqlite:///{place}"))
    assert code == FAILED
    assert [place in line and "File exists" in line for line in said.splitlines()] == [True]


def test_a_broken_knowledge_directory_is_reported(tmp_path: Path) -> None:
    code, said = end(start(TELEGRAM_BOT_TOKEN=TOKEN, KNOWLEDGE_DIR=str(tmp_path)))
    assert code == FAILED
    assert "knowledge.yaml" in said


@pytest.mark.parametrize("status", [401, 404])
def test_a_refused_token_is_not_shown(api: ThreadedServer, status: int) -> None:
    api.telegram.refuse("getMe", Refusal(status, "Unauthorized" if status == 401 else "Not Found"))
    code, said = end(start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address, LOG_LEVEL="DEBUG"))
    assert code == FAILED
    assert REFUSED in said.splitlines()


def test_an_api_that_cannot_be_reached_is_named() -> None:
    with socket.socket() as taken:  # bound but not listening: nothing answers there
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        code, said = end(start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=address))
    assert code == FAILED
    assert "TELEGRAM_API_URL" in said.splitlines()[-1]


def test_another_instance_ends_this_one(api: ThreadedServer) -> None:
    api.telegram.refuse("getUpdates", Refusal(409, "Conflict: terminated by other getUpdates request"))
    code, said = end(start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address))
    assert code == FAILED
    assert said.splitlines()[-1] == CONFLICT


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_polls_until_it_is_stopped(api: ThreadedServer, stop: signal.Signals) -> None:
    program = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address, LOG_LEVEL="DEBUG")
    api.polled(seconds=SECONDS)
    program.send_signal(stop)
    code, said = end(program)
    assert code == STOPPED
    assert "answering as @answers_test_bot" in said
    assert len(api.telegram.named("setMyCommands")) == 6


def test_it_runs_without_menus_if_telegram_refuses_them(api: ThreadedServer) -> None:
    api.telegram.refuse("setMyCommands", Refusal(429, "Too Many Requests", {"retry_after": 9}))
    program = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.address)
    api.polled(seconds=SECONDS)
    program.send_signal(signal.SIGINT)
    code, said = end(program)
    assert code == STOPPED
    assert "RetryAfter while setting the menus" in said
