"""The program's logging for a test: configured as for real, read from a stream, and undone."""

from __future__ import annotations

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
