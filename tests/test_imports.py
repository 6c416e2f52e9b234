"""Imports point one way: bot → handlers → knowledge; and what a terminal uses brings no Telegram with it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "knowledge": {"telegram", "bot", "handlers", "asyncio", "httpx"},
    "handlers": {"bot", "tests"},
    "storage": {"telegram", "bot", "handlers", "knowledge", "tests"},
    "bot": {"tests"},
}
WITHOUT_TELEGRAM = (
    "bot.settings",
    "bot.log",
    "handlers.render",
    "handlers.dialogue",
    "handlers.callbacks",
    "knowledge",
)


def imported(file: Path) -> set[str]:
    """The top-level packages that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_point_one_way(package: str) -> None:
    files = sorted((ROOT / package).glob("**/*.py"))
    assert files
    assert {file.name: found for file in files if (found := imported(file) & FORBIDDEN[package])} == {}


def test_what_the_terminal_uses_imports_no_telegram() -> None:
    program = f"import sys, {', '.join(WITHOUT_TELEGRAM)}; sys.exit('telegram' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603 - this very program
