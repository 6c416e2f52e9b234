"""Questions in people's own words, as a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keys
from handlers.dialogue import after
from handlers.keys import Conversation
from handlers.memory import TEN_MINUTES, Memory
from tests.botapi.markup import Markup
from tests.handlers.outcomes import HOSTILE, choices
from tests.updates import CHAT

if TYPE_CHECKING:
    from tests.clock import Clock
    from tests.talking import Talk


async def test_a_question_gets_the_answer_with_source_and_date(talk: Talk) -> None:
    call = await talk.say("Who are the partners of Optence?")
    assert call.text.startswith("<b>Optence: Partners</b>")
    assert "Photonics Finland" in call.text
    assert Markup(call.text).links
    assert "Checked: " in call.text
    assert "reply_parameters" not in call.parameters


async def test_a_follow_up_goes_on_from_the_last_topic(talk: Talk) -> None:
    await talk.say("How much money does Optence get?")
    assert (await talk.read("and its partners?")).startswith("Optence: Partners")
    assert (await talk.read("and it's OWL?")).startswith("it's OWL: Partner")


async def test_a_follow_up_goes_on_from_a_pressed_button(talk: Talk) -> None:
    await talk.say("/cluster")
    await talk.press("it's OWL")
    assert (await talk.read("and its partners?")).startswith("it's OWL: Partner")


async def test_small_talk_between_does_not_lose_the_topic(talk: Talk) -> None:
    await talk.say("How much money does Optence get?")
    await talk.say("thanks")
    assert (await talk.read("and its partners?")).startswith("Optence: Partners")


async def test_after_ten_minutes_the_topic_is_forgotten(talk: Talk, clock: Clock) -> None:
    await talk.say("How much money does Optence get?")
    clock.now += TEN_MINUTES
    assert not (await talk.read("and its partners?")).startswith("Optence")


async def test_a_choice_is_picked_by_number_or_label(talk: Talk) -> None:
    await talk.say("/cluster")
    assert (await talk.read("9.")).startswith("it's OWL")
    await talk.say("/cluster")
    assert (await talk.read("optence")).startswith("Optence e.V.")
    assert (await talk.read("why these countries")).startswith("Optence: Why these countries")


async def test_a_choice_that_the_engine_offers_is_picked_by_number(talk: Talk) -> None:
    here = Conversation(CHAT)
    await talk.note(keys.turn(here), lambda notes: Memory(notes).remember(here, after(None, choices(2))))
    assert "Optence" not in await talk.read("1")  # its target does not exist, so it is asked as a question
    await talk.say("/cluster")
    assert (await talk.read("10")).startswith("Optence")


async def test_a_number_means_nothing_where_nothing_was_offered(talk: Talk) -> None:
    assert not (await talk.read("10")).startswith("Optence")


async def test_hostile_text_comes_back_as_text(talk: Talk) -> None:
    for text in (HOSTILE, f"/cluster {HOSTILE}", f"/funding {HOSTILE}", f"/start {HOSTILE}", f"/term {HOSTILE}"):
        await talk.say(text)


async def test_a_very_long_message_gets_an_answer_that_fits(talk: Talk) -> None:
    await talk.say("partners optence " * 240)
    await talk.say("/clusters " + "&" * 4000)
