"""What calls and updates look like, from aiogram's models of the Bot API: names, types, what must be there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from aiogram import methods
from aiogram.types import InlineKeyboardMarkup, Update
from pydantic import BaseModel, ValidationError

from tests.botapi.call import Json

_METHODS: dict[str, type[BaseModel]] = {
    model.__api_method__: model
    for model in (getattr(methods, name) for name in methods.__all__)
    if hasattr(model, "__api_method__")
}
_PLAIN = (str, int, float, bool)


def of_call(method: str, parameters: Json) -> list[str]:
    """What of a call's method, names and types Telegram does not know."""
    model = _METHODS.get(method)
    if model is None:
        return [f"{method} is no method"]
    markup = parameters.get("reply_markup")
    if isinstance(markup, dict) and "inline_keyboard" in markup and (found := _misfits(InlineKeyboardMarkup, markup, method)):
        return found  # told apart here, since a bad one would be taken for another kind of markup
    return _misfits(model, parameters, method)


def of_update(raw: Json) -> list[str]:
    """What of an update Telegram would not send: it holds exactly one thing besides its number, in the right shape."""
    kinds = [name for name in raw if name != "update_id"]
    alone = [] if len(kinds) == 1 else [f"update with {kinds or 'nothing'}"]
    return [*alone, *_misfits(Update, raw, "update")]


def decoded(method: str, form: Mapping[str, str]) -> Json:
    """The parameters of a form: what Telegram takes as text stays as it is, all else is JSON."""
    return {name: _decoded(method, name, value) for name, value in form.items()}


def _decoded(method: str, name: str, value: str) -> object:
    model = _METHODS.get(method)
    field = model.model_fields.get(name) if model else None
    kinds = get_args(field.annotation) or (field.annotation,) if field else ()
    if str in kinds and int not in kinds:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _misfits(model: type[BaseModel], raw: Json, place: str) -> list[str]:
    try:
        return list(_strangers(raw, model.model_validate(raw), place))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        return [f"{place}: {'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in found]


def _strangers(raw: object, read: object, place: str) -> Iterator[str]:
    """Fields without a place in the models, which let them pass, and values that fit only after a conversion."""
    if isinstance(read, BaseModel) and isinstance(raw, Mapping):
        known = {field.alias or name: name for name, field in type(read).model_fields.items()}
        for name, value in raw.items():
            if name in known:
                yield from _strangers(value, getattr(read, known[name]), f"{place}.{name}")
            else:
                yield f"{place}.{name} is no field"
    elif isinstance(raw, list) and isinstance(read, Sequence):
        for number, (given, taken) in enumerate(zip(raw, read, strict=True)):
            yield from _strangers(given, taken, f"{place}.{number}")
    elif isinstance(raw, _PLAIN) and isinstance(read, _PLAIN) and not _same_kind(raw, read):
        yield f"{place} is {raw!r} and should be like {read!r}"


def _same_kind(raw: Any, read: Any) -> bool:
    """Whether a value needed no conversion; a whole number may stand for a float, a text for an enumeration."""
    return isinstance(read, type(raw)) or (type(raw) is int and type(read) is float)
