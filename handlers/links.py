"""Deep links into the private chat: what `?start=` carries, made and read in one place.

The payload names an entry (`optence_amount`, in a language `optence_amount__de`), or holds, as base64 for URLs, the title of an
answer or a message that is to be answered there. It holds all there is to know: nothing needs to be kept for it.
"""

from __future__ import annotations

import base64
import re

from knowledge import LANGUAGES, Language

_MESSAGE, _TITLE = "q-", "t-"
_LANGUAGE = "__"
_FITTING = re.compile(r"[A-Za-z0-9_-]{1,64}")


def to_entry(entry: str, language: Language) -> str:
    """The payload that shows an entry or a record in a language; empty if its id does not fit."""
    return _checked(f"{entry.replace('.', '_')}{_LANGUAGE}{language}")


def entry(payload: str) -> tuple[str, Language | None]:
    """The name of an entry in a payload, and the language in which it is to be shown, if the payload says."""
    name, _, code = payload.casefold().partition(_LANGUAGE)
    return name, next((language for language in LANGUAGES if language == code), None)


def to_message(text: str) -> str:
    """The payload that answers a message as if it were sent in private; empty if it is too long for a link."""
    return _packed(_MESSAGE, text)


def message(payload: str) -> str | None:
    """The message that a payload holds; None if it holds none."""
    return _unpacked(_MESSAGE, payload)


def to_title(title: str) -> str:
    """The payload that shows the answer with a title; empty if that is too long for a link."""
    return _packed(_TITLE, title)


def title(payload: str) -> str | None:
    """The title that a payload holds; None if it holds none."""
    return _unpacked(_TITLE, payload)


def _packed(kind: str, text: str) -> str:
    return _checked(kind + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")) if text else ""


def _unpacked(kind: str, payload: str) -> str | None:
    if not payload.startswith(kind):
        return None
    packed = payload.removeprefix(kind)
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except ValueError:  # neither base64 nor UTF-8
        return None


def _checked(payload: str) -> str:
    return payload if _FITTING.fullmatch(payload) else ""
