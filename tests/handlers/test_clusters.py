"""`/cluster` and `/clusters`: menus, names, filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers.clusters import parted, records_menu
from tests.talking import german

if TYPE_CHECKING:
    from knowledge import Engine
    from tests.talking import Talk


async def test_without_a_name_the_ten_are_offered_and_the_earlier_rounds_behind_one_more(talk: Talk, engine: Engine) -> None:
    call = await talk.say("/cluster")
    assert call.labels == [*(card.label for card in parted(engine)[0]), "Earlier rounds"]
    assert len(call.labels) == 11
    _, edited = await talk.press("Earlier rounds")
    assert edited.method == "editMessageText"
    assert edited.labels == [*(card.label for card in parted(engine)[1]), "All clusters"]
    _, back = await talk.press("All clusters")
    assert back.labels == call.labels


async def test_a_number_typed_after_the_menu_picks_from_it(talk: Talk) -> None:
    await talk.say("/cluster")
    assert (await talk.read("10")).startswith("Optence")


async def test_a_number_typed_after_the_earlier_rounds_picks_from_those(talk: Talk, engine: Engine) -> None:
    await talk.say("/cluster")
    await talk.press("Earlier rounds")
    first = parted(engine)[1][0]
    shown = engine.show(first.id, "en")
    assert shown is not None
    assert (await talk.read("1")).startswith(shown.title)


@pytest.mark.parametrize("name", ["optence", "OPTENCE", "Optense", "Optence e.V."])
async def test_a_profile_is_found_by_its_name_in_any_spelling(name: str, talk: Talk) -> None:
    assert (await talk.read(f"/cluster {name}")).startswith("Optence e.V.")


async def test_the_facets_of_a_profile_show_in_place_and_lead_back(talk: Talk) -> None:
    profile = await talk.say("/cluster optence")
    answered, facet = await talk.press("Partners")
    assert answered.method == "answerCallbackQuery"
    assert "text" not in answered.parameters
    assert facet.method == "editMessageText"
    assert facet.text.startswith("<b>Optence: Partners</b>")
    _, back = await talk.press("Back to the overview")
    assert (back.method, back.text, back.labels) == ("editMessageText", profile.text, profile.labels)


async def test_more_topics_turn_the_page_and_come_round_again(talk: Talk) -> None:
    first = await talk.say("/cluster optence")
    seen = [first.labels]
    while True:
        _, call = await talk.press("More topics")
        assert call.text == first.text
        if call.labels == first.labels:
            break
        seen.append(call.labels)
    assert len(seen) == 3


async def test_a_profile_leads_to_the_list(talk: Talk) -> None:
    await talk.say("/cluster its-owl")
    _, call = await talk.press("All clusters")
    assert "Earlier rounds" in call.labels


async def test_an_unknown_name_is_declined_with_a_way_to_the_list(talk: Talk) -> None:
    call = await talk.say("/cluster <i>xyzzy</i>")
    assert "&lt;i&gt;xyzzy&lt;/i&gt;" in call.text
    assert call.labels == ["All clusters", "👍 Helpful", "👎 Not helpful"]


async def test_a_country_behind_the_wrong_command_is_understood(talk: Talk) -> None:
    assert (await talk.say("/cluster Japan")).text == (await talk.say("/clusters Japan")).text


async def test_a_name_behind_the_wrong_command_is_understood(talk: Talk) -> None:
    assert (await talk.say("/clusters optence")).text == (await talk.say("/cluster optence")).text


async def test_without_a_filter_all_are_listed_and_counted(talk: Talk, engine: Engine) -> None:
    read = await talk.read("/clusters")
    numbered, others = parted(engine)
    assert f"I know {len(numbered) + len(others)} clusters: the {len(numbered)} of the third round" in read
    assert all(card.label in read for card in (*numbered, *others))
    assert "\n10. Optence\n" in read


@pytest.mark.parametrize(
    ("words", "named", "not_named"),
    [("Japan", "CFK Valley", "Optence"), ("finnland", "Optence", "CFK Valley"), ("NRW", "it's OWL", "Optence")],
)
async def test_a_filter_lists_what_it_finds(words: str, named: str, not_named: str, talk: Talk) -> None:
    call = await talk.say(f"/clusters {words}")
    assert f"• {named}" in call.text
    assert f"• {not_named}" not in call.text
    assert named in call.labels


async def test_a_button_under_a_list_opens_a_message_of_its_own(talk: Talk) -> None:
    await talk.say("/clusters Finland")
    _, opened = await talk.press("Optence")
    assert opened.method == "sendMessage"
    assert opened.text.startswith("<b>Optence e.V.")


def test_a_knowledge_without_any_records_says_so(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "records", lambda _=None: ())
    assert "I have no list" in records_menu(engine, "en").html


async def test_a_german_telegram_gets_german_lists(talk: Talk) -> None:
    person = german(talk)
    assert "Frühere Runden" in (await person.say("/cluster")).labels
    assert "Ich kenne" in await person.read("/clusters")
    assert "Geprüft" in await person.read("/cluster Optence")
