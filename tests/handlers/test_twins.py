"""A message that was sent again because its answer was lost: one of the two remains, and nothing else is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers.twins import SPAN
from tests.botapi.call import BOT, Json, Refusal
from tests.updates import BEN, FORUM, GROUP, PRIVATE, SUPERGROUP, TOPIC, message, update

if TYPE_CHECKING:
    from tests.botapi.call import Call
    from tests.botapi.telegram import Telegram
    from tests.talking import Talk

US = "@answers_test_bot"


def texts(telegram: Telegram, chat: Json) -> dict[int, str]:
    """What we have said in a chat, by the number of the message."""
    known = telegram.world.messages.items()
    return {number: each["text"] for (where, number), each in known if where == chat["id"] and each.get("from") == BOT}


def methods(calls: list[Call]) -> list[str]:
    return [call.method for call in calls]


PLACES = {
    "private": message("Optence"),
    "group": message(f"{US} Optence", chat=GROUP),
    "supergroup": message(f"{US} Optence", chat=SUPERGROUP, person=BEN),
    "topic": message(f"{US} Optence", chat=FORUM, thread=TOPIC),
}


@pytest.mark.parametrize("place", PLACES)
async def test_of_two_that_arrived_the_second_remains(place: str, talk: Talk, telegram: Telegram) -> None:
    asked = PLACES[place]
    telegram.drop("sendMessage", carried_out=True)
    calls = await talk.give(update(message=asked))
    assert (methods(calls).count("sendMessage"), methods(calls).count("deleteMessage")) == (2, 1)
    assert list(texts(telegram, asked["chat"])) == [telegram.last()["message_id"]]
    assert telegram.last().get("message_thread_id") == asked.get("message_thread_id")


async def test_of_three_that_arrived_the_last_remains_and_can_be_edited(talk: Talk, telegram: Telegram) -> None:
    asked = message(f"{US} Optence", chat=GROUP)
    telegram.drop("sendMessage", 2, carried_out=True)
    await talk.give(update(message=asked))
    (edit,) = await talk.give(update(edited_message={**asked, "text": f"{US} Bavaria", "edit_date": asked["date"] + 1}))
    assert edit.parameters["message_id"] == max(texts(telegram, GROUP))
    assert len(texts(telegram, GROUP)) == 1


async def test_where_the_first_did_not_arrive_nothing_is_taken_back(talk: Talk, telegram: Telegram) -> None:
    telegram.drop("sendMessage")
    calls = await talk.give(update(message=message("Optence")))
    assert "deleteMessage" not in methods(calls)
    assert len(texts(telegram, PRIVATE)) == 1


async def test_answers_before_it_are_untouched(talk: Talk, telegram: Telegram) -> None:
    queued = [update(message=message(words)) for words in ("Optence", "Who works with Finland?", "Optence")]
    await talk.give(queued[0])
    await talk.give(queued[1])
    before = texts(telegram, PRIVATE)
    telegram.drop("sendMessage", carried_out=True)
    await talk.give(queued[2])
    now = texts(telegram, PRIVATE)
    assert now == before | {telegram.last()["message_id"]: telegram.last()["text"]}


async def test_messages_opened_by_buttons_are_untouched(talk: Talk, telegram: Telegram) -> None:
    queued = update(message=message("Optence"))  # written before the buttons are pressed, and handled after that
    start = await talk.say("/start")
    for label in (start.labels[0], start.labels[1]):
        await talk.press_data(next(each["callback_data"] for each in start.buttons if each["text"] == label), _first(telegram))
    before = texts(telegram, PRIVATE)
    assert len(before) == 3
    telegram.drop("sendMessage")
    await talk.give(queued)
    assert texts(telegram, PRIVATE) == before | {telegram.last()["message_id"]: telegram.last()["text"]}


def _first(telegram: Telegram) -> Json:
    return telegram.world.messages[PRIVATE["id"], min(texts(telegram, PRIVATE))]


async def test_a_message_opened_by_a_button_has_no_twin_either(talk: Talk, telegram: Telegram) -> None:
    start = await talk.say("/start")
    telegram.drop("sendMessage", carried_out=True)
    assert "deleteMessage" in methods(await talk.press(start.labels[0]))
    assert len(texts(telegram, PRIVATE)) == 2


@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
async def test_nobody_elses_message_is_touched(chat: Json, talk: Talk, telegram: Telegram) -> None:
    telegram.set_member(chat["id"], BOT, "administrator", can_delete_messages=True)
    asked = message(f"{US} Optence", chat=chat)
    (answer,) = await talk.give(update(message=asked))
    others = {number: {**message(answer.text, chat=chat), "message_id": number} for number in range(99_992, 100_000)}
    for each in others.values():
        telegram.world.see(each)
    telegram.drop("sendMessage", carried_out=True)
    await talk.give(update(message={**asked, "message_id": 99_991}))
    left = {number: each for (where, number), each in telegram.world.messages.items() if where == chat["id"]}
    assert {number: left.get(number) for number in others} == others
    assert len(texts(telegram, chat)) == 2


async def test_what_lies_too_far_back_stays(talk: Talk, telegram: Telegram) -> None:
    telegram.drop("sendMessage", SPAN + 1, carried_out=True)
    await talk.give(update(message=message("Optence")))
    assert len(texts(telegram, PRIVATE)) == 2


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage"])
async def test_a_twin_that_cannot_be_taken_back_is_no_error(method: str, talk: Talk, telegram: Telegram) -> None:
    telegram.drop("sendMessage", carried_out=True)
    telegram.refuse(method, Refusal(403, "Forbidden: bot was blocked by the user"))
    asked = message("Optence")
    await talk.give(update(message=asked))
    assert len(texts(telegram, PRIVATE)) == 2
    assert await talk.give(update(message=asked)) == []  # it counts as answered


async def test_a_twin_that_was_taken_back_unheard_is_no_error(talk: Talk, telegram: Telegram) -> None:
    telegram.drop("sendMessage", carried_out=True)
    telegram.drop("deleteMessage", carried_out=True)
    calls = await talk.give(update(message=message("Optence")))
    assert methods(calls).count("sendMessage") == 2
    assert len(texts(telegram, PRIVATE)) == 1
