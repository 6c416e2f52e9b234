"""Rendering: what people read, what Telegram gets, how long that may be, and that nothing gets through unescaped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from telegram.constants import MessageLimit

from handlers import render
from handlers.render import MAX_HTML, MAX_PLAIN, to_html, to_plain
from tests.botapi.markup import Markup
from tests.handlers.outcomes import HOSTILE, answer, choices, citation, declined

if TYPE_CHECKING:
    from knowledge import Engine, Language, Outcome


def test_the_limit_is_telegrams() -> None:
    assert MAX_HTML == MessageLimit.MAX_TEXT_LENGTH


def test_an_answer_is_title_text_source_and_date(engine: Engine) -> None:
    assert to_html(answer("First.", "Second."), engine) == (
        "<b>A title</b>\n\nFirst.\n\nSecond.\n\n"
        'Source: <a href="https://example.org/1?a=1&amp;b=2">A page 1</a> (A publisher, 26 June 2017)\n'
        "Checked: 22 November 2026"
    )


def test_plain_text_has_no_markup_and_no_addresses(engine: Engine) -> None:
    assert to_plain(answer("First."), engine) == (
        "A title\n\nFirst.\n\nSource: A page 1 (A publisher, 26 June 2017)\nChecked: 22 November 2026"
    )


def test_a_german_answer_has_german_words_around_it(engine: Engine) -> None:
    german = replace(answer("Erstens.", sources=2), language="de")
    assert to_plain(german, engine).endswith(
        "Quellen: A page 1 (A publisher, 26. Juni 2017); A page 2 (A publisher, 26. Juni 2017)\nGeprüft: 22. November 2026"
    )


def test_at_most_three_sources_are_named(engine: Engine) -> None:
    text = to_plain(answer(sources=5), engine)
    assert "A page 3" in text
    assert "A page 4" not in text
    assert "; and 2 more" in text


def test_without_source_or_date_nothing_is_said_of_them(engine: Engine) -> None:
    assert to_plain(replace(answer("Text."), citations=(), checked=""), engine) == "A title\n\nText."


def test_choices_are_numbered(engine: Engine) -> None:
    assert to_plain(choices(2), engine) == to_html(choices(2), engine) == "Which?\n1. Option 1\n2. Option 2"


def test_a_refusal_offers_what_is_near(engine: Engine) -> None:
    assert to_plain(declined(), engine) == "I don't know."
    assert to_plain(declined(suggestions=2), engine) == ("I don't know.\n\nI can tell you about:\n• Option 1\n• Option 2")


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("2017-06-26", "en", "26 June 2017"),
        ("2017-06-01", "de", "1. Juni 2017"),
        ("2016-03", "de", "März 2016"),
        ("2016", "en", "2016"),
        ("", "en", "undated"),
        ("n.d. (2017 by content)", "de", "ohne Datum"),
    ],
)
def test_dates_are_put_in_words(value: str, language: Language, words: str, engine: Engine) -> None:
    assert render.date(value, language, engine) == words


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(answer(HOSTILE, title=HOSTILE), id="answer"),
        pytest.param(replace(answer(), citations=(replace(citation(), title=HOSTILE, publisher=HOSTILE),)), id="source"),
        pytest.param(replace(answer(), citations=(replace(citation(), url='https://x/"><b>'),)), id="address"),
        pytest.param(choices(prompt=HOSTILE), id="choices"),
        pytest.param(declined(HOSTILE), id="declined"),
    ],
)
def test_hostile_text_stays_text(outcome: Outcome, engine: Engine) -> None:
    markup = Markup(to_html(outcome, engine))
    assert markup.mistakes == []
    assert markup.text == to_plain(outcome, engine)


LONG = "word " * 200
LONG_OUTCOMES: dict[str, Outcome] = {
    "long first paragraph": answer(LONG * 3, sources=3),
    "one word without end": answer("x" * 5000, sources=3),
    "many paragraphs": answer(*[LONG] * 6, sources=3),
    "long title": answer(title=LONG * 2, sources=3),
    "all escaped": answer("&" * 1400, sources=3),
    "long addresses": replace(answer(LONG, sources=3), citations=(replace(citation(), url="https://x/" + "y" * 5000),)),
    "many choices": choices(300),
    "long prompt": choices(prompt=LONG * 3),
    "long refusal": declined("&" * 4000, suggestions=5),
    "many suggestions": declined(suggestions=300),
}


@pytest.mark.parametrize("name", LONG_OUTCOMES)
def test_nothing_is_too_long(name: str, engine: Engine) -> None:
    outcome = LONG_OUTCOMES[name]
    assert 0 < len(to_plain(outcome, engine)) <= MAX_PLAIN
    assert 0 < len(to_html(outcome, engine)) <= MAX_HTML
    assert Markup(to_html(outcome, engine)).mistakes == []


def test_further_sources_go_before_paragraphs_and_the_first_source_after_them(engine: Engine) -> None:
    two = to_plain(answer(LONG[:700], LONG[:650], sources=3), engine)
    assert two.count("word") > 240
    assert "A page 1" in two
    assert "; and 2 more" in two
    many = to_plain(answer(*[LONG] * 4, sources=3), engine)
    assert many.count("word") == 200
    assert "A page 1" in many


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_entry_is_short_enough_and_keeps_its_text(language: Language, engine: Engine) -> None:
    for entry in engine.entries():
        shown = engine.show(entry, language)
        assert shown is not None
        plain, markup = to_plain(shown, engine), Markup(to_html(shown, engine))
        assert len(plain) <= MAX_PLAIN, entry
        assert shown.paragraphs[0] in plain, entry
        assert markup.mistakes == [], entry
        assert markup.text == plain, entry


def test_a_page_of_sources_too_long_for_links_goes_without(engine: Engine) -> None:
    sources = [replace(citation(number), url="https://x/" + "y" * 2000) for number in range(3)]
    html = render.sources_to_html("Sources", "All:", sources, "en", engine)
    assert Markup(html).links == []
    assert "A page 2" in html
