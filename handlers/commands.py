"""The commands about the bot itself: help, sources, about."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from handlers import keyboards, render, screens
from handlers.callbacks import Action, Menu, Payload
from handlers.routes import Handler, command
from handlers.screens import Screen
from knowledge import Context, Declined, Engine, Language, Outcome

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton

    from handlers.context import BotContext
    from handlers.visit import Visit

# The commands of the menus, in their order; the text of each is `command_…`.
MENU = ("cluster", "clusters", "funding", "term", "sources", "language", "help", "privacy", "mydata", "forget", "about")
GROUP_MENU = ("cluster", "clusters", "funding", "term", "help", "privacy")
ADMIN_MENU = (*GROUP_MENU, "quiet", "language")
SOURCES_A_PAGE = 6


def help_page(visit: Visit, context: BotContext) -> Screen:
    """What can be asked, with examples to tap; in a group, how."""
    engine, language = context.engine, visit.language
    if visit.in_group:
        return screens.of(screens.page("help_group", engine, language, username=context.bot.username), engine)
    page = screens.page("help", engine, language)
    return screens.with_rows(page, engine, keyboards.rows(examples(engine, language)))


def examples(engine: Engine, language: Language) -> list[InlineKeyboardButton]:
    """The example questions as buttons."""
    questions = screens.listed("help_examples", engine, language)
    return [keyboards.button(each, Payload(Action.ASK, language, fingerprint(each))) for each in questions]


def example(target: str, engine: Engine, language: Language) -> Outcome | None:
    """The answer to the example question with a fingerprint; None if it is no longer an example."""
    questions = screens.listed("help_examples", engine, language)
    asked = next((each for each in questions if fingerprint(each) == target), None)
    return engine.ask(asked, Context(language=language)) if asked else None


def fingerprint(question: str) -> str:
    """A short name for a question that fits on a button and does not change when others are added."""
    return f"{zlib.crc32(question.encode()):08x}"


def sources(visit: Visit, context: BotContext) -> Screen:
    engine, language = context.engine, visit.language
    none = Declined(engine.texts("sources_none", language), (), language)
    if visit.in_group and engine.sources():
        page = screens.leaf(
            engine.texts("sources_title", language),
            (engine.texts("sources_group", language, count=len(engine.sources())),),
            language,
        )
        return screens.of(page, engine)
    return sources_page(engine, language, 0) or screens.of(none, engine)


def sources_page(engine: Engine, language: Language, page: int) -> Screen | None:
    """A page of the sources, the most used first; None if there is no such page."""
    citations = engine.sources()
    first = page * SOURCES_A_PAGE
    shown = citations[first : first + SOURCES_A_PAGE]
    if not shown:
        return None
    title = engine.texts("sources_title", language)
    lead = engine.texts("sources_lead", language, count=len(citations), first=first + 1, last=first + len(shown))
    html = render.sources_to_html(title, lead, shown, language, engine)
    turns = _pages(engine, language, page, len(citations))
    return Screen(screens.leaf(title, (lead,), language), engine, own_html=html, own_rows=turns)


def _pages(engine: Engine, language: Language, page: int, count: int) -> keyboards.Rows:
    """Buttons to the previous and the next page of sources."""
    turns = [("button_previous", page - 1)] if page else []
    turns += [("button_next", page + 1)] if (page + 1) * SOURCES_A_PAGE < count else []
    return keyboards.rows(keyboards.menu(Menu.SOURCES, key, engine, language, to) for key, to in turns)


def about(visit: Visit, context: BotContext) -> Screen:
    page = screens.page("about", context.engine, visit.language, version=context.engine.version)
    return screens.of(page, context.engine)


def handlers() -> list[Handler]:
    return [
        command("help", help_page),
        command("sources", sources),
        command("about", about),
    ]
