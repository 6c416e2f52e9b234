"""Under which keys things are noted, and what tells one update from another."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from telegram import Update

from handlers import keys
from tests.updates import edited, inline_query, message, press, standing, update

if TYPE_CHECKING:
    from tests.botapi.call import Json

HERE, THERE = "http://127.0.0.1:1/bot1:a", "http://127.0.0.1:2/bot1:a"


def mark(raw: Json, server: str = HERE) -> int:
    return keys.mark(Update.de_json(raw), server)


def test_a_redelivered_update_is_the_same() -> None:
    asked = message("Who works with Finland?")
    for content in (
        {"message": asked},
        {"edited_message": edited(asked, "Japan?")},
        {"callback_query": press("x", asked)},
        {"inline_query": inline_query("optence")},
        {"my_chat_member": standing("member")},
    ):
        raw = update(**content)
        assert mark(raw) == mark(copy.deepcopy(raw))


def test_another_one_with_its_number_is_not() -> None:
    asked = message("Who works with Finland?")
    others = [
        {"message": asked},
        {"message": {**asked, "date": asked["date"] + 1}},
        {"message": {**asked, "message_id": asked["message_id"] + 1}},
        {"edited_message": edited(asked, "Japan?")},
        {"inline_query": inline_query("optence")},
        {"inline_query": inline_query("optence")},
    ]
    marks = [mark({"update_id": 1, **content}) for content in others]
    assert len({*marks, mark({"update_id": 1, **others[0]}, THERE)}) == len(others) + 1


def test_an_answer_belongs_to_its_question_also_when_that_is_edited() -> None:
    asked = message("Who works with Finland?")
    later = edited(asked, "Who works with Japan?")
    known, changed, other = (
        Update.de_json({"update_id": 1, kind: raw}).effective_message
        for kind, raw in (("message", asked), ("edited_message", later), ("message", {**asked, "date": asked["date"] + 60}))
    )
    assert known
    assert changed
    assert other
    assert keys.answer(known) == keys.answer(changed) != keys.answer(other)
