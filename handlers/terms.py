"""The terms: `/term` with a word explains it, without one it lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards, screens
from handlers.keyboards import TERM
from handlers.routes import Handler, command
from knowledge import Choices, Context, Declined, Engine, Language, Option

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def term(visit: Visit, context: BotContext) -> Screen:
    """The term that is named, else what a question of these words leads to; without words, the menu."""
    engine, language = context.engine, visit.language
    if not visit.words:
        return screens.line("name_one", engine, language) if visit.in_group else terms_menu(engine, language)
    found = engine.find(visit.words, language, TERM)
    if isinstance(found, Declined):
        found = engine.ask(visit.words, Context(language=visit.fixed, fallback=visit.fallback))
    return screens.of(found, engine)


def terms_menu(engine: Engine, language: Language) -> Screen:
    """The terms as buttons."""
    options = tuple(Option(card.label, card.id) for card in engine.records(TERM))
    if not options:
        return screens.of(Declined(engine.texts("terms_none", language), (), language), engine)
    choices = Choices(engine.texts("terms_prompt", language), options, language, 1.0)
    return screens.with_rows(choices, engine, keyboards.under(choices, engine))


def handlers() -> list[Handler]:
    return [command("term", term)]
