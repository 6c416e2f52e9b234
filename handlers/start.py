"""`/start`: the welcome, or what a deep link leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlers import clusters, commands, funding, keyboards, links, privacy, screens, terms
from handlers.callbacks import Menu
from handlers.routes import Handler, command
from knowledge import Answer, Context, Engine, Language, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit

_STARTERS = 3
# The commands that a link may hold; those that change something are not among them.
_COMMANDS: dict[str, Callable[[Visit, BotContext], Screen | None]] = {
    "cluster": clusters.cluster,
    "clusters": clusters.clusters,
    "funding": funding.funding,
    "term": terms.term,
    "sources": commands.sources,
    "help": commands.help_page,
    "privacy": privacy.privacy,
    "about": commands.about,
}


def start(visit: Visit, context: BotContext) -> Screen | None:
    """The welcome, or what the payload of a deep link leads to (`optence`, `optence_amount`, a message)."""
    engine, language = context.engine, visit.language
    if (said := links.message(visit.words)) and (screen := _answer(said, visit, context)):
        return screen
    if visit.words and (outcome := linked(visit.words, engine, language)):
        return screens.of(outcome, engine)
    if visit.in_group:
        return commands.help_page(visit, context)
    tries = commands.examples(engine, language)[:_STARTERS]
    onward = (keyboards.menu(Menu.RECORDS, "button_records", engine, language),)
    return screens.with_rows(screens.page("start", engine, language), engine, (*keyboards.rows(tries), onward))


def _answer(said: str, visit: Visit, context: BotContext) -> Screen | None:
    """The answer to a message that a link holds: a command's, else that to a question, whatever went before in this chat."""
    name, _, rest = said.partition(" ")
    if name.startswith("/"):
        respond = _COMMANDS.get(name.removeprefix("/"))
        return respond(replace(visit, words=rest), context) if respond else None
    return screens.of(context.engine.ask(said, Context(visit.fixed, visit.fallback)), context.engine)


def linked(payload: str, engine: Engine, language: Language) -> Outcome | None:
    """What a deep link shows: a record, an entry (`record_entry`) or an attribute of a record; None if nothing."""
    if title := links.title(payload):
        return engine.titled(title)
    name, chosen = links.entry(payload)
    record, _, rest = name.partition("_")
    language = chosen or language
    if found := engine.show(f"{record}.{rest}" if rest else record, language):
        return found
    outcome = engine.facet_of(record, rest, language) if rest and engine.show(record, language) else None
    return outcome if isinstance(outcome, Answer) else None


def handlers() -> list[Handler]:
    return [command("start", start)]
