"""The line for each update: one, with its kind, what became of it, how that came about and the time it took."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from tests.updates import IGNORED, PHOTO, message, update

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from typing import Any

    from tests.botapi.call import Json
    from tests.talking import Talk

LINES: dict[str, tuple[Json, tuple[str, str, str]]] = {
    "question": (message("Who are the partners of Optence?"), ("question", "answer", "entry")),
    "look-up": (message("Who works with Finland?"), ("question", "answer", "lookup")),
    "small talk": (message("hello"), ("question", "declined", "smalltalk")),
    "refusal": (message("phone number of Optence"), ("question", "declined", "absent-detail")),
    "menu": (message("/cluster"), ("/cluster", "choices", "")),
    "named": (message("/cluster optence"), ("/cluster", "answer", "shown")),
    "unknown command": (message("/nonsense"), ("unknown command", "declined", "")),
    "picture": (message(photo=PHOTO), ("no text", "declined", "")),
}


@pytest.fixture
def log() -> Iterator[list[MutableMapping[str, Any]]]:
    with capture_logs() as captured:
        yield captured


def lines(log: list[MutableMapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Kind, outcome and stage of each line, which has a time and nothing else."""
    assert all(set(line) == {"event", "log_level", "kind", "outcome", "stage", "ms"} for line in log)
    assert all(line["event"] == "update" and 0 <= line["ms"] < 60_000 for line in log)
    return [(line["kind"], line["outcome"], line["stage"]) for line in log]


@pytest.mark.parametrize("name", LINES)
async def test_each_update_is_one_line(name: str, talk: Talk, log: list[MutableMapping[str, Any]]) -> None:
    raw, line = LINES[name]
    await talk.give(update(message=raw))
    assert lines(log) == [line]


async def test_a_press_is_one_line(talk: Talk, log: list[MutableMapping[str, Any]]) -> None:
    await talk.say("/cluster")
    await talk.press("Optence")
    await talk.press_data("hello")
    assert lines(log)[1:] == [("button", "answer", "shown"), ("button", "stale", "")]


@pytest.mark.parametrize("kind", IGNORED)
async def test_what_is_ignored_is_one_line_too(kind: str, talk: Talk, log: list[MutableMapping[str, Any]]) -> None:
    await talk.give(update(**copy.deepcopy(IGNORED[kind])))
    ((_, outcome, stage),) = lines(log)
    assert (outcome, stage) == ("ignored", "")
