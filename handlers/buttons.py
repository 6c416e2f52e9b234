"""Pressed buttons: the press is answered first, then the message is edited in place; a stale button gets a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from handlers import commands, delivery, feedback, languages, moderation, screens
from handlers.callbacks import Action, Menu, Payload, unpack
from handlers.clusters import others_menu, records_menu
from handlers.terms import terms_menu
from handlers.visit import spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.context import BotContext
    from handlers.routes import Handler
    from handlers.screens import Screen
    from knowledge import Engine, Language

_MENUS: dict[str, Callable[[Engine, Language, int], Screen | None]] = {
    Menu.RECORDS: lambda engine, language, _: records_menu(engine, language),
    Menu.OTHERS: lambda engine, language, _: others_menu(engine, language),
    Menu.TERMS: lambda engine, language, _: terms_menu(engine, language),
    Menu.SOURCES: commands.sources_page,
}
_NEW_MESSAGE = (Action.OPEN, Action.ASK)
_IN_GROUPS = (Action.REMOVE, Action.LANGUAGE)
_TOLD_US = (*feedback.THUMBS, Action.KEEP)


async def press(update: Update, context: BotContext) -> None:
    query = update.callback_query
    if query is None:
        return
    context.begin("button")
    payload, message = unpack(query.data), query.message
    if payload is None or not isinstance(message, Message) or not message.is_accessible:
        await _refuse("button_stale", query, update, context, payload)
    elif payload.action in _TOLD_US:
        await _hear(payload, message, query, update, context)
    elif message.chat.type == ChatType.PRIVATE:
        await _show(payload, message, query, update, context)
    elif payload.action not in _IN_GROUPS:
        await _refuse("button_stale", query, update, context, payload)
    elif not await _may(payload, message, query):
        await _refuse("button_not_yours", query, update, context, payload)
    elif payload.action is Action.REMOVE:
        await _answer(query)
        await delivery.remove(message, context, payload.language)
    else:
        await _show(payload, message, query, update, context)


async def _show(payload: Payload, message: Message, query: CallbackQuery, update: Update, context: BotContext) -> None:
    """Show what a button leads to, or say that it is out of date."""
    screen = _react(payload, message, update, context)
    if screen is None:
        await _refuse("button_stale", query, update, context, payload)
        return
    await _answer(query)
    deliver = delivery.send if payload.action in _NEW_MESSAGE else delivery.replace
    await deliver(message, context, screen)


async def _hear(payload: Payload, message: Message, query: CallbackQuery, update: Update, context: BotContext) -> None:
    """Note what somebody tells us about an answer, and thank them; a question that was kept is not asked for again."""
    if payload.action in feedback.THUMBS:
        await _answer(query, await feedback.rate(payload, message, query, context))
    elif thanks := await feedback.keep(payload, message, context):
        await _answer(query, thanks)
        await delivery.without(message, query.data)
    else:
        await _refuse("button_stale", query, update, context, payload)


async def _may(payload: Payload, message: Message, query: CallbackQuery) -> bool:
    """Whether who pressed a button in a group may: who asked may remove the answer, an admin anything."""
    asked = payload.action is Action.REMOVE and payload.target == str(query.from_user.id)
    return asked or await moderation.may_moderate(message.chat, query.from_user.id)


async def _refuse(key: str, query: CallbackQuery, update: Update, context: BotContext, payload: Payload | None) -> None:
    """A notice that only who pressed the button sees."""
    await _answer(query, context.engine.texts(key, _language(update, context, payload)))
    context.end(key.removeprefix("button_"))


def _react(payload: Payload, message: Message, update: Update, context: BotContext) -> Screen | None:
    """What a button leads to; None if that no longer exists."""
    if payload.action is Action.LANGUAGE:
        choice = languages.chosen(payload.target)
        return (
            languages.choose(choice, message.chat_id, spoken(update), context.preferences, context.engine) if choice else None
        )
    return shown(payload, _language(update, context, payload), context.engine)


def shown(payload: Payload, language: Language, engine: Engine) -> Screen | None:
    """The screen that a button shows in a language; None if its target no longer exists."""
    if payload.action is Action.MENU:
        menu = _MENUS.get(payload.target)
        return menu(engine, language, payload.page) if menu else None
    if payload.action is Action.ASK:
        outcome = commands.example(payload.target, engine, payload.language)
        return screens.of(outcome, engine) if outcome else None
    answer = engine.show(payload.target, language)
    return screens.of(answer, engine, payload.page) if answer else None


def _language(update: Update, context: BotContext, payload: Payload | None) -> Language:
    """The language chosen for the chat, else that of the message with the button, else of the person's Telegram."""
    chat = update.effective_chat
    fixed = context.preferences.language(chat.id) if chat else None
    return fixed or (payload.language if payload else spoken(update))


async def _answer(query: CallbackQuery, text: str | None = None) -> None:
    """Answer the press, which stops its spinner; it is too late for that after a restart, and no harm."""
    try:
        await query.answer(text)
    except BadRequest as error:
        if "too old" not in error.message.lower():
            raise


def handlers() -> list[Handler]:
    return [CallbackQueryHandler(press)]
