"""The choice of language for a chat, in a group by its admins: automatic (that of each question), English or German."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from handlers import keyboards, screens
from handlers.callbacks import Action, Payload
from handlers.routes import Handler, command
from knowledge import LANGUAGES, Engine, Language

if TYPE_CHECKING:
    from handlers.context import BotContext
    from handlers.preferences import Preferences
    from handlers.screens import Screen
    from handlers.visit import Visit

Choice = Literal["auto", "en", "de"]
CHOICES: tuple[Choice, ...] = ("auto", *LANGUAGES)


def language(visit: Visit, context: BotContext) -> Screen:
    """The choice by its name in either language, or the three as buttons."""
    choice = wanted(visit.words, context.engine)
    if choice:
        return choose(choice, visit.chat, visit.fallback, context.preferences, context.engine)
    return _offer("language", visit.language, context.engine)


def wanted(words: str, engine: Engine) -> Choice | None:
    """The choice that a person typed: `german`, `Deutsch`, `auto` …"""
    return next((choice for choice in CHOICES if named(words, f"language_words_{choice}", engine)), None)


def named(words: str, key: str, engine: Engine) -> bool:
    """Whether a person typed one of the words that a text lists, in either language."""
    return words.casefold() in " ".join(engine.texts(key, each) for each in LANGUAGES).casefold().split()


def chosen(target: str) -> Choice | None:
    """The choice in a button's payload."""
    return next((choice for choice in CHOICES if choice == target), None)


def choose(choice: Choice, chat: int, fallback: Language, preferences: Preferences, engine: Engine) -> Screen:
    """Keep a choice for a chat and say so, in the language that was chosen."""
    fixed: Language | None = None if choice == "auto" else choice
    preferences.choose_language(chat, fixed)
    return _offer(f"language_set_{choice}", fixed or fallback, engine)


def _offer(key: str, spoken: Language, engine: Engine) -> Screen:
    page = screens.leaf(engine.texts("language_title", spoken), (engine.texts(key, spoken),), spoken)
    labels = {choice: engine.texts(f"button_{choice}", spoken) for choice in CHOICES}
    buttons = (keyboards.button(label, Payload(Action.LANGUAGE, spoken, choice)) for choice, label in labels.items())
    return replace(screens.with_rows(page, engine, keyboards.rows(buttons)), public=True)


def handlers() -> list[Handler]:
    return [command("language", language, for_admins=True)]
