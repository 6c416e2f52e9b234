"""Logging: what may not be seen is not seen, at any level."""

from __future__ import annotations

import io
import logging

import pytest

from bot.log import REDACTED, configure
from tests.conftest import TOKEN

ANOTHER = "987654321:" + "A" * 35
pytestmark = pytest.mark.usefixtures("_logging_restored")


@pytest.fixture
def output() -> io.StringIO:
    stream = io.StringIO()
    configure("DEBUG", [TOKEN], stream)
    return stream


def test_a_token_is_taken_out_of_message_and_arguments(output: io.StringIO) -> None:
    logging.getLogger("some").info("asking %s for %s", f"https://x/bot{TOKEN}/getMe", {"token": ANOTHER})
    assert TOKEN not in output.getvalue()
    assert ANOTHER not in output.getvalue()
    assert output.getvalue().count(REDACTED) == 2


def test_a_token_is_taken_out_of_a_traceback(output: io.StringIO) -> None:
    try:
        raise ValueError(f"The token `{TOKEN}` was rejected")
    except ValueError:
        logging.getLogger("some").exception("failed", stack_info=True)
    assert TOKEN not in output.getvalue()
    assert "ValueError" in output.getvalue()


def test_a_message_that_does_not_fit_its_arguments_is_logged_all_the_same(output: io.StringIO) -> None:
    logging.getLogger("some").info("%d of %d", "one")
    assert "%d of %d" in output.getvalue()


def test_a_short_secret_is_taken_out_too() -> None:
    stream = io.StringIO()
    configure("INFO", ["12:ab"], stream)
    logging.getLogger("some").warning("12:ab")
    assert "12:ab" not in stream.getvalue()


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.Bot", "telegram.ext.ExtBot", "telegram.ext"])
def test_libraries_that_would_print_addresses_or_words_are_kept_quiet(name: str, output: io.StringIO) -> None:
    logging.getLogger(name).debug("what somebody wrote")
    assert output.getvalue() == ""


def test_the_level_holds_for_libraries_too() -> None:
    stream = io.StringIO()
    configure("ERROR", [], stream)
    logging.getLogger("telegram.ext.Application").warning("something")
    assert stream.getvalue() == ""
