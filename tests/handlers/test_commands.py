"""The commands about the bot itself, as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers import commands, start
from tests.botapi.markup import Markup
from tests.talking import german

if TYPE_CHECKING:
    from knowledge import Engine
    from tests.talking import Talk


async def test_start_welcomes_and_offers_examples(talk: Talk) -> None:
    call = await talk.say("/start")
    assert call.text.startswith("<b>Welcome!</b>")
    assert "All clusters" in call.labels
    assert len(call.labels) == 4


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        ("optence", "Optence"),
        ("OPTENCE", "Optence"),
        ("optence_amount", "Optence: Funding"),
        ("optence_partners", "Optence: Partners"),
        ("its-owl", "it's OWL"),
        ("its-owl_partners", "it's OWL: Partner"),
    ],
)
async def test_a_deep_link_leads_to_its_entry(payload: str, title: str, talk: Talk) -> None:
    assert (await talk.read(f"/start {payload}")).startswith(title)


@pytest.mark.parametrize("payload", ["nonsense", "optence_", "_amount", "nonsense_amount", "optence_phonenumber", "_"])
async def test_a_deep_link_to_nothing_is_a_plain_welcome(payload: str, talk: Talk) -> None:
    read = await talk.read(f"/start {payload}")
    assert read.startswith(("Welcome!", "Optence e.V."))


def test_a_deep_link_may_name_an_attribute_where_no_entry_has_its_name(engine: Engine) -> None:
    assert engine.show("optence.acronym", "en") is None
    outcome = start.linked("optence_acronym", engine, "en")
    assert outcome is not None
    assert outcome.focus.entries == ("optence.title",)


@pytest.mark.parametrize("language", ["en", "de"])
async def test_help_has_an_example_for_every_kind_and_each_can_be_tapped(language: str, talk: Talk) -> None:
    person = talk if language == "en" else german(talk)
    labels = (await person.say("/help")).labels
    assert len(labels) == 6
    for label in labels:
        await person.say("/help")
        answered, sent = await person.press(label)
        assert answered.method == "answerCallbackQuery"
        assert sent.method == "sendMessage"
        assert ("Checked: " if language == "en" else "Geprüft: ") in sent.text, label


async def test_commands_are_read_in_any_case_and_with_the_bots_name(talk: Talk) -> None:
    assert (await talk.read("/HELP")).startswith("How to ask")
    assert (await talk.read("/help@Answers_Test_Bot")).startswith("How to ask")


async def test_about_says_that_it_is_not_official(talk: Talk, engine: Engine) -> None:
    read = await talk.read("/about")
    assert "not an official service of the ministry" in read
    assert engine.version in read
    assert "kein offizieller Dienst des Ministeriums" in await german(talk).read("/about")


async def test_sources_are_links_on_pages_that_turn_in_place(talk: Talk, engine: Engine) -> None:
    first = await talk.say("/sources")
    assert Markup(first.text).links == [citation.url for citation in engine.sources()[: commands.SOURCES_A_PAGE]]
    assert first.labels == ["Next page"]
    _, second = await talk.press("Next page")
    assert second.method == "editMessageText"
    assert second.labels == ["Previous page", "Next page"]
    assert Markup(second.text).links != Markup(first.text).links
    _, again = await talk.press("Previous page")
    assert again.text == first.text


def test_every_page_of_sources_keeps_its_links(engine: Engine) -> None:
    pages = -(-len(engine.sources()) // commands.SOURCES_A_PAGE)
    for page in range(pages):
        screen = commands.sources_page(engine, "de", page)
        assert screen is not None
        assert Markup(screen.html).links
        assert Markup(screen.html).mistakes == []
    assert commands.sources_page(engine, "de", pages) is None
