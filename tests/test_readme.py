"""The README keeps up with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from handlers.commands import MENU

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_every_setting_is_in_its_table(name: str) -> None:
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("command", MENU)
def test_every_command_is_in_its_table(command: str) -> None:
    assert f"`/{command}" in README


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/editing-knowledge.md", "docs/running.md", "LICENSE"])
def test_every_page_it_names_is_there(page: str) -> None:
    assert page in README
    assert (ROOT / page).is_file()


def test_the_architecture_names_every_module_of_the_understanding() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "knowledge").glob("*.py")} - {"__init__"}
    plumbing = {"language", "trace", "export", "question", "reading", "index", "engine"}
    assert {name for name in modules - plumbing if f"`{name}`" not in page} <= {"outcome"}
