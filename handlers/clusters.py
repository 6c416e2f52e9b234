"""The records by name and by filter: `/cluster`, `/clusters`, and the menus that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards, screens
from handlers.callbacks import Menu
from handlers.routes import Handler, command
from knowledge import Choices, Declined, Engine, Language, Option, RecordCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineKeyboardButton

    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def cluster(visit: Visit, context: BotContext) -> Screen:
    """The profile of the record that is named, else what its name filters by; without a name, the menu."""
    engine, language = context.engine, visit.language
    if not visit.words:
        return screens.line("name_one", engine, language) if visit.in_group else records_menu(engine, language)
    if visit.words.isdecimal() and (card := next((c for c in engine.records() if c.number == int(visit.words)), None)):
        return screens.of(engine.show(card.id, language) or engine.find(card.label, language), engine)
    found = engine.find(visit.words, language)
    if isinstance(found, Declined) and not isinstance(wider := engine.look_up(visit.words, language), Declined):
        found = wider
    return _or_menu(screens.of(found, engine), engine, language)


def clusters(visit: Visit, context: BotContext) -> Screen:
    """The records that a few words filter, else the one that is named; without words, all of them, counted."""
    engine, language = context.engine, visit.language
    if not visit.words:
        return everything(engine, language)
    found = engine.look_up(visit.words, language)
    if isinstance(found, Declined) and not isinstance(named := engine.find(visit.words, language), Declined):
        found = named
    return _or_menu(screens.of(found, engine), engine, language)


def _or_menu(screen: Screen, engine: Engine, language: Language) -> Screen:
    """The screen; under a refusal that offers nothing, a way to the list."""
    if not isinstance(screen.outcome, Declined) or screen.outcome.suggestions:
        return screen
    return screens.with_rows(screen.outcome, engine, ((keyboards.menu(Menu.RECORDS, "button_records", engine, language),),))


def everything(engine: Engine, language: Language) -> Screen:
    """All records by name, with their numbers and how many they are."""
    numbered, others = parted(engine)
    counts = {"count": len(numbered) + len(others), "numbered": len(numbered), "others": len(others)}
    parts = (("records_numbered", numbered), ("records_others", others))
    lists = [_lines(key, cards, engine, language) for key, cards in parts if cards]
    paragraphs = (engine.texts("records_lead", language, **counts), *lists, engine.texts("records_hint", language))
    page = screens.leaf(engine.texts("records_title", language), paragraphs, language, _options((*numbered, *others)))
    return screens.with_rows(page, engine, keyboards.rows(_menus(engine, language, bool(others))))


def _menus(engine: Engine, language: Language, others: bool) -> list[InlineKeyboardButton]:
    buttons = [keyboards.menu(Menu.RECORDS, "button_choose", engine, language)]
    return [*buttons, keyboards.menu(Menu.OTHERS, "button_others", engine, language)] if others else buttons


def _lines(key: str, cards: Sequence[RecordCard], engine: Engine, language: Language) -> str:
    lines = (f"{card.number}. {card.label}" if card.number else f"• {card.label}" for card in cards)
    return "\n".join([engine.texts(key, language), *lines])


def records_menu(engine: Engine, language: Language) -> Screen:
    """The numbered records as buttons, the others behind one more; all of them where none is numbered."""
    numbered, others = parted(engine)
    first, rest = (numbered, others) if numbered else (others, ())
    onward = ((keyboards.menu(Menu.OTHERS, "button_others", engine, language),),) if rest else ()
    return _menu("records_prompt", first, onward, engine, language)


def others_menu(engine: Engine, language: Language) -> Screen:
    """The records without a number as buttons, and the way back."""
    back = (keyboards.menu(Menu.RECORDS, "button_records", engine, language),)
    return _menu("others_prompt", parted(engine)[1], (back,), engine, language)


def _menu(key: str, cards: Sequence[RecordCard], onward: keyboards.Rows, engine: Engine, language: Language) -> Screen:
    if not cards:
        return screens.of(Declined(engine.texts("records_none", language), (), language), engine)
    choices = Choices(engine.texts(key, language), _options(cards), language, 1.0)
    return screens.with_rows(choices, engine, (*keyboards.under(choices, engine), *onward))


def parted(engine: Engine) -> tuple[tuple[RecordCard, ...], tuple[RecordCard, ...]]:
    """The records with a number and those without."""
    cards = engine.records()
    return tuple(card for card in cards if card.number), tuple(card for card in cards if not card.number)


def _options(cards: Sequence[RecordCard]) -> tuple[Option, ...]:
    return tuple(Option(card.label, card.id) for card in cards)


def handlers() -> list[Handler]:
    return [command("cluster", cluster), command("clusters", clusters)]
