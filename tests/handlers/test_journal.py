"""The line for each update: one, with kind and outcome."""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING

import pytest

from tests.updates import IGNORED, PHOTO, message, update

if TYPE_CHECKING:
    from tests.botapi.call import Json
    from tests.talking import Talk

LINES: dict[str, tuple[Json, str]] = {
    "question": (message("Who are the partners of Optence?"), "kind=question outcome=answer"),
    "small talk": (message("hello"), "kind=question outcome=declined"),
    "menu": (message("/cluster"), "kind=/cluster outcome=choices"),
    "unknown command": (message("/nonsense"), "kind=unknown command outcome=declined"),
    "picture": (message(photo=PHOTO), "kind=no text outcome=declined"),
}


@pytest.fixture(autouse=True)
def _at_info(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="handlers")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "handlers.journal"]


@pytest.mark.parametrize("name", LINES)
async def test_each_update_is_one_line(name: str, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    raw, line = LINES[name]
    await talk.give(update(message=raw))
    assert lines(caplog) == [f"update {line}"]


async def test_a_press_is_one_line(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    await talk.say("/cluster")
    await talk.press("Optence")
    await talk.press_data("hello")
    assert lines(caplog)[1:] == ["update kind=button outcome=answer", "update kind=button outcome=stale"]


@pytest.mark.parametrize("kind", IGNORED)
async def test_what_is_ignored_is_one_line_too(kind: str, talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    await talk.give(update(**copy.deepcopy(IGNORED[kind])))
    (line,) = lines(caplog)
    assert line.endswith(" outcome=ignored")
