"""What is no question: other kinds of messages, unknown commands, and what is not for us at all."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from tests.talking import german
from tests.updates import IGNORED, NO_TEXT, PHOTO, message, update

if TYPE_CHECKING:
    from tests.talking import Talk


@pytest.mark.parametrize("kind", NO_TEXT)
async def test_a_message_without_text_gets_one_line_of_help(kind: str, talk: Talk) -> None:
    (call,) = await talk.give(update(message=message(**NO_TEXT[kind])))
    assert call.text == "I can only read text. Type your question, or send /help for examples."


async def test_an_album_gets_one_line_too(talk: Talk) -> None:
    album = [update(message=message(photo=PHOTO, media_group_id="7")) for _ in range(3)]
    assert [len(await talk.give(each)) for each in album] == [1, 0, 0]


@pytest.mark.parametrize("text", ["/nonsense", "/clusterx optence", "/help@another_bot"])
async def test_an_unknown_command_gets_a_polite_line(text: str, talk: Talk) -> None:
    assert (await talk.read(text)).startswith("I don't know that command")
    assert (await german(talk).read(text)).startswith("Diesen Befehl kenne ich nicht")


@pytest.mark.parametrize("kind", IGNORED)
async def test_what_is_not_for_us_is_ignored(kind: str, talk: Talk) -> None:
    assert await talk.give(update(**copy.deepcopy(IGNORED[kind]))) == []


async def test_a_slash_alone_is_a_question_like_any_other(talk: Talk) -> None:
    await talk.say("/ Optence")
