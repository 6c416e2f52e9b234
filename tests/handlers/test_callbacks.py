"""Button payloads: packed, unpacked, and refused when they are not ours or too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.constants import InlineKeyboardButtonLimit

from handlers.callbacks import MAX_BYTES, Action, Payload, PayloadError, check_targets, unpack

if TYPE_CHECKING:
    from knowledge import Engine


def test_the_limit_is_telegrams() -> None:
    assert MAX_BYTES == InlineKeyboardButtonLimit.MAX_CALLBACK_DATA


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("page", [0, 1, 12])
def test_what_is_packed_can_be_unpacked(action: Action, page: int) -> None:
    payload = Payload(action, "de", "its-owl.partners", page)
    assert unpack(payload.pack()) == payload


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "hello",
        "s",
        "s:en",
        "s:en:",
        "s:fr:optence",
        "x:en:optence",
        "S:en:optence",
        "s:en:optence:",
        "s:en:optence:0",
        "s:en:optence:-1",
        "s:en:optence:01",
        "s:en:optence:²",
        "s:en:optence:1:2",
        '{"action": "show"}',
        "s:en:" + "ö" * 40,
    ],
)
def test_what_is_not_ours_is_refused(data: str | None) -> None:
    assert unpack(data) is None


def test_bytes_are_counted_and_not_letters() -> None:
    assert len(Payload(Action.SHOW, "en", "ö" * 29).pack().encode()) == 63
    with pytest.raises(PayloadError, match="shorten the id"):
        Payload(Action.SHOW, "en", "ö" * 30).pack()


def test_every_entry_of_the_knowledge_fits_on_a_button(engine: Engine) -> None:
    check_targets(engine)


def test_an_id_that_fits_on_no_button_is_named(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    long = f"optence.{'x' * 60}"
    monkeypatch.setattr(engine, "entries", lambda: ("optence.partners", long))
    with pytest.raises(PayloadError, match=long):
        check_targets(engine)
