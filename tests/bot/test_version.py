"""The version that the program tells is the one that it is packaged as."""

import tomllib
from pathlib import Path

from bot import __version__


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__
