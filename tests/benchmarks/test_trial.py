"""A trial asks everything once and says why it cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import trial
from benchmarks.matchers import Peer

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = {
    "id": "a",
    "title": {"en": "A", "de": "Ä"},
    "questions": ["what is a"],
    "text": {"en": "An A.", "de": "Ein Ä."},
    "sources": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a trial reads."""
    for name, values in (("entries", [ENTRY]), ("asked", ["what's a", "what's a", "b?"])):
        (tmp_path / f"{name}.json").write_text(json.dumps(values), encoding="utf-8")
    return tmp_path


def test_each_question_has_one_reply_and_one_time(folder: Path) -> None:
    assert trial.main("RapidFuzz `WRatio`", folder) == 0
    found = trial.read(folder)
    assert list(found.replies) == list(found.times) == ["what's a", "b?"]
    assert found.replies["what's a"].texts == {"en": "A\n\nAn A.", "de": "Ä\n\nEin Ä."}


def test_a_matcher_that_cannot_be_had_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "KNOWN", (Peer("gone", "gone", "", ()),))
    code = trial.main("gone", folder)
    assert trial.reason(folder, code) == "No module named 'benchmarks.matchers.gone'"


def test_a_process_that_fell_is_told_by_its_code(folder: Path) -> None:
    assert trial.reason(folder, -9) == "its process ended with -9"
