"""A screen: what is sent or put in the place of a message, its buttons, and the outcome to remember."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from handlers import keyboards, render
from knowledge import Answer, Declined, Engine, Language, Option, Outcome

if TYPE_CHECKING:
    from handlers.keyboards import Rows


@dataclass(frozen=True)
class Screen:
    """An outcome to be shown; `page` of what has several, `own_html` and `own_rows` in place of those that belong to it, `said`
    in place of what was sent, where sending that in private would not lead to it.

    Text and buttons are made when they are looked at: where others read along, a short form takes their place. `public` if it
    may stand in a group as it is; `consent` if
    it asks whether the question may be kept, for which it has to reply to it.
    """

    outcome: Outcome
    engine: Engine
    page: int = 0
    own_html: str | None = None
    own_rows: Rows | None = None
    public: bool = False
    said: str | None = None
    consent: bool = False

    @cached_property
    def html(self) -> str:
        return render.to_html(self.outcome, self.engine) if self.own_html is None else self.own_html

    @cached_property
    def rows(self) -> Rows:
        return keyboards.under(self.outcome, self.engine, self.page) if self.own_rows is None else self.own_rows


def of(outcome: Outcome, engine: Engine, page: int = 0) -> Screen:
    """An outcome with the buttons that belong under it."""
    return Screen(outcome, engine, page)


def with_rows(outcome: Outcome, engine: Engine, rows: Rows) -> Screen:
    """An outcome with buttons of its own."""
    return Screen(outcome, engine, own_rows=rows)


def line(key: str, engine: Engine, language: Language, *, public: bool = False, **values: object) -> Screen:
    """A text as one line."""
    declined = Declined(engine.texts(key, language, **values), (), language)
    return replace(of(declined, engine), public=public, said="")


def page(key: str, engine: Engine, language: Language, **values: object) -> Answer:
    """A text of our own, from the texts `key_title` and `key`; empty lines part its paragraphs. It has no source."""
    title = engine.texts(f"{key}_title", language, **values)
    return leaf(title, tuple(engine.texts(key, language, **values).strip().split("\n\n")), language)


def leaf(title: str, paragraphs: tuple[str, ...], language: Language, related: tuple[Option, ...] = ()) -> Answer:
    """An answer that rests on no entry: a menu, a help page."""
    return Answer(title, paragraphs, (), "", (), related, language, 1.0)


def listed(key: str, engine: Engine, language: Language) -> tuple[str, ...]:
    """The lines of a text that a knowledge directory may leave out."""
    try:
        return tuple(line.strip() for line in engine.texts(key, language).splitlines() if line.strip())
    except KeyError:
        return ()
