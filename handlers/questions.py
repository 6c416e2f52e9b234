"""Questions in people's own words, and picks from what was offered, by number or label."""

from __future__ import annotations

from telegram.ext import filters

from handlers import screens
from handlers.context import BotContext
from handlers.dialogue import Turn
from handlers.routes import Handler, message
from handlers.screens import Screen
from handlers.visit import Visit
from knowledge import Answer, Context, Engine, Language


def question(visit: Visit, context: BotContext) -> Screen:
    """What the message picks from the last offer, else the outcome of the question, which may go on from the last topic."""
    engine, turn = context.engine, context.memory.recall(visit.chat)
    if turn and (picked := _picked(visit.words, turn, visit.fixed, engine)):
        return screens.of(picked, engine)
    focus = turn.focus if turn else None
    return screens.of(engine.ask(visit.words, Context(visit.fixed, visit.fallback, focus)), engine)


def _picked(words: str, turn: Turn, fixed: Language | None, engine: Engine) -> Answer | None:
    option = turn.pick(words)
    return engine.show(option.target, fixed or turn.language) if option else None


def handlers() -> list[Handler]:
    return [message("question", filters.TEXT & ~filters.COMMAND, question)]
