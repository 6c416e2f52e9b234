"""Turns of a conversation: what one leaves for the next, and what a message picks from an offer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handlers.dialogue import Turn, after, reply
from knowledge import Focus
from tests.handlers.outcomes import answer, choices, declined, options

if TYPE_CHECKING:
    from knowledge import Engine


def test_an_outcome_without_a_topic_leaves_the_topic_but_not_the_options() -> None:
    turn = after(after(None, answer(related=3)), declined("You're welcome."))
    assert turn.focus == answer().focus
    assert turn.options == ()


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


def test_a_reply_picks_before_it_asks(engine: Engine) -> None:
    offer = replace(choices(), options=tuple(replace(each, target="its-owl.partners") for each in options(3)))
    turn = after(None, offer)
    outcome = reply(engine, turn, "2", None, "en")
    assert outcome.focus.entries == ("its-owl.partners",)
    assert after(turn, outcome).focus == outcome.focus != Focus()


def test_a_reply_goes_on_from_the_message_to_which_it_replies(engine: Engine) -> None:
    turn = after(None, reply(engine, None, "Who are the partners of Optence?", None, "en"))
    topic = Focus(records=("its-owl",))
    assert reply(engine, turn, "and the money?", None, "en", topic).focus.records == ("its-owl",)
