"""Deep links: what is packed comes back, or is not packed at all; Telegram takes every payload."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import links

TAKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


@given(st.text())
def test_a_message_comes_back_as_it_was_or_is_too_long(text: str) -> None:
    payload = links.to_message(text.encode(errors="ignore").decode())
    if payload:
        assert TAKEN.fullmatch(payload)
        assert links.message(payload) == text.encode(errors="ignore").decode()
    else:
        assert not text.encode(errors="ignore") or len(text.encode(errors="ignore")) > 46


@given(st.text())
def test_anything_may_stand_in_a_link(payload: str) -> None:
    links.message(payload)
    links.message(f"q-{payload}")


@pytest.mark.parametrize("payload", ["", "optence", "optence_amount", "q-_w", "q-!!!", "q-", "q-a"])
def test_what_holds_no_message_is_none(payload: str) -> None:
    assert not links.message(payload)


def test_an_entry_is_named_without_a_point() -> None:
    assert links.to_entry("optence.partners", "de") == "optence_partners__de"
    assert links.to_entry("x" * 65, "en") == ""


def test_an_entry_comes_back_with_its_language_if_it_has_one() -> None:
    assert links.entry("optence_partners__de") == ("optence_partners", "de")
    assert links.entry("Optence_partners") == ("optence_partners", None)
    assert links.entry("optence__xx") == ("optence", None)
