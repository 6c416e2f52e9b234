"""Questions in people's own words, and picks from what was offered, by number or label."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram.ext import filters

from handlers import address, dialogue, feedback, screens
from handlers.routes import Handler, message
from knowledge import Context, Declined, Focus

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit

# Under a picture, a mention of us makes the caption a question; in private, pictures get a line of help.
_ASKED = filters.TEXT | (filters.CAPTION & filters.ChatType.GROUPS)


def question(visit: Visit, context: BotContext) -> Screen | None:
    """What the message picks from the last offer, else the outcome of its question.

    In a group, what is said to an answer of ours and asks nothing is heard in silence.
    """
    engine = context.engine
    if visit.in_group and not visit.earlier and _is_remark(visit, context):
        return None
    turn = context.memory.recall(visit.conversation)
    outcome = dialogue.reply(engine, turn, visit.words, visit.fixed, visit.fallback, visit.topic)
    asking = not visit.in_group and context.bot_data.keep_days > 0 and feedback.is_refusal(outcome)
    return replace(screens.of(outcome, engine), consent=asking)


def _is_remark(visit: Visit, context: BotContext) -> bool:
    """Whether a message only replies to ours, without a mention, and nothing is asked or known in it."""
    if address.our_mentions(visit.message, context.bot.bot) or "?" in visit.words:
        return False
    outcome = context.engine.ask(visit.words, Context(visit.fixed, visit.fallback, visit.topic))
    return isinstance(outcome, Declined) and outcome.focus == Focus()


def handlers() -> list[Handler]:
    return [message("question", _ASKED & ~filters.COMMAND, question)]
