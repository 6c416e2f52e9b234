"""Notes of one update: what was read, what is noted, and that nothing is looked at that was not read."""

from __future__ import annotations

import pytest

from storage import Note, Notes


def test_only_what_was_asked_for_is_there() -> None:
    notes = Notes.of(["chosen:1", "turn:1"], {"chosen:1": "de", "chosen:2": "en"}, doubtful=True)
    assert (notes.get("chosen:1"), notes.get("turn:1"), notes.doubtful) == ("de", None, True)
    with pytest.raises(KeyError, match="chosen:2"):
        notes.get("chosen:2")


def test_what_was_noted_last_counts() -> None:
    notes = Notes.of(["a"], {"a": "before"})
    notes.put("a", Note("now", 1))
    notes.put("b", Note("also", 1))
    assert (notes.get("a"), notes.get("b")) == ("now", "also")
    notes.drop("a")
    assert notes.get("a") is None
    assert notes.changes == {"a": None, "b": Note("also", 1)}


def test_what_was_read_stays_as_it_was() -> None:
    kept = {"a": "before"}
    Notes.of(["a"], kept).put("a", Note("now", 1))
    assert kept == {"a": "before"}
