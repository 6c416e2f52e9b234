"""Making handlers: a command or a message for us, narrowed once, answered by one function, sent once."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from handlers import delivery, moderation
from handlers.address import FOR_US
from handlers.context import BotContext
from handlers.quiet import Verdict
from handlers.screens import Screen
from handlers.visit import Visit, narrow

Handler = BaseHandler[Update, BotContext, Any]
Responder = Callable[[Visit, BotContext], Screen | Awaitable[Screen] | None]


def command(name: str, respond: Responder, *, for_admins: bool = False) -> Handler:
    """A handler for a command for us, in any case. In groups, one `for_admins` is theirs alone, and answered in all quiet."""
    return CommandHandler(name, _callback(f"/{name}", respond, for_admins), filters=FOR_US)


def message(kind: str, which: filters.BaseFilter, respond: Responder) -> Handler:
    """A handler for other messages for us; `kind` is what the log calls them."""
    return MessageHandler(FOR_US & which, _callback(kind, respond, for_admins=False))


def _callback(kind: str, respond: Responder, for_admins: bool) -> Callable[[Update, BotContext], Any]:
    async def callback(update: Update, context: BotContext) -> None:
        visit = narrow(update, context)
        if visit is None:
            return
        context.begin(kind)
        if visit.earlier and visit.said == visit.words and context.engine.asks_nothing(visit.words):
            await delivery.withdraw(visit.message, context)
            return
        guarded = for_admins and visit.in_group
        screen = await _guarded(visit, context, respond) if guarded else await _unless_quiet(visit, context, respond)
        if screen is None:
            context.end("ignored")
        else:
            await delivery.answer(visit, context, screen)

    return callback


async def _guarded(visit: Visit, context: BotContext, respond: Responder) -> Screen | None:
    """The response to an admin; others are told so, as far as they may be answered at all."""
    if await moderation.is_admin(visit.message):
        return await _responded(visit, context, respond)
    return await _unless_quiet(visit, context, moderation.only_admins)


async def _responded(visit: Visit, context: BotContext, respond: Responder) -> Screen | None:
    """The response, also of what has to wait for the store."""
    made = respond(visit, context)
    return await made if inspect.isawaitable(made) else made


async def _unless_quiet(visit: Visit, context: BotContext, respond: Responder) -> Screen | None:
    """The response; in a group, as far as its choice and the quiet rule allow."""
    if not visit.in_group or visit.earlier:
        return await _responded(visit, context, respond)
    if context.preferences.is_quiet(visit.chat) or (screen := await _responded(visit, context, respond)) is None:
        return None
    verdict = context.quiet_rule.judge(visit.chat, visit.person, context.store.clock())
    if verdict is Verdict.POINTER:
        return moderation.pointer(visit, context)
    return screen if verdict is Verdict.ANSWER else None
