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

LINE, _FRAME = 300, 100  # characters of a line, and of what is said around the options in it


def brief(outcome: Outcome, said: str, engine: Engine, username: str) -> Screen:
    """An outcome in short: an answer's gist, or one line, and a link to it in private.

    `said` is what would have to be sent in private to the same effect; empty if nothing would.
    """
    shown = _one_line(outcome, engine)
    html = render.to_brief_html(shown, engine) if isinstance(shown, Answer) else render.to_html(shown, engine)
    rows = () if _is_chatter(outcome, said) else (_link(shown, said, engine, username),)
    return Screen(shown, engine, own_html=html, own_rows=rows)


def _is_chatter(outcome: Outcome, said: str) -> bool:
    """Whether an outcome is a friendly word, to which there is no more in private."""
    return isinstance(outcome, Declined) and bool(said) and not outcome.suggestions


def _one_line(outcome: Outcome, engine: Engine) -> Answer | Declined:
    """An answer as it is; an offer or a refusal as one line, without a list for everyone to read."""
    match outcome:
        case Answer():
            return outcome
        case Choices():
            options = " · ".join(option.label for option in outcome.options)
            text = engine.texts("brief_unsure", outcome.language, options=shortened(options, LINE - _FRAME))
            return Declined(text, (), outcome.language, focus=outcome.focus, stage=outcome.stage)
        case Declined():
            return replace(outcome, text=shortened(outcome.text.partition("\n")[0], LINE), suggestions=())


def _link(shown: Answer | Declined, said: str, engine: Engine, username: str) -> Row:
    key = "button_whole" if isinstance(shown, Answer) else "button_private"
    url = create_deep_linked_url(username, payload(shown, said, engine) or None)
    return (InlineKeyboardButton(engine.texts(key, shown.language), url=url),)


def payload(outcome: Outcome, said: str, engine: Engine) -> str:
    """What leads to just this outcome in the private chat: its one entry, its title, or what was said; else empty."""
    if isinstance(outcome, Answer) and len(outcome.entries) == 1:
        return links.to_entry(outcome.entries[0], outcome.language)
    if isinstance(outcome, Answer) and (same := engine.titled(outcome.title)) and same.entries == outcome.entries:
        return links.to_title(outcome.title) or links.to_message(said)
    return links.to_message(said)
