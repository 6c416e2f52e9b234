"""A message narrowed once, at the edge: who speaks where, in which language, with what words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import Message, Update

    from handlers.context import BotContext
    from knowledge import Language


@dataclass(frozen=True, slots=True)
class Visit:
    """A message for us; `fixed` is the language chosen for the chat (None: automatic), `fallback` their Telegram's."""

    message: Message
    words: str
    fixed: Language | None
    fallback: Language

    @property
    def chat(self) -> int:
        return self.message.chat_id

    @property
    def language(self) -> Language:
        return self.fixed or self.fallback


def narrow(update: Update, context: BotContext) -> Visit | None:
    """The visit of an update that `address.FOR_US` let through; its words are a command's arguments or all text."""
    message = update.message
    if message is None:
        return None
    words = (message.text or "").strip() if context.args is None else " ".join(context.args)
    return Visit(message, words, context.memory.language(message.chat_id), spoken(update))


def spoken(update: Update) -> Language:
    """The language of a person's Telegram, of those that we speak: German, or else English."""
    user = update.effective_user
    return "de" if user and (user.language_code or "").lower().startswith("de") else "en"
