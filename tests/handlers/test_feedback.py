"""Feedback: thumbs under what answers a question, and questions that are kept only with consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import Kept, Tally
from tests.handlers.outcomes import HOSTILE
from tests.updates import BEN, GROUP, SUPERGROUP, message, press, update

if TYPE_CHECKING:
    from storage import Store
    from tests.clock import Clock
    from tests.talking import Talk

THUMBS = ["👍 Helpful", "👎 Not helpful"]
CONSENT = "May the editors have this question, to add an answer?"
US = "@answers_test_bot"


@pytest.mark.parametrize("words", ["Who works with Finland?", "partners", "phone number of Optence", "zzzz qqqq"])
async def test_whatever_a_question_leads_to_can_be_rated(words: str, talk: Talk) -> None:
    labels = (await talk.say(words)).labels
    assert [label for label in labels if label in THUMBS] == THUMBS


@pytest.mark.parametrize("words", ["/help", "/privacy", "/cluster", "/language", "hello", "thanks", "/nonsense"])
async def test_what_answers_no_question_cannot(words: str, talk: Talk) -> None:
    assert not set((await talk.say(words)).labels) & {*THUMBS, CONSENT}


async def test_the_last_thumb_of_a_person_counts(talk: Talk, store: Store) -> None:
    await talk.say("Who are the partners of Optence?")
    for thumb in (*THUMBS, THUMBS[1]):
        (answered,) = await talk.press(thumb)
        assert (answered.method, answered.text) == ("answerCallbackQuery", "Thank you.")
    assert await store.tallies() == [Tally("optence.partners", 0, 1)]
    page = talk.application.bot_data.metrics.page()[0].decode()
    assert 'cluster_answers_ratings_total{helpful="no",told="optence.partners"} 2.0' in page


async def test_everybody_in_a_group_may_rate(talk: Talk, store: Store) -> None:
    (call,) = await talk.give(update(message=message(f"{US} phone number of Optence", chat=GROUP)))
    assert CONSENT not in call.labels
    data = next(button["callback_data"] for button in call.buttons if button["text"] == THUMBS[0])
    for person in (talk.person, BEN):
        await talk.give(update(callback_query=press(data, talk.last(), person=person)))
    assert await store.tallies() == [Tally("declined", 2, 0)]


async def test_a_question_is_kept_only_with_consent_and_without_its_writer(talk: Talk, store: Store) -> None:
    for words in ("Which cluster has a canteen?", HOSTILE):
        declined = await talk.say(words)
        assert CONSENT in declined.labels
        assert declined.parameters["reply_parameters"]["message_id"]
    assert await store.kept() == []
    answered, edited = await talk.press(CONSENT)
    assert answered.text == "Thank you. The question is kept without your name, for 180 days."
    assert (edited.method, edited.labels) == (
        "editMessageText",
        [label for label in declined.labels if label != CONSENT],
    )
    (kept,) = await store.kept()
    assert (kept.question, kept.language) == (HOSTILE, "en")
    assert not {str(talk.person["id"]), talk.person["first_name"]} & set(vars_of(kept))


def vars_of(kept: Kept) -> list[str]:
    return [kept.question, kept.language, str(kept.at)]


async def test_what_is_kept_is_deleted_after_its_time(talk: Talk, store: Store, clock: Clock) -> None:
    await talk.say("Which cluster has a canteen?")
    await talk.press(THUMBS[0])
    await talk.press(CONSENT)
    clock.now += 179 * 86_400
    await store.clean(180)
    assert len(await store.kept()) == len(await store.tallies()) == 1
    clock.now += 2 * 86_400
    await store.clean(180)
    assert await store.kept() == []
    assert await store.tallies() == []


async def test_where_nothing_is_to_be_kept_nothing_is(talk: Talk, store: Store) -> None:
    talk.application.bot_data.keep_days = 0
    declined = await talk.say("Which cluster has a canteen?")
    assert CONSENT not in declined.labels
    await talk.press(THUMBS[0])
    assert await store.tallies() == []
    (refused,) = await talk.press_data("k:en:question")
    assert "out of date" in refused.text


async def test_a_question_that_was_deleted_cannot_be_kept(talk: Talk, store: Store) -> None:
    await talk.say("Who works with Finland?")  # an answer in private replies to nothing
    (refused,) = await talk.press_data("k:en:question")
    assert "out of date" in refused.text
    assert await store.kept() == []


async def test_an_answer_in_a_supergroup_has_its_thumbs_below(talk: Talk) -> None:
    (call,) = await talk.give(update(message=message(f"{US} Optence", chat=SUPERGROUP)))
    assert call.labels == ["Whole answer and more", "Remove", *THUMBS]
