"""Pressed buttons: answered first, edited in place, and a word for those that no longer lead anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers.callbacks import Action, Payload
from tests.botapi.call import BOT, Refusal
from tests.talking import german
from tests.updates import GROUP, gone, message, press, update

if TYPE_CHECKING:
    from tests.botapi.telegram import Telegram
    from tests.talking import Talk

STALE = "This button is out of date"


async def test_the_press_is_answered_before_the_message_is_edited(talk: Talk) -> None:
    await talk.say("/cluster")
    assert [call.method for call in await talk.press("Optence")] == ["answerCallbackQuery", "editMessageText"]


@pytest.mark.parametrize(
    "data",
    [
        "hello",
        "s:en:no-such-record",
        "s:en:optence.no-such-entry",
        "o:en:no-such-record",
        "m:en:no-such-menu",
        "m:en:sources:999",
        "a:en:00000000",
        "l:en:fr",
    ],
)
async def test_a_stale_or_foreign_button_gets_a_word_and_changes_nothing(data: str, talk: Talk) -> None:
    await talk.say("/help")
    (call,) = await talk.press_data(data)
    assert call.method == "answerCallbackQuery"
    assert call.text.startswith(STALE)
    assert len(call.text) <= 200


async def test_the_word_comes_in_the_persons_language(talk: Talk) -> None:
    await talk.say("/help")
    (call,) = await german(talk).press_data("hello")
    assert call.text.startswith("Dieser Knopf gilt nicht mehr")


async def test_a_button_under_a_message_that_is_gone_gets_a_word(talk: Talk) -> None:
    (call,) = await talk.press_data("s:en:optence", gone())
    assert call.text.startswith(STALE)


async def test_a_button_in_a_group_gets_a_word_and_no_message(talk: Talk) -> None:
    (call,) = await talk.press_data("s:en:optence", message("Menu", chat=GROUP, person=BOT))
    assert call.text.startswith(STALE)


async def test_a_press_without_data_gets_a_word(talk: Talk) -> None:
    await talk.say("/help")
    pressed = press("x", talk.last())
    del pressed["data"]
    (call,) = await talk.give(update(callback_query={**pressed, "game_short_name": "g"}))
    assert call.text.startswith(STALE)


async def test_pressing_twice_is_no_error(talk: Talk) -> None:
    await talk.say("/cluster optence")
    data = Payload(Action.SHOW, "en", "optence.partners").pack()
    await talk.press_data(data)
    calls = await talk.press_data(data)
    assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText"]


async def test_what_can_no_longer_be_edited_is_sent(talk: Talk, telegram: Telegram) -> None:
    await talk.say("/cluster optence")
    telegram.refuse("editMessageText", Refusal(400, "Bad Request: message can't be edited"))
    calls = await talk.press("Partners")
    assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText", "sendMessage"]
    assert calls[1].text == calls[2].text


async def test_a_press_from_before_a_restart_still_works(talk: Talk, telegram: Telegram) -> None:
    await talk.say("/cluster optence")
    telegram.refuse("answerCallbackQuery", Refusal(400, "Bad Request: query is too old and response timeout expired"))
    assert [call.method for call in await talk.press("Partners")] == ["answerCallbackQuery", "editMessageText"]


async def test_an_example_is_answered_in_a_message_of_its_own(talk: Talk) -> None:
    await talk.say("/help")
    _, sent = await talk.press("Who are the partners of Optence?")
    assert sent.method == "sendMessage"
    assert sent.text.startswith("<b>Optence: Partners</b>")


async def test_a_page_that_does_not_exist_shows_the_profile_all_the_same(talk: Talk) -> None:
    await talk.say("/help")
    _, edited = await talk.press_data(Payload(Action.SHOW, "en", "optence", 99).pack())
    assert edited.text.startswith("<b>Optence e.V.")
