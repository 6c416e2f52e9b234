"""Tracebacks for the log: where and of what kind an error was, but not its message, which may hold people's words or ids."""

from __future__ import annotations

import errno
import os
import textwrap
import traceback
from collections.abc import Iterator

_SHOWN = 20  # the innermost calls; recursion has a thousand


def told(error: BaseException | None) -> str:
    """An error with those that led to it, the first one first, and, of a group, with those in it; empty for none."""
    return "\nwhich led to\n".join("\n".join(_one(each)) for each in _chain(error))


def _chain(error: BaseException | None) -> list[BaseException]:
    """The errors that led to one, and itself."""
    chain: list[BaseException] = []
    while error is not None and not any(error is each for each in chain):
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain[::-1]


def _one(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__, limit=-_SHOWN):
        yield f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
    yield f"{_kind(error)}{_reason(error)}"
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield textwrap.indent(told(each), "  | ")


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _reason(error: BaseException) -> str:
    """What the operating system calls its refusal: a full disk, a port in use; nothing else is of use and harmless."""
    code = error.errno if isinstance(error, OSError) else None
    return f" ({os.strerror(code)})" if code is not None and code in errno.errorcode else ""
