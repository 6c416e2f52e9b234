"""Buttons under a message: words on every one, one or two a row, few enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton

from handlers.callbacks import Action, Menu, Payload
from knowledge import Answer, Choices, Declined, Engine, Language, Option, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_OPTIONS = 8
MAX_MENU = 24
TERM = "term"  # the kind of record that the menu of terms lists
_HALF_ROW = 20  # characters that fit on half the width of a phone
_FULL_ROW = 60

Row = tuple[InlineKeyboardButton, ...]
Rows = tuple[Row, ...]


def button(label: str, payload: Payload) -> InlineKeyboardButton:
    """A button that says `label`, cut where a phone would cut it."""
    shown = label if len(label) <= _FULL_ROW else f"{label[: _FULL_ROW - 1].rstrip()}…"
    return InlineKeyboardButton(shown, callback_data=payload.pack())


def rows(buttons: Iterable[InlineKeyboardButton]) -> Rows:
    """The buttons in their order, two short ones to a row."""
    packed: list[Row] = []
    for each in buttons:
        last = packed[-1] if packed else ()
        if len(last) == 1 and max(len(last[0].text), len(each.text)) <= _HALF_ROW:
            packed[-1] = (*last, each)
        else:
            packed.append((each,))
    return tuple(packed)


def options(offered: Sequence[Option], action: Action, language: Language) -> list[InlineKeyboardButton]:
    return [button(option.label, Payload(action, language, option.target)) for option in offered]


def menu(name: Menu, key: str, engine: Engine, language: Language, page: int = 0) -> InlineKeyboardButton:
    """A button that leads to a menu; `key` is the text on it."""
    return button(engine.texts(key, language), Payload(Action.MENU, language, name.value, page))


def under(outcome: Outcome, engine: Engine, page: int = 0) -> Rows:
    """The buttons that belong under an outcome; `page` of a record's topics, where they fill more than one."""
    match outcome:
        case Answer() if _one_record(outcome):
            return _topics(outcome, engine, page)
        case Answer():
            return rows(options(outcome.related[:MAX_OPTIONS], Action.OPEN, outcome.language))
        case Choices():
            return rows(options(outcome.options[:MAX_MENU], Action.SHOW, outcome.language))
        case Declined():
            return rows(options(outcome.suggestions[:MAX_OPTIONS], Action.SHOW, outcome.language))


def _one_record(answer: Answer) -> bool:
    return len(answer.focus.records) == 1


def _topics(answer: Answer, engine: Engine, page: int) -> Rows:
    """More about the record of an answer: from an entry back to the overview, from there on to topics and list."""
    record, language = answer.focus.records[0], answer.language
    overview = engine.overview(record)
    if answer.entries != (overview,):
        back = button(engine.texts("button_overview", language), Payload(Action.SHOW, language, record))
        others = [option for option in answer.related if option.target != overview]
        return (*rows(options(others[: MAX_OPTIONS - 1], Action.SHOW, language)), (back,))
    shown = answer.related[page * MAX_OPTIONS : (page + 1) * MAX_OPTIONS]
    onward = [*_more(answer, record, engine, page), *_list_of(record, engine, language)]
    return (*rows(options(shown, Action.SHOW, language)), *rows(onward))


def _more(answer: Answer, record: str, engine: Engine, page: int) -> list[InlineKeyboardButton]:
    """The button to the next page of topics; from the last page back to the first; none if all fit on one."""
    if len(answer.related) <= MAX_OPTIONS:
        return []
    following = page + 1 if (page + 1) * MAX_OPTIONS < len(answer.related) else 0
    return [button(engine.texts("button_more", answer.language), Payload(Action.SHOW, answer.language, record, following))]


def _list_of(record: str, engine: Engine, language: Language) -> list[InlineKeyboardButton]:
    """The button back to the list that a record stands in, if it stands in one."""
    if any(card.id == record for card in engine.records()):
        return [menu(Menu.RECORDS, "button_records", engine, language)]
    if any(card.id == record for card in engine.records(TERM)):
        return [menu(Menu.TERMS, "button_terms", engine, language)]
    return []
