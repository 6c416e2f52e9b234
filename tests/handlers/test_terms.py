"""`/term`: the list, and one term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers import terms
from handlers.keyboards import TERM

if TYPE_CHECKING:
    from knowledge import Engine
    from tests.talking import Talk


async def test_without_a_word_the_terms_are_offered(talk: Talk, engine: Engine) -> None:
    call = await talk.say("/term")
    assert call.labels == [card.label for card in engine.records(TERM)]
    assert "1. " in call.text


@pytest.mark.parametrize("words", ["go-cluster", "GO CLUSTER"])
async def test_a_term_is_explained_and_leads_to_the_others(words: str, talk: Talk) -> None:
    call = await talk.say(f"/term {words}")
    assert "go-cluster" in call.text
    assert "Source" in call.text
    _, back = await talk.press("All terms")
    assert "go-cluster" in back.labels


async def test_a_word_that_is_no_term_is_asked(talk: Talk) -> None:
    assert (await talk.read("/term optence partners")).startswith("Optence: Partners")


def test_without_any_terms_that_is_said(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "records", lambda _=None: ())
    assert "I have no list of terms" in terms.terms_menu(engine, "en").html
