"""The memory: what it keeps, for how long, and how much of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handlers.dialogue import TEN_MINUTES, Memory, Turn, reply
from knowledge import Focus
from tests.clock import Clock
from tests.handlers.outcomes import answer, choices, declined, options

if TYPE_CHECKING:
    from knowledge import Engine


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_topic_is_forgotten_after_ten_minutes(clock: Clock) -> None:
    memory = Memory(clock)
    memory.remember(1, answer())
    clock.now = TEN_MINUTES - 1
    assert memory.recall(1) is not None
    clock.now = TEN_MINUTES
    assert memory.recall(1) is None


def test_chats_do_not_mix(clock: Clock) -> None:
    memory = Memory(clock)
    memory.remember(1, answer())
    assert memory.recall(2) is None


def test_an_outcome_without_a_topic_leaves_the_topic_but_not_the_options(clock: Clock) -> None:
    memory = Memory(clock)
    memory.remember(1, answer(related=3))
    memory.remember(1, declined("You're welcome."))
    turn = memory.recall(1)
    assert turn is not None
    assert turn.focus == answer().focus
    assert turn.options == ()


def test_the_first_message_of_an_album_is_new(clock: Clock) -> None:
    memory = Memory(clock)
    assert [memory.is_new_album(1, album) for album in ("a", "a", "b")] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "place"),
    [("1", 1), (" 2. ", 2), ("(3)", 3), ("#3", 3), ("option 2", 2), ("OPTION  1", 1)]
    + [(text, None) for text in ("0", "4", "-1", "1 2", "one", "round 2", "2016", "")],
)
def test_an_option_is_picked_by_number_or_label(text: str, place: int | None) -> None:
    turn = Turn(None, options(3), numbered=True, language="en")
    picked = turn.pick(text)
    assert picked == (options(3)[place - 1] if place else None)


def test_options_that_were_not_numbered_are_picked_by_label_only() -> None:
    turn = Turn(None, options(3), numbered=False, language="en")
    assert turn.pick("1") is None
    assert turn.pick("Option 1") == options(3)[0]


def test_a_reply_picks_before_it_asks(engine: Engine, clock: Clock) -> None:
    memory = Memory(clock)
    offer = replace(choices(), options=tuple(replace(each, target="its-owl.partners") for each in options(3)))
    memory.remember(1, offer)
    outcome = reply(engine, memory, 1, "2", None, "en")
    assert outcome.focus.entries == ("its-owl.partners",)
    turn = memory.recall(1)
    assert turn is not None
    assert turn.focus == outcome.focus != Focus()


def test_a_reply_goes_on_from_the_message_to_which_it_replies(engine: Engine, clock: Clock) -> None:
    memory = Memory(clock)
    reply(engine, memory, 1, "Who are the partners of Optence?", None, "en")
    topic = Focus(records=("its-owl",))
    assert reply(engine, memory, 1, "and the money?", None, "en", topic).focus.records == ("its-owl",)
