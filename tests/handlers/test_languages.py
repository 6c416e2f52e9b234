"""The language: that of the question, that of Telegram, or the one that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.talking import german

if TYPE_CHECKING:
    from tests.talking import Talk

GERMAN_QUESTION = "Wer sind die Partner von Optence?"
ENGLISH_QUESTION = "Who are the partners of Optence?"


async def test_a_question_is_answered_in_its_language(talk: Talk) -> None:
    assert "Geprüft" in await talk.read(GERMAN_QUESTION)
    assert "Checked" in await german(talk).read(ENGLISH_QUESTION)


async def test_an_unclear_question_is_answered_in_the_language_of_telegram(talk: Talk) -> None:
    assert "Checked" in await talk.read("Optence")
    assert "Geprüft" in await german(talk).read("Optence")


@pytest.mark.parametrize("words", ["German", "deutsch", "DE", "Deutsch"])
async def test_a_typed_choice_holds_from_then_on(words: str, talk: Talk) -> None:
    assert "ab jetzt auf Deutsch" in await talk.read(f"/language {words}")
    assert "Geprüft" in await talk.read(ENGLISH_QUESTION)
    assert (await talk.read("/help")).startswith("So fragen Sie")


@pytest.mark.parametrize("words", ["auto", "Automatic", "AUTOMATISCH"])
async def test_a_choice_can_be_taken_back(words: str, talk: Talk) -> None:
    await talk.say("/language de")
    assert "in the language of your question" in await talk.read(f"/language {words}")
    assert "Checked" in await talk.read(ENGLISH_QUESTION)


async def test_the_three_are_buttons_that_confirm_in_place(talk: Talk) -> None:
    assert (await talk.say("/language")).labels == ["Automatic", "English", "Deutsch"]
    _, edited = await talk.press("Deutsch")
    assert edited.method == "editMessageText"
    assert "ab jetzt auf Deutsch" in edited.text
    assert "Geprüft" in await talk.read(ENGLISH_QUESTION)
    await talk.say("/language")
    _, edited = await talk.press("Automatisch")
    assert "in the language of your question" in edited.text


async def test_an_unknown_language_gets_the_three_to_choose_from(talk: Talk) -> None:
    assert (await talk.say("/language Klingon")).labels == ["Automatic", "English", "Deutsch"]


async def test_a_choice_wins_over_the_language_of_an_older_button(talk: Talk) -> None:
    await talk.say("/cluster optence")
    profile = talk.last()
    await talk.say("/language de")
    data = profile["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    _, edited = await talk.press_data(data, profile)
    assert "Geprüft" in edited.text


async def test_buttons_go_on_in_the_language_of_the_message(talk: Talk) -> None:
    await talk.say(GERMAN_QUESTION)
    _, edited = await talk.press("Zurück zur Übersicht")
    assert "Geprüft" in edited.text
