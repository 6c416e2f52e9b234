"""Privacy: what is kept, told from the settings; what is kept of a person, shown and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import screens
from handlers.routes import Handler, command

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def privacy(visit: Visit, context: BotContext) -> Screen:
    """What this very bot keeps, where and for how long."""
    engine, language, shared = context.engine, visit.language, context.bot_data
    if visit.in_group:
        return screens.of(screens.page("privacy_group", engine, language), engine)
    place = "privacy_place_server" if shared.store.is_shared else "privacy_place_file"
    page = screens.page(
        "privacy",
        engine,
        language,
        place=engine.texts(place, language),
        kept=engine.texts("privacy_kept" if shared.keep_days else "privacy_not_kept", language, days=shared.keep_days),
        admins=engine.texts("privacy_admins", language) if shared.admins else "",
    )
    return screens.of(page, engine)


async def my_data(visit: Visit, context: BotContext) -> Screen:
    """What is kept of who asks."""
    engine, language = context.engine, visit.language
    if visit.in_group:
        return screens.line("only_private", engine, language)
    kinds = [key.partition(":")[0] for key in await context.store.notes_of(visit.person)]
    fixed = context.preferences.language(visit.chat)
    page = screens.page(
        "mydata",
        engine,
        language,
        chosen=engine.texts(f"button_{fixed}", language) if fixed else engine.texts("mydata_none", language),
        topics=kinds.count("turn"),
        answers=kinds.count("answer"),
        ratings=await context.store.ratings_of(visit.person),
    )
    return screens.of(page, engine)


async def forget(visit: Visit, context: BotContext) -> Screen:
    """Delete all that is kept of who asks, also what handling this very message would note."""
    if visit.in_group:
        return screens.line("only_private", context.engine, visit.language)
    await context.store.forget(visit.person)
    context.notes.silent = True
    return screens.line("forgotten", context.engine, visit.language)


def handlers() -> list[Handler]:
    return [command("privacy", privacy), command("mydata", my_data), command("forget", forget)]
