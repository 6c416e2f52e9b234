"""Inline mode: `@us optence` in any chat offers what the words may mean as they are typed; a tap sends it, with its source."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.ext import InlineQueryHandler

from handlers import links
from handlers.brief import brief
from handlers.versions import shortened
from handlers.visit import spoken
from knowledge import Answer, Choices, Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Update

    from handlers.context import BotContext
    from handlers.routes import Handler
    from knowledge import Engine, Language

A_PAGE = 10
CACHED = 300  # seconds that Telegram keeps results; the ids of other knowledge differ
_DESCRIPTION = 100
_A_LIST = 3  # entries; an answer of fewer tells them whole
_ID_BYTES = 64
_FALLBACK_START = "inline"


async def inline(update: Update, context: BotContext) -> None:
    """Answer a query with one page of results. Nothing found offers the private chat instead."""
    query = update.inline_query
    if query is None:
        return
    context.begin("inline")
    typed, first = query.query.strip(), int(query.offset) if query.offset.isdecimal() else 0
    fixed, fallback = context.preferences.language(query.from_user.id), spoken(update)
    found, language = matches(typed, fixed, fallback, context.engine)
    shown = [context.engine.show(each, language) if isinstance(each, str) else each for each in found[first : first + A_PAGE]]
    await query.answer(
        [article(answer, typed, context) for answer in shown if answer],
        cache_time=CACHED,
        is_personal=True,  # the language is the person's
        next_offset=str(first + A_PAGE) if first + A_PAGE < len(found) else None,  # the library garbles an empty one
        button=None if found else _in_private(typed, language, context),
    )
    context.end("offered" if found else "none")


def matches(typed: str, fixed: Language | None, fallback: Language, engine: Engine) -> tuple[Sequence[Answer | str], Language]:
    """What the words typed so far may mean, the direct answer first, the others by their ids; without words, all topics.

    A last word that is still being typed is read as the one that it begins.
    """
    if not typed:
        return engine.topics(), fixed or fallback
    outcome = engine.ask(engine.completed(typed), Context(fixed, fallback))
    direct = [outcome] if isinstance(outcome, Answer) else []
    meant = (option.target for option in outcome.options) if isinstance(outcome, Choices) else ()
    told = {entry for answer in direct if len(answer.entries) < _A_LIST for entry in answer.entries}
    others = dict.fromkeys((*meant, *engine.search(typed)))
    return [*direct, *(each for each in others if each not in told)], outcome.language


def article(answer: Answer, typed: str, context: BotContext) -> InlineQueryResultArticle:
    """An answer as a result to tap."""
    screen = brief(answer, typed, context.engine, context.bot.username)
    return InlineQueryResultArticle(
        id=stable_id(answer, context.engine.version),
        title=answer.title,
        description=description(answer),
        input_message_content=InputTextMessageContent(screen.html),
        reply_markup=InlineKeyboardMarkup(screen.rows),
    )


def description(answer: Answer) -> str:
    """What an answer says, in a line: its beginning, or, of a list, what is listed."""
    first, _, listed = answer.paragraphs[0].partition("\n")
    return shortened(listed.replace("• ", "").replace("\n", ", ") or first, _DESCRIPTION)


def stable_id(answer: Answer, version: str) -> str:
    """An id of at most 64 bytes, the same as long as the knowledge is the same."""
    made = f"{'+'.join(answer.entries)}:{answer.language}:{version}"
    return made if len(made.encode()) <= _ID_BYTES else hashlib.sha256(made.encode()).hexdigest()


def _in_private(typed: str, language: Language, context: BotContext) -> InlineQueryResultsButton:
    text = context.engine.texts("button_private", language)
    return InlineQueryResultsButton(text, start_parameter=links.to_message(typed) or _FALLBACK_START)


def handlers() -> list[Handler]:
    return [InlineQueryHandler(inline)]
