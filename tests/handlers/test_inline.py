"""Inline mode: what is offered while somebody types, in any chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.inline import A_PAGE, stable_id
from tests.botapi.markup import Markup
from tests.handlers.outcomes import HOSTILE
from tests.updates import ADA, BEN, inline_query, update

if TYPE_CHECKING:
    from knowledge import Engine
    from tests.botapi.call import Call, Json
    from tests.conversation import Conversation
    from tests.talking import Talk


async def ask(talk: Talk, typed: str, offset: str = "", person: Json = ADA) -> Call:
    (call,) = await talk.give(update(inline_query=inline_query(typed, offset=offset, person=person)))
    assert call.method == "answerInlineQuery"
    return call


def titles(call: Call) -> list[str]:
    return [result["title"] for result in call.parameters["results"]]


async def test_as_one_types(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada asks inline: o", "results: "),
        ("ada asks inline: opt", "results: Optence e.V."),
        ("ada asks inline: optence", "results: Optence e.V."),
        ("ada asks inline: optence par", "results: Optence: Partners"),
        ("ada asks inline: optnece", "results: Optence e.V."),
        ("ada asks inline: go-cl", "results: "),
        ("ada asks inline: Who works with Finland?", "results: Clusters with partners in Finland"),
        ("ada asks inline: Wer arbeitet mit Finnland?", "results: Cluster mit Partnern in Finnland"),
    )


async def test_a_result_is_the_short_answer_with_its_source(talk: Talk) -> None:
    first = (await ask(talk, "optence partners")).parameters["results"][0]
    content = first["input_message_content"]
    assert content["parse_mode"] == "HTML"
    assert content["link_preview_options"]["is_disabled"]
    assert Markup(content["message_text"]).links
    assert len(Markup(content["message_text"]).text) <= 600
    assert 0 < len(first["description"]) <= 101
    assert first["reply_markup"]["inline_keyboard"][0][0]["url"].endswith("?start=optence_partners__en")


async def test_a_sentence_is_understood_before_its_last_word_is_typed_out(talk: Talk) -> None:
    for typed in ("who works with finl", "who works with finlan", "who works with finland"):
        assert titles(await ask(talk, typed))[0] == "Clusters with partners in Finland", typed
    whole = titles(await ask(talk, "wie lange dauert die förderung"))[0]
    assert [titles(await ask(talk, f"wie lange dauert die {typed}"))[0] for typed in ("förderu", "förderun")] == [whole] * 2


async def test_a_list_is_described_by_what_it_lists_and_nothing_is_offered_twice(talk: Talk) -> None:
    first = (await ask(talk, "Who works with Finland?")).parameters["results"][0]
    assert first["description"].startswith("BioEconomy Cluster")
    for typed in ("money", "Geld", "how much money can a cluster get"):
        assert len(set(titles(await ask(talk, typed)))) == len(titles(await ask(talk, typed))), typed


async def test_an_empty_query_lists_the_topics_page_by_page(talk: Talk, engine: Engine) -> None:
    topics = len(engine.topics())
    pages = [await ask(talk, "", str(first)) for first in range(0, topics, A_PAGE)]
    assert [page.parameters.get("next_offset") for page in pages] == [*map(str, range(A_PAGE, topics, A_PAGE)), None]
    assert all(len(page.parameters["results"]) <= A_PAGE for page in pages)
    assert len({result["id"] for page in pages for result in page.parameters["results"]}) == topics


async def test_nothing_found_offers_the_private_chat_with_the_question(talk: Talk) -> None:
    call = await ask(talk, "zzzz qqqq")
    assert call.parameters["results"] == []
    assert call.parameters["button"]["text"] == "Ask me in private"
    assert (await talk.read(f"/start {call.parameters['button']['start_parameter']}")).startswith("I don't know that.")
    long = await ask(talk, "zzzz " * 40)
    assert (await talk.read(f"/start {long.parameters['button']['start_parameter']}")).startswith("Welcome!")


async def test_the_language_is_the_persons_choice_else_that_of_the_words_or_of_their_telegram(talk: Talk) -> None:
    assert titles(await ask(talk, "optence partner", person=BEN))[0] == "Optence: Partner"
    assert titles(await ask(talk, "", person=BEN)) != titles(await ask(talk, ""))
    await talk.prefer(ADA["id"], "de")
    assert titles(await ask(talk, "Who works with Finland?"))[0] == "Cluster mit Partnern in Finnland"


async def test_ids_are_stable_for_the_same_knowledge_and_differ_for_other(talk: Talk, engine: Engine) -> None:
    once, twice = await ask(talk, "optence"), await ask(talk, "optence")
    assert [each["id"] for each in once.parameters["results"]] == [each["id"] for each in twice.parameters["results"]]
    assert once.parameters["cache_time"] > 0
    answer = engine.show("optence.partners", "en")
    assert answer is not None
    assert stable_id(answer, "1") != stable_id(answer, "2")
    assert stable_id(answer, "1") != stable_id(engine.show("optence.partners", "de") or answer, "1")


@pytest.mark.parametrize("offset", ["10000", "-1", "x", "²"])
async def test_a_strange_offset_is_no_error(offset: str, talk: Talk) -> None:
    await ask(talk, "optence", offset)


async def test_hostile_words_come_back_as_words(talk: Talk) -> None:
    await ask(talk, HOSTILE)
    await ask(talk, f"optence {HOSTILE}")


@given(typed=st.text(max_size=256))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_anything_may_be_typed(typed: str, talk: Talk) -> None:
    await ask(talk, typed.encode(errors="ignore").decode())
