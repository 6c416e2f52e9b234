"""Deep links into the private chat: what `?start=` carries, made and read in one place.

The payload names an entry (`optence_amount`), or holds a message that is to be answered there, as base64 for URLs.
"""

from __future__ import annotations

import base64
import re

_MESSAGE = "q-"
_FITTING = re.compile(r"[A-Za-z0-9_-]{1,64}")


def to_entry(entry: str) -> str:
    """The payload that shows an entry or a record; empty if its id does not fit."""
    return _checked(entry.replace(".", "_"))


def to_message(text: str) -> str:
    """The payload that answers a message as if it were sent in private; empty if it is too long for a link."""
    return _checked(_MESSAGE + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")) if text else ""


def message(payload: str) -> str | None:
    """The message that a payload holds; None if it holds none."""
    if not payload.startswith(_MESSAGE):
        return None
    packed = payload.removeprefix(_MESSAGE)
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except ValueError:  # neither base64 nor UTF-8
        return None


def _checked(payload: str) -> str:
    return payload if _FITTING.fullmatch(payload) else ""
