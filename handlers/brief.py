"""The short form, for places where others read along: the gist with its source, and the way to the private chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton
from telegram.helpers import create_deep_linked_url

from handlers import links, render
from handlers.screens import Screen
from handlers.versions import shortened
from knowledge import Answer, Choices, Declined, Engine, Outcome

if TYPE_CHECKING:
    from handlers.keyboards import Row

LINE = 200  # characters


def brief(outcome: Outcome, said: str, engine: Engine, username: str) -> Screen:
    """An outcome in short: an answer's gist, or one line. `said` is what was sent; the link lets it be answered in private."""
    shown = _one_line(outcome, engine)
    html = render.to_brief_html(shown, engine) if isinstance(shown, Answer) else render.to_html(shown, engine)
    return Screen(shown, engine, own_html=html, own_rows=(_link(shown, said, engine, username),))


def _one_line(outcome: Outcome, engine: Engine) -> Answer | Declined:
    """An answer as it is; an offer or a refusal as one line, without a list for everyone to read."""
    match outcome:
        case Answer():
            return outcome
        case Choices():
            return Declined(engine.texts("brief_unsure", outcome.language), (), outcome.language, focus=outcome.focus)
        case Declined():
            return replace(outcome, text=shortened(outcome.text.partition("\n")[0], LINE), suggestions=())


def _link(shown: Answer | Declined, said: str, engine: Engine, username: str) -> Row:
    key = "button_whole" if isinstance(shown, Answer) else "button_private"
    url = create_deep_linked_url(username, payload(shown, said) or None)
    return (InlineKeyboardButton(engine.texts(key, shown.language), url=url),)


def payload(outcome: Outcome, said: str) -> str:
    """What leads to an outcome in the private chat: its one entry, else what was said, else the first of its entries."""
    entries = outcome.entries if isinstance(outcome, Answer) else ()
    only = links.to_entry(entries[0]) if len(entries) == 1 else ""
    return only or links.to_message(said) or (links.to_entry(entries[0]) if entries else "")
