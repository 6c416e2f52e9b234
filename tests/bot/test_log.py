"""Logging: each record is one line, and what may not be seen is not seen, at any level and by whatever way it came."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import re
import sys
import threading
import warnings
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import structlog

from bot import hooks
from bot.redaction import REDACTED, Redaction
from tests.conftest import TOKEN
from tests.logs import logged

if TYPE_CHECKING:
    from collections.abc import Iterator

ANOTHER = "987654321:" + "A" * 35
KEY = TOKEN.partition(":")[2]
PASSWORD = 'pa"ss\\w=ö rd'  # noqa: S105 - nobody's
LINE = re.compile(r"timestamp=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=[a-z]+ logger=\S+ event=.+")
pytestmark = pytest.mark.usefixtures("_logging_restored")


@pytest.fixture(autouse=True)
def output(_logging_restored: None) -> Iterator[io.StringIO]:
    with logged("DEBUG", TOKEN, PASSWORD) as stream:
        yield stream


def lines(output: io.StringIO) -> list[str]:
    """The lines, each of the right form and without a secret."""
    written = output.getvalue()
    assert KEY not in written
    assert "pa" + '"ss' not in written
    found = written.splitlines()
    assert all(LINE.fullmatch(line) for line in found)
    return found


# ---- one form


def test_ours_and_the_libraries_records_have_one_form(output: io.StringIO) -> None:
    structlog.get_logger("ours").info("update", kind="question", ms=3.2, new=True)
    logging.getLogger("theirs").warning("%d of %d", 1, 2)
    ours, theirs = lines(output)
    assert ours.endswith("level=info logger=ours event=update kind=question ms=3.2 new=true")
    assert theirs.endswith('level=warning logger=theirs event="1 of 2"')


@pytest.mark.parametrize("text", ["two\nlines", "and\r\nmore", "\x1b[2J", "a\u2028b\x85c"])
def test_a_record_is_one_line_whatever_is_in_it(text: str, output: io.StringIO) -> None:
    logging.getLogger("theirs").info(text)
    structlog.get_logger("ours").info("update", field=text)
    assert len(lines(output)) == 2
    assert output.getvalue().replace("\n", "").isprintable()


def test_a_message_that_does_not_fit_its_arguments_is_logged_all_the_same(output: io.StringIO) -> None:
    logging.getLogger("some").info("%d of %d", "one")
    assert "%d of %d" in lines(output)[0]


def test_an_argument_that_cannot_be_shown_does_not_fail_the_caller(output: io.StringIO) -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError(TOKEN)

    logging.getLogger("some").info("asking for %s", Broken())
    assert "asking for %s" in lines(output)[0]


def test_of_a_record_that_cannot_be_written_only_that_is_said(output: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger("some").info("update", **{"not a key": TOKEN})
    assert output.getvalue() == "level=error logger=bot.log event=unwritable of=some\n"
    assert capsys.readouterr().err == ""


# ---- no secrets


@pytest.mark.parametrize(
    "written",
    [
        TOKEN,
        TOKEN.encode(),
        quote(TOKEN, safe=""),
        quote(TOKEN, safe="").lower(),
        KEY,
        [TOKEN],
        ANOTHER,
        ANOTHER.replace(":", "%3A"),
        PASSWORD,
        PASSWORD.encode(),
        [PASSWORD],
        quote(PASSWORD),
        f"postgresql://bot:{quote(PASSWORD)}@host/name",
    ],
    ids=str,
)
def test_a_secret_is_taken_out_however_it_is_written(written: object, output: io.StringIO) -> None:
    logging.getLogger("some").info("asking %s", f"https://x/{written}/getMe")
    logging.getLogger("some").info("%r", {"token": written})
    structlog.get_logger("some").info("asking", token=written)
    assert [line.count(REDACTED) for line in lines(output)] == [1, 1, 1]
    for part in ("A" * 30, "rd", "%3a"):
        assert part not in output.getvalue()


def test_a_token_in_two_arguments_does_not_show_its_key(output: io.StringIO) -> None:
    number, _, key = TOKEN.partition(":")
    logging.getLogger("some").info("%s and %s", number, key)
    logging.getLogger("some").info("%s:%s", *ANOTHER.split(":"))
    assert REDACTED in lines(output)[0]
    assert ANOTHER not in output.getvalue()


def test_the_password_in_any_address_is_taken_out(output: io.StringIO) -> None:
    logging.getLogger("some").info("postgresql://bot:x@host/name")
    assert lines(output)[0].endswith(f"postgresql://bot:{REDACTED}@host/name")


def test_a_short_secret_is_taken_out_too() -> None:
    assert Redaction(["12:ab"]).clean("12:ab") == REDACTED


def test_other_handlers_get_records_without_secrets_too() -> None:
    stream, logger = io.StringIO(), logging.getLogger("theirs")
    logger.addHandler(handler := logging.StreamHandler(stream))
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logger.exception("failed with %s", TOKEN, stack_info=True)
        structlog.get_logger("theirs").exception("failed", token=TOKEN)
    finally:
        logger.removeHandler(handler)
    assert "failed" in stream.getvalue()
    assert KEY not in stream.getvalue()


# ---- errors


def chained() -> BaseException:
    """A group with an error in it that another led to, all with a secret."""
    try:
        try:
            raise KeyError(TOKEN)
        except KeyError as error:
            raise ExceptionGroup(TOKEN, [ValueError(TOKEN), ExceptionGroup("of", [OSError(28, TOKEN)])]) from error
    except ExceptionGroup as group:
        return group


def test_a_traceback_is_one_field_with_places_and_kinds_and_no_messages(output: io.StringIO) -> None:
    logging.getLogger("some").error("failed", exc_info=chained(), stack_info=True)
    structlog.get_logger("some").error("failed", exc_info=chained(), stack_info=True)
    for line in lines(output):
        kinds = ["in chained: raise KeyError", "KeyError", "which led to", "ValueError", "OSError (No space left on device)"]
        places = [line.index(kind) for kind in kinds]
        assert places == sorted(places)


def test_deep_recursion_and_a_circle_of_causes_have_an_end(output: io.StringIO) -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    logging.getLogger("some").error("failed", exc_info=first)
    try:
        _dig()
    except RecursionError as error:
        logging.getLogger("some").error("failed", exc_info=error)
    assert all(len(line) < 5000 for line in lines(output))


def _dig() -> None:
    _dig()


def test_what_nobody_catches_is_a_line(output: io.StringIO) -> None:
    sys.excepthook(ValueError, ValueError(TOKEN), None)
    (line,) = lines(output)
    assert "level=critical" in line
    assert "exception=ValueError" in line


def test_what_nobody_catches_in_a_thread_is_a_line(output: io.StringIO) -> None:
    def fail() -> None:
        raise ValueError(TOKEN)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ValueError" in lines(output)[0]


def test_what_nobody_catches_while_cleaning_up_is_a_line(output: io.StringIO) -> None:
    class Failing:
        def __del__(self) -> None:
            raise ValueError(TOKEN)

    del (failing := Failing()).__dict__
    del failing
    gc.collect()
    assert "ValueError" in lines(output)[0]


async def test_what_nobody_awaits_is_a_line(output: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(hooks.in_loop)

    async def fail() -> None:
        raise ValueError(TOKEN)

    task = loop.create_task(fail())
    await asyncio.wait([task])
    del task
    gc.collect()
    (line,) = lines(output)
    assert "never retrieved" in line
    assert "exception=" in line


def test_warnings_are_lines(output: io.StringIO) -> None:
    with warnings.catch_warnings():
        logging.captureWarnings(False)
        logging.captureWarnings(True)  # `catch_warnings` would put back how they were shown
        warnings.simplefilter("always")
        warnings.warn(TOKEN, stacklevel=1)
    assert f"UserWarning: {REDACTED}" in lines(output)[0]


# ---- libraries


@pytest.mark.parametrize(
    "name",
    [
        "httpx",
        "httpcore.http11",
        "telegram.Bot",
        "telegram.ext.ExtBot",
        "telegram.ext",
        "sqlalchemy.engine.Engine",
        "sqlalchemy.pool",
        "aiosqlite",
        "alembic.runtime.migration",
        "asyncio",
        "aiohttp.access",
        "tornado.access",
    ],
)
def test_libraries_that_would_print_addresses_or_words_are_kept_quiet(name: str, output: io.StringIO) -> None:
    logging.getLogger(name).debug("what somebody wrote")
    assert output.getvalue() == ""


def test_the_level_holds_for_all() -> None:
    with logged("ERROR") as stream:
        logging.getLogger("telegram.ext.Application").warning("something")
        structlog.get_logger("ours").warning("something")
        structlog.get_logger("ours").error("something else")
    assert len(stream.getvalue().splitlines()) == 1
