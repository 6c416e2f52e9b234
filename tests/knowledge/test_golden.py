"""The golden questions: how many of them are answered as a person would want."""

from __future__ import annotations

from knowledge import Engine
from tests.knowledge import questions


def test_placeholder(engine: Engine) -> None:
    assert questions.FOLDER.is_dir()
    assert engine.entries()
