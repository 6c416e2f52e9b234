"""Feedback: thumbs under answers, also under refusals and choices, and the consent to keep an unanswered question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards
from handlers.callbacks import Action, Payload
from knowledge import Answer, Choices, Outcome
from storage import Rating

if TYPE_CHECKING:
    from telegram import CallbackQuery, Message

    from handlers.context import BotContext
    from handlers.keyboards import Row
    from knowledge import Engine, Language

THUMBS = (Action.HELPFUL, Action.UNHELPFUL)
REFUSALS = frozenset({"absent-detail", "other-detail", "other-programme", "unknown-name", "nothing-found"})


def thumbs(outcome: Outcome, engine: Engine) -> tuple[Row, ...]:
    """The row of thumbs under an outcome; none under what answers no question."""
    told = rated_as(outcome)
    if told is None:
        return ()
    labels = {Action.HELPFUL: "button_helpful", Action.UNHELPFUL: "button_unhelpful"}
    return (
        tuple(
            keyboards.button(engine.texts(key, outcome.language), Payload(action, outcome.language, told))
            for action, key in labels.items()
        ),
    )


def rated_as(outcome: Outcome) -> str | None:
    """Under which name an outcome is rated: the first entry's id, or its kind; None if it is nothing to rate."""
    match outcome:
        case Answer():
            return outcome.entries[0] if outcome.entries else None
        case Choices():
            return "choices" if outcome.stage else None
    return "declined" if is_refusal(outcome) else None


def is_refusal(outcome: Outcome) -> bool:
    """Whether a question was declined; a friendly word and a line of help are none."""
    return outcome.stage in REFUSALS


def consent(engine: Engine, language: Language) -> Row:
    """The question back, under a refusal, whether the question may be kept."""
    return (keyboards.button(engine.texts("button_keep", language), Payload(Action.KEEP, language, "question")),)


async def rate(payload: Payload, message: Message, query: CallbackQuery, context: BotContext) -> str:
    """Note a thumb; the word of thanks."""
    helpful = payload.action is Action.HELPFUL
    if context.bot_data.keep_days:
        rating = Rating(message.chat_id, message.message_id, query.from_user.id, payload.target, helpful)
        await context.store.rate(rating)
    context.bot_data.metrics.rated(payload.target, helpful)
    context.end("rated")
    return context.engine.texts("rated", payload.language)


async def keep(payload: Payload, message: Message, context: BotContext) -> str | None:
    """Keep the question to which a message replies, as its writer wishes; the word of thanks, None if it is gone."""
    asked = message.reply_to_message.text if message.reply_to_message else None
    if not asked or not context.bot_data.keep_days:
        return None
    await context.store.keep(asked, payload.language)
    context.end("kept")
    return context.engine.texts("kept", payload.language, days=context.bot_data.keep_days)
