"""The memory: what it keeps, for how long, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from handlers.dialogue import TEN_MINUTES, Memory, Recent, Turn, reply
from knowledge import Focus
from tests.handlers.outcomes import answer, choices, declined, options

if TYPE_CHECKING:
    from knowledge import Engine


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


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


def test_what_is_forgotten_is_gone_from_memory_for_all_chats(clock: Clock) -> None:
    recent: Recent[str] = Recent(10, clock, TEN_MINUTES)
    recent.put(1, "a")
    recent.put(2, "b")
    clock.now = TEN_MINUTES
    recent.put(3, "c")
    assert len(recent) == 1


def test_a_choice_of_language_is_not_forgotten(clock: Clock) -> None:
    memory = Memory(clock)
    memory.choose_language(1, "de")
    clock.now = 100 * TEN_MINUTES
    assert memory.language(1) == "de"
    memory.choose_language(1, None)
    assert memory.language(1) is None


def test_only_so_many_chats_are_kept_and_the_longest_unused_goes_first(clock: Clock) -> None:
    memory = Memory(clock, capacity=2)
    memory.choose_language(1, "de")
    memory.choose_language(2, "de")
    assert memory.language(1) == "de"
    memory.choose_language(3, "de")
    assert [memory.language(chat) for chat in (1, 2, 3)] == ["de", None, "de"]


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
