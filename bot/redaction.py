"""Redaction: no secret is in a log record, however it was put there, for whatever handler the record is."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.traces import told

REDACTED = "[secret]"
# A bot's token, also with its colon percent-encoded, and the password in any address.
_SHAPES = (
    (re.compile(r"(?<!\d)\d{6,}(?::|%3a)[\w-]{30,}", re.I | re.A), REDACTED),
    (re.compile(r"(://[^\s:/@]{0,64}:)[^\s@]{1,256}@"), rf"\1{REDACTED}@"),
)
_SHORT = 4  # a secret of fewer characters is part of many words, and taking it out would show where it is
_SHORT_KEY = 16  # the same for what stands behind a token's colon
_PLAIN = (int, float, bool, type(None))


class Redaction:
    """Takes secrets out of texts and records: the given ones, what looks like a token, and the passwords in addresses.

    A secret is found in any case, percent-encoded or escaped in whole or in part, as in an address or in the `repr` of bytes.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        ways = sorted({each for secret in secrets for each in _parts(secret)}, key=len, reverse=True)
        self._secrets = re.compile("|".join("".join(map(_written, way)) for way in ways) or r"(?!)", re.I)

    def clean(self, text: str) -> str:
        """The text without any secret."""
        text = self._secrets.sub(REDACTED, text)
        for shape, instead in _SHAPES:
            text = shape.sub(instead, text)
        return text

    def record(self, *arguments: Any, **named: Any) -> logging.LogRecord:
        """Make a record without secrets; `logging` makes all of its records by this once it is their factory."""
        made = logging.LogRecord(*arguments, **named)
        made.msg, made.args = self._message(made), ()
        if made.exc_info:
            made.exc_text, made.exc_info = self.clean(told(made.exc_info[1])), None
        made.stack_info = made.stack_info and self.clean(made.stack_info)
        return made

    def _message(self, record: logging.LogRecord) -> object:
        """The message with its arguments in it; of a record of structlog, the fields."""
        if isinstance(record.msg, dict):
            return {key: value if isinstance(value, _PLAIN) else self.clean(str(value)) for key, value in record.msg.items()}
        return self.clean(_filled(record))


def _filled(record: logging.LogRecord) -> str:
    """The message; if its arguments do not fit or cannot be shown, without them, for a log must never fail its caller."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - the arguments' own code
        return str(record.msg)


def _parts(secret: str) -> Iterator[str]:
    """What of a secret must not be seen: the whole; of a token, also what stands behind the colon."""
    if len(secret) >= _SHORT:
        yield secret
    if len(key := secret.partition(":")[2]) >= _SHORT_KEY:
        yield key


def _written(character: str) -> str:
    """A pattern for the ways to write a character: itself, behind some backslashes, percent-encoded, or as escaped bytes."""
    encoded = character.encode()
    percent = "".join(f"%{byte:02x}" for byte in encoded)
    escaped = "".join(rf"\\{{1,4}}x{byte:02x}" for byte in encoded)
    return rf"(?:\\{{0,4}}{re.escape(character)}|{percent}|{escaped})"
