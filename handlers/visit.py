"""A message narrowed once, at the edge: who speaks where, in which language, with what words, going on from what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers import address, keys
from knowledge import Focus

if TYPE_CHECKING:
    from telegram import Message, Update, User

    from handlers.context import BotContext
    from handlers.keys import Conversation
    from knowledge import Engine, Language


@dataclass(frozen=True, slots=True)
class Visit:
    """A message for us. `fixed` is the language chosen for the chat (None: automatic), `fallback` their Telegram's.

    `topic` is that of our message to which it replies, `earlier` the number of our answer to it before it was edited.
    """

    message: Message
    words: str
    fixed: Language | None
    fallback: Language
    topic: Focus | None = None
    earlier: int | None = None

    @property
    def chat(self) -> int:
        return self.message.chat_id

    @property
    def in_group(self) -> bool:
        return self.message.chat.type in address.GROUPS

    @property
    def person(self) -> int:
        return keys.speaker(self.message)

    @property
    def conversation(self) -> Conversation:
        return keys.conversation(self.message)

    @property
    def said(self) -> str:
        """What would be sent in private to the same effect."""
        called = address.command(self.message).partition("@")[0]
        return f"/{called} {self.words}".strip() if called else self.words

    @property
    def language(self) -> Language:
        return self.fixed or self.fallback


def narrow(update: Update, context: BotContext) -> Visit | None:
    """The visit of an update that `address.FOR_US` let through; None if there is nothing (more) to do about it.

    Its words are a command's arguments, else the question.
    """
    message = update.message or update.edited_message
    if message is None or not _is_due(message, update.edited_message is not None, context):
        return None
    us = context.bot.bot
    return Visit(
        message=message,
        words=question(message, us, context.engine) if context.args is None else " ".join(context.args),
        fixed=context.preferences.language(message.chat_id),
        fallback=spoken(update),
        topic=topic(message, us, context.engine),
        earlier=context.answers.to(message),
    )


def _is_due(message: Message, edited: bool, context: BotContext) -> bool:
    """Whether to answer: a message only once; an edited one if we answered it before, or if the edit turned it to us."""
    if context.answers.to(message) is not None:
        return edited
    if not edited:
        return True
    in_group = message.chat.type in address.GROUPS
    return in_group and bool(address.our_mentions(message, context.bot.bot)) and context.answers.would_know(message)


def question(message: Message, us: User, engine: Engine) -> str:
    """What is asked: the message's own words, or, if these ask nothing ("@us what's that?"), those to which it replies."""
    own, replied = address.words(message, us), message.reply_to_message
    quoted = message.quote.text if message.quote else address.words(replied, us) if replied else ""
    if not quoted or address.is_ours(replied, us):
        return own
    return quoted if engine.asks_nothing(own) else own


def topic(message: Message, us: User, engine: Engine) -> Focus | None:
    """What the message is about to which this one replies, told from its words, so that nothing needs to be kept.

    After a message of ours nothing else is gone on from, even if it was about nothing.
    """
    replied = message.reply_to_message
    text = (replied.text or replied.caption) if replied else None
    if text is None:
        return None
    return engine.topic(text) or (Focus() if address.is_ours(replied, us) else None)


def spoken(update: Update) -> Language:
    """The language of a person's Telegram, of those that we speak: German, or else English."""
    user = update.effective_user
    return "de" if user and (user.language_code or "").lower().startswith("de") else "en"
