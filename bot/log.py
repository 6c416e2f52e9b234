"""Logging: one handler on standard error that never prints a token; libraries are kept from printing people's words."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

REDACTED = "[token]"
_SHAPE = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# httpx and httpcore log addresses, which hold the token; python-telegram-bot logs whole messages at DEBUG; its polling
# loop logs a traceback for each outage, which `handlers.errors` reports in one line.
_FLOORS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,
    "telegram.ext": logging.CRITICAL,
    "telegram.ext.Application": logging.INFO,
}


class Redaction(logging.Filter):
    """Takes tokens, the given ones and whatever looks like one, out of a record's message, arguments and traceback."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.clean(_message(record)), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """The text without any token."""
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        return _SHAPE.sub(REDACTED, text)


def _message(record: logging.LogRecord) -> str:
    """The record's message; one whose arguments do not fit, without them, for a log must never fail its caller."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def configure(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error by default) from `level` up; replaces what was configured before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    redaction = Redaction(secrets)
    for each in logging.getLogger().handlers:
        each.addFilter(redaction)
    wanted = logging.getLogger().level
    for name, floor in _FLOORS.items():
        logging.getLogger(name).setLevel(max(wanted, floor))
