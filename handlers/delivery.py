"""Delivery: one send or one edit for each update, in the right place, and a note of what was sent."""

from __future__ import annotations

from dataclasses import replace as changed
from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest

from handlers import feedback, keyboards, twins
from handlers.attempt import Attempt
from handlers.brief import brief
from handlers.buttonboard import Board
from handlers.callbacks import Action, Payload
from handlers.dialogue import after
from handlers.keys import Conversation
from knowledge import Context

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit
    from knowledge import Language


async def answer(visit: Visit, context: BotContext, screen: Screen) -> None:
    """Answer a message: in full in private, in short in a group, there as a reply to it in its topic; or edit its answer."""
    shown = for_group(visit, context, screen) if visit.in_group and not screen.public else screen
    if visit.earlier is None:
        sent = await _send(visit, context, shown)
        context.answers.put(visit.message, sent.message_id)
    else:
        await _edit(visit, visit.earlier, shown)
    _note(visit.conversation, context, shown)


async def _send(visit: Visit, context: BotContext, screen: Screen) -> Message:
    """Send an answer, as a reply where others read along or where it has to lead back to the question."""
    asked, attempt = visit.message, Attempt(context.notes.doubtful)
    sent = await context.bot.send_message(
        visit.chat,
        screen.html,
        reply_markup=_markup(screen),
        reply_parameters=ReplyParameters(asked.message_id) if visit.in_group or screen.consent else None,
        message_thread_id=asked.message_thread_id if asked.is_topic_message else None,
        rate_limit_args=attempt,
    )
    if attempt.moved:
        context.preferences.move(visit.chat, attempt.moved)
    if attempt.doubtful:
        await twins.remove(sent, (screen.html, _markup(screen)), asked.message_id, attempt.doubtful, context)
    return sent


def for_group(visit: Visit, context: BotContext, screen: Screen) -> Screen:
    """A screen in short, with a button to remove it."""
    said = _said(visit, screen, context) if screen.said is None else screen.said
    short = brief(screen.outcome, said, context.engine, context.bot.username)
    language = short.outcome.language
    remove = keyboards.button(
        context.engine.texts("button_remove", language), Payload(Action.REMOVE, language, str(visit.person))
    )
    return changed(short, own_rows=(*short.rows, (remove,)))


def _said(visit: Visit, screen: Screen, context: BotContext) -> str:
    """What would be sent in private to the same effect; empty if the message went on from another."""
    if visit.said != visit.words:
        return visit.said
    alone = context.engine.ask(visit.words, Context(visit.fixed, visit.fallback))
    return visit.said if alone == screen.outcome else ""


async def _edit(visit: Visit, earlier: int, screen: Screen) -> None:
    """Edit our answer; one that says the same already, or that was removed meanwhile, is left."""
    try:
        await visit.message.get_bot().edit_message_text(
            screen.html, chat_id=visit.chat, message_id=earlier, reply_markup=_markup(screen)
        )
    except BadRequest as error:
        if not _is_unchanged(error) and not _is_gone(error):
            raise


async def withdraw(message: Message, context: BotContext) -> None:
    """Take back our answer to a message that asks nothing any more."""
    answer = context.answers.withdraw(message)
    if answer is None:
        return
    context.begin("withdrawal")
    try:
        await message.get_bot().delete_message(message.chat_id, answer)
    except BadRequest as error:
        if not _is_gone(error):
            raise
    context.end("withdrawn")


async def remove(message: Message, context: BotContext, language: Language) -> None:
    """Remove an answer of ours from a group, or empty one too old to be deleted; an edit of its question may ask anew."""
    if message.reply_to_message:
        context.answers.withdraw(message.reply_to_message)
    try:
        await message.delete()
    except BadRequest as error:
        if not _is_gone(error):
            raise
        if "not found" not in error.message.lower():
            await message.edit_text(context.engine.texts("removed", language))
    context.end("removed")


async def without(message: Message, data: str | None) -> None:
    """Take a button away from under a message, as far as it is still there."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    kept = [row for row in rows if all(button.callback_data != data for button in row)]
    try:
        await message.edit_text(message.text_html, reply_markup=InlineKeyboardMarkup(kept))
    except BadRequest as error:
        if not _is_unchanged(error) and not _is_gone(error):
            raise


async def send(message: Message, context: BotContext, screen: Screen) -> None:
    """Send a screen into the private chat of a message."""
    attempt = Attempt(context.notes.doubtful)
    sent = await context.bot.send_message(message.chat_id, screen.html, reply_markup=_markup(screen), rate_limit_args=attempt)
    if attempt.doubtful:
        await twins.remove(sent, (screen.html, _markup(screen)), message.message_id, attempt.doubtful, context)
    context.answers.sent(sent)
    _note(Conversation(message.chat_id), context, screen)


async def replace(message: Message, context: BotContext, screen: Screen) -> None:
    """Put a screen in the place of a message in a private chat; send it if that message can no longer be edited."""
    try:
        await message.edit_text(screen.html, reply_markup=_markup(screen))
    except BadRequest as error:
        if not _is_unchanged(error):
            context.answers.sent(await message.reply_text(screen.html, reply_markup=_markup(screen)))
    _note(Conversation(message.chat_id), context, screen)


def _is_unchanged(error: BadRequest) -> bool:
    return "not modified" in error.message.lower()


def _is_gone(error: BadRequest) -> bool:
    """Whether Telegram refused because the message no longer exists or is too old to be changed."""
    return any(reason in error.message.lower() for reason in ("not found", "can't be edited", "can't be deleted"))


def _markup(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons under a message of ours: those of the screen, and those by which people tell us what they think of it."""
    language = screen.outcome.language
    asking = (feedback.consent(screen.engine, language),) if screen.consent else ()
    rows = (*screen.rows, *feedback.thumbs(screen.outcome, screen.engine), *asking)
    return Board(rows) if rows else None


def _note(conversation: Conversation, context: BotContext, screen: Screen) -> None:
    context.memory.remember(conversation, after(context.memory.recall(conversation), screen.outcome))
    context.tell(screen.outcome)
