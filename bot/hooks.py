"""What nobody catches, in whatever thread, loop or clean-up: one record in the log instead of a traceback with its values."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from types import TracebackType

_LOGGER = logging.getLogger(__name__)


def install() -> None:
    """Log what nobody catches, in this process, from now on."""
    sys.excepthook = _uncaught
    threading.excepthook = _in_thread
    sys.unraisablehook = _in_clean_up


def in_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:  # noqa: ARG001 - asyncio calls it so
    """For `set_exception_handler` of an event loop: what happened, without the values of the tasks that it names."""
    _log(str(context.get("message", "error in the event loop")).partition("\n")[0], context.get("exception"))


def _uncaught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    _log("not caught, the program ends", error)


def _in_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_type is not SystemExit:
        _log("not caught, a thread ends", failed.exc_value)


def _in_clean_up(failed: sys.UnraisableHookArgs) -> None:
    _log("not caught while cleaning up", failed.exc_value)


def _log(event: str, error: BaseException | None) -> None:
    _LOGGER.critical(event, exc_info=error)
