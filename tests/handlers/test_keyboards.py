"""Buttons: how many, how wide, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers import keyboards
from handlers.callbacks import Action, Payload, unpack
from handlers.keyboards import MAX_OPTIONS
from tests.handlers.outcomes import choices, declined

if TYPE_CHECKING:
    from handlers.keyboards import Rows
    from knowledge import Engine, Language


def targets(rows: Rows) -> list[str]:
    payloads = [unpack(str(button.callback_data)) for row in rows for button in row]
    return [payload.target for payload in payloads if payload]


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    payload = Payload(Action.SHOW, "en", "x")
    labels = ["Seat", "Field", "A label that is rather long", "Partners", "Duration", "Title"]
    rows = keyboards.rows(keyboards.button(label, payload) for label in labels)
    assert [[button.text for button in row] for row in rows] == [
        ["Seat", "Field"],
        ["A label that is rather long"],
        ["Partners", "Duration"],
        ["Title"],
    ]


def test_a_very_long_label_is_cut() -> None:
    label = keyboards.button("x" * 200, Payload(Action.SHOW, "en", "x")).text
    assert len(label) == 60
    assert label.endswith("…")


def test_a_refusal_offers_no_more_than_can_be_read(engine: Engine) -> None:
    assert len(targets(keyboards.under(declined(suggestions=40), engine))) == MAX_OPTIONS


def test_choices_are_all_offered(engine: Engine) -> None:
    assert targets(keyboards.under(choices(5), engine)) == [f"record-{number}" for number in range(1, 6)]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_pages_of_a_profile_lead_to_all_its_topics(language: Language, engine: Engine) -> None:
    profile = engine.show("optence", language)
    assert profile is not None
    pages = -(-len(profile.related) // MAX_OPTIONS)
    assert pages > 1
    seen = [target for page in range(pages) for target in targets(keyboards.under(profile, engine, page))]
    assert [option.target for option in profile.related] == [target for target in seen if "." in target]


@pytest.mark.parametrize("language", ["en", "de"])
def test_under_every_entry_there_are_few_buttons_which_all_lead_somewhere(language: Language, engine: Engine) -> None:
    for entry in engine.entries():
        answer = engine.show(entry, language)
        assert answer is not None
        found = targets(keyboards.under(answer, engine))
        assert len(found) <= MAX_OPTIONS + 2, entry
        assert entry not in found, entry
        assert all(engine.show(target, language) for target in found if target not in {"records", "terms"}), entry


def test_an_entry_leads_back_to_its_record_once(engine: Engine) -> None:
    answer = engine.show("optence.partners", "en")
    assert answer is not None
    found = targets(keyboards.under(answer, engine))
    assert found[-1] == "optence"
    assert "optence.profile" not in found
