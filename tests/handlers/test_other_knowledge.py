"""Another knowledge, without any texts of its own: everything still works, in general words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.application import build, publish
from bot.desk import Desk
from knowledge import Engine, load
from tests.botapi.call import BOT
from tests.botapi.request import InProcess
from tests.conftest import TOKEN
from tests.talking import Talk, german
from tests.updates import ADA, PHOTO, message, update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.settings import Settings
    from storage import Store
    from tests.botapi.telegram import Telegram

FILES = {
    "knowledge.yaml": "name: {en: Tea, de: Tee}\nchecked: 2026-01-05\nkind: tea\ngeneral: [questions]\n",
    "sources.yaml": "book: {title: Tea, publisher: A press, url: 'https://example.org/tea', date: '1906'}\n",
    "teas/assam.yaml": """
id: assam
kind: tea
short: Assam
name: {en: Assam tea, de: Assam-Tee}
names: Assam
entries:
  - id: profile
    title: {en: Profile, de: Steckbrief}
    text: {en: Assam is a strong black tea., de: Assam ist ein kräftiger schwarzer Tee.}
    questions: what is assam
    sources: [book]
""",
    "questions/questions.yaml": """
- id: brewing
  title: {en: Brewing, de: Aufguss}
  questions: |
    how long does tea brew
    wie lange zieht tee
  answer: {en: Three minutes., de: Drei Minuten.}
  sources: [book]
""",
}


@pytest.fixture
async def tea(tmp_path: Path, settings: Settings, store: Store, telegram: Telegram) -> AsyncIterator[Talk]:
    for name, text in FILES.items():
        (tmp_path / "tea" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "tea" / name).write_text(text, encoding="utf-8")
    application = build(settings, Engine(load(tmp_path / "tea")), store, InProcess(telegram))
    await application.initialize()
    yield Talk(application, telegram, ADA, Desk(application))
    await application.shutdown()


@pytest.mark.parametrize(
    "text",
    [
        "/start", "/start assam", "/help", "/about", "/privacy", "/sources", "/language", "/language de",
        "/cluster", "/cluster assam", "/cluster nothing", "/clusters", "/clusters nothing", "/funding",
        "/funding assam", "/term", "/term assam", "/nonsense", "how long does tea brew", "what is the meaning of life",
    ],
)  # fmt: skip
async def test_every_command_works_in_both_languages(text: str, tea: Talk) -> None:
    await tea.say(text)
    await german(tea).say(text)
    assert "luster" not in (await tea.read("/start")) + (await tea.read("/about")) + (await tea.read("/clusters"))


async def test_records_without_numbers_are_offered_at_once(tea: Talk) -> None:
    assert (await tea.say("/cluster")).labels == ["Assam"]
    _, edited = await tea.press("Assam")
    assert edited.text.startswith("<b>Assam")
    assert edited.labels == ["Full list", "👍 Helpful", "👎 Not helpful"]


async def test_the_rest_has_its_general_words_too(tea: Talk) -> None:
    await publish(tea.application)
    assert await tea.give(update(message=message(photo=PHOTO)))
    (call,) = await tea.press_data("hello", message("Menu", person=BOT))
    assert call.method == "answerCallbackQuery"
    assert TOKEN not in call.text
