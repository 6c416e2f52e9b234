"""The program's logging for a test: configured as for real, read from a stream, and undone; or waited for."""

from __future__ import annotations

import asyncio
import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.log import configure


@contextmanager
def logged(level: str, *secrets: str) -> Iterator[io.StringIO]:
    """What is logged meanwhile. The levels of loggers are left to `_logging_restored`."""
    factory, hooks = logging.getLogRecordFactory(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    stream = io.StringIO()
    configure(level, secrets, stream)
    try:
        yield stream
    finally:
        structlog.reset_defaults()
        logging.captureWarnings(False)
        logging.setLogRecordFactory(factory)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


class _Heard(logging.Handler):
    """Waits for a line in the log."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self.event = words, asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self._words in record.getMessage():
            self.event.set()


@contextmanager
def hearing(name: str, words: str) -> Iterator[asyncio.Event]:
    """What is set when these words are in the log of a module."""
    heard, logger = _Heard(words), logging.getLogger(name)
    level = logger.level
    logger.addHandler(heard)
    logger.setLevel(logging.INFO)
    try:
        yield heard.event
    finally:
        logger.removeHandler(heard)
        logger.setLevel(level)
