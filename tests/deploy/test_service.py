"""The unit of systemd: systemd takes it, finds it well locked up, and it sets what the bot knows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.run import MISCONFIGURED
from tests.deploy.files import DEPLOY, unknown

UNIT = (DEPLOY / "cluster-answers.service").read_text(encoding="utf-8")
ANALYSE = shutil.which("systemd-analyze")
PYTHON = "/opt/cluster-answers/.venv/bin/python"
EXPOSED = 15  # in tenths, what systemd calls "OK"; an ordinary service has 96

needs_systemd = pytest.mark.skipif(ANALYSE is None, reason="needs systemd-analyze")


def analyse(place: Path, *arguments: str) -> str:
    """What systemd says to the unit, as installed where the interpreter is this one. Raises CalledProcessError."""
    unit = place / "cluster-answers.service"
    unit.write_text(UNIT.replace(PYTHON, sys.executable), encoding="utf-8")
    command = [str(ANALYSE), *arguments, str(unit)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - no words from outside
    return done.stderr


@needs_systemd
def test_systemd_takes_it(tmp_path: Path) -> None:
    assert analyse(tmp_path, "verify") == ""


@needs_systemd
def test_it_is_locked_up(tmp_path: Path) -> None:
    analyse(tmp_path, "security", "--offline=true", "--no-pager", f"--threshold={EXPOSED}")


def values(name: str) -> list[str]:
    """What the unit sets a directive to."""
    return [line.partition("=")[2] for line in UNIT.splitlines() if line.startswith(f"{name}=")]


def test_all_that_it_sets_is_known() -> None:
    sets = {variable.partition("=")[0] for line in values("Environment") for variable in line.split()}
    assert "XDG_DATA_HOME" in sets
    assert unknown(sets) == set()


def test_its_program_is_in_the_folder_that_it_runs_in() -> None:
    assert values("ExecStart") == [f"{PYTHON} -m bot run"]
    assert values("WorkingDirectory") == [PYTHON.partition("/.venv")[0]]


def test_wrong_settings_are_not_tried_again() -> None:
    assert values("RestartPreventExitStatus") == [str(MISCONFIGURED)]
