"""Logging: a line in logfmt on standard error for each record, ours and the libraries', without secrets or people's words."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sys
from typing import TYPE_CHECKING, TextIO

import structlog

from bot import hooks
from bot.redaction import Redaction
from bot.traces import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from structlog.typing import EventDict, ExcInfo, WrappedLogger

_FLOORS = {
    # Addresses, which hold the token.
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    # Whole messages at DEBUG; the polling loop logs a traceback for each outage, which `handlers.errors` tells in one line.
    "telegram": logging.INFO,
    "telegram.ext": logging.CRITICAL,
    "telegram.ext.Application": logging.INFO,
    # Statements with what is put into them.
    "sqlalchemy": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "alembic": logging.WARNING,
    # Tasks with what they were given; who asked for what.
    "asyncio": logging.WARNING,
    "aiohttp.access": logging.ERROR,
    "tornado.access": logging.ERROR,
}
# What would break a line, or a terminal.
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160), 0x2028, 0x2029) if code != ord("\n")}


def configure(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error by default) from `level` up; replaces what was configured before.

    `secrets` are taken out of every record of this process, also for handlers that a library adds.
    """
    redaction = Redaction(secrets)
    logging.setLogRecordFactory(redaction.record)
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_Logfmt(redaction))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, floor in _FLOORS.items():
        logging.getLogger(name).setLevel(max(logging.getLogger().level, floor))
    logging.captureWarnings(True)
    hooks.install()
    _configure_structlog()


def _configure_structlog() -> None:
    """Hand what is logged by structlog to `logging`, with its fields."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.ExceptionRenderer(_told),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _told(exc_info: ExcInfo) -> str:
    return told(exc_info[1])


class _Handler(logging.StreamHandler[TextIO]):
    """A handler that says of a record which cannot be written only that, not what was in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - as `logging` has it
        with contextlib.suppress(OSError, ValueError):
            self.stream.write(f"level=error logger={__name__} event=unwritable of={record.name}\n")


class _Logfmt(structlog.stdlib.ProcessorFormatter):
    """Writes a record as one line: when, how grave, whose, what, then its fields."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__(
            processors=[_line, structlog.processors.LogfmtRenderer(bool_as_flag=False)], foreign_pre_chain=[_with_trace]
        )
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.clean(super().format(record))


def _with_trace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """What the redaction has kept of an error, as a field."""
    trace = event["_record"].exc_text
    return {**event, "exception": trace} if trace else event


def _line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The fields of a line in their order."""
    record: logging.LogRecord = event["_record"]
    time = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = {"timestamp": time, "level": record.levelname.lower(), "logger": record.name, "event": event["event"]}
    fields = {name: value for name, value in event.items() if name not in head and not name.startswith("_")}
    return {name: _on_one_line(value) for name, value in (head | fields).items()}


def _on_one_line(value: object) -> object:
    return value.translate(_CONTROL) if isinstance(value, str) else value
