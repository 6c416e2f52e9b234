"""Guest mode: somebody mentions us in a chat where we are no member; one short answer, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent
from telegram.ext import MessageHandler, filters

from handlers import address
from handlers.brief import brief
from handlers.visit import question, spoken, topic
from knowledge import Context

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import BotContext
    from handlers.routes import Handler


async def guest(update: Update, context: BotContext) -> None:
    """Answer a guest message of a person once; the same message may also reach us as an ordinary one."""
    message = update.guest_message
    if message is None or message.guest_query_id is None or not address.by_person(message):
        return
    if context.answers.to(message) is not None:
        return
    context.begin("guest")
    asked = question(message, context.bot.bot, context.engine)
    fixed = context.preferences.language(message.from_user.id) if message.from_user else None
    about = topic(message, context.bot.bot, context.engine)
    outcome = context.engine.ask(asked, Context(fixed, spoken(update), about))
    screen = brief(outcome, "" if about else asked, context.engine, context.bot.username)
    context.answers.put(message, 0)
    await message.answer_guest_query(
        InlineQueryResultArticle(
            id="1",
            title=context.bot.first_name,
            input_message_content=InputTextMessageContent(screen.html),
            reply_markup=InlineKeyboardMarkup(screen.rows) if screen.rows else None,
        )
    )
    context.tell(outcome)


def handlers() -> list[Handler]:
    return [MessageHandler(filters.UpdateType.GUEST_MESSAGE, guest)]
