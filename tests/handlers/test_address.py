"""What is meant for us, where the marks in a message are not as Telegram's are."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.botapi.call import BOT, Json
from tests.updates import GROUP, PRIVATE, message, update

if TYPE_CHECKING:
    from tests.talking import Talk

STRETCHES = ((0, 1), (1, 1), (1, 2), (1, 900), (0, 3), (50, 5))  # halves of characters, and what is beyond the end


@pytest.mark.parametrize("kind", ["mention", "text_mention", "bot_command", "bold"])
@pytest.mark.parametrize(("offset", "length"), STRETCHES)
async def test_marks_that_halve_a_character_or_leave_the_text_do_no_harm(
    talk: Talk, caplog: pytest.LogCaptureFixture, kind: str, offset: int, length: int
) -> None:
    mark: Json = {"type": kind, "offset": offset, "length": length, **({"user": BOT} if kind == "text_mention" else {})}
    for where in (PRIVATE, GROUP):
        await talk.give(update(message={**message("😀😀 Who works with Finland?", chat=where), "entities": [mark]}))
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == []
