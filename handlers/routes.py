"""Making handlers: a command or a text message for us, narrowed once, answered by one function, sent once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from handlers import delivery
from handlers.address import FOR_US
from handlers.context import BotContext
from handlers.screens import Screen
from handlers.visit import Visit, narrow

Handler = BaseHandler[Update, BotContext, Any]
Responder = Callable[[Visit, BotContext], Screen | None]


def command(name: str, respond: Responder) -> Handler:
    """A handler for a command in private chats, in any case, addressed to this bot or to none by name."""
    return CommandHandler(name, _callback(f"/{name}", respond), filters=FOR_US)


def message(kind: str, which: filters.BaseFilter, respond: Responder) -> Handler:
    """A handler for other messages for us; `kind` is what the log calls them."""
    return MessageHandler(FOR_US & which, _callback(kind, respond))


def _callback(kind: str, respond: Responder) -> Callable[[Update, BotContext], Any]:
    async def callback(update: Update, context: BotContext) -> None:
        visit = narrow(update, context)
        if visit is None:
            return
        context.begin(kind)
        screen = respond(visit, context)
        if screen is None:
            context.end("ignored")
        else:
            await delivery.send(visit.message, context, screen)

    return callback
