"""What Telegram would not take of a call, by its published limits; the shape of calls is judged by aiogram's models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.botapi import parts, shape
from tests.botapi.call import Json
from tests.botapi.markup import units

_PARSE_MODES = ("html", "markdown", "markdownv2")
# All fields of a button but these say what it does.
_LOOKS = {"text", "icon_custom_emoji_id", "style"}
_WEB = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?|tg://\S+", re.IGNORECASE)
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_ACTIONS = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
]


def mistakes(method: str, parameters: Json) -> list[str]:
    """Everything for which Telegram would refuse a call whatever the state of its chats, in plain words."""
    if misfits := shape.of_call(method, parameters):
        return misfits
    found = [f"{method}: {each}" for text in parts.texts(method, parameters) for each in _text(text)]
    found += [f"{method}: {each}" for buttons in parts.keyboards(parameters) for each in _keyboard(buttons)]
    found += [f"{method}: {each}" for each in _RULES.get(method, _nothing)(parameters)]
    return found


def _nothing(_: Json) -> Iterator[str]:
    yield from ()


def _text(text: parts.Text) -> Iterator[str]:
    mode = text.within.get("parse_mode")
    if mode is not None and mode.lower() not in _PARSE_MODES:
        yield f"unsupported parse_mode {mode!r}"
    if text.markup:
        yield from text.markup.mistakes
    read = (text.markup.text if text.markup else text.source).strip()
    if not read and text.name != "caption":
        yield f"{text.name} is empty"
    if units(read) > text.limit:
        yield f"{text.name} of {units(read)} units, {text.limit} at most"


def _keyboard(buttons: list[Json]) -> Iterator[str]:
    if len(buttons) > 100:
        yield f"{len(buttons)} buttons, 100 at most"
    yield from (fault for button in buttons for fault in _button(button))


def _button(button: Json) -> Iterator[str]:
    actions = [name for name in button if name not in _LOOKS]
    if not button["text"].strip():
        yield "a button without a text"
    if len(actions) != 1:
        yield f"button {button['text']!r} does {actions or 'nothing'}"
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        yield f"callback_data of {len(button['callback_data'].encode())} bytes: {button['callback_data']!r}"
    if "url" in button and not _WEB.fullmatch(button["url"]):
        yield f"button with the bad url {button['url']!r}"
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= 256:
        yield "copy_text is not 1 to 256 characters"


def _inline_answer(parameters: Json) -> Iterator[str]:
    results = parameters["results"]
    ids = [each["id"] for each in results]
    if len(results) > 50:
        yield f"{len(results)} results, 50 at most"
    yield from (f"result id {each!r} is repeated" for each in dict.fromkeys(ids) if ids.count(each) > 1)
    yield from (fault for each in results for fault in _result(each))
    if len(parameters.get("next_offset", "").encode()) > 64:
        yield "next_offset over 64 bytes"
    yield from _results_button(parameters.get("button"))


def _results_button(button: Json | None) -> Iterator[str]:
    if button is None:
        return
    actions = [name for name in button if name != "text"]
    if len(actions) != 1:
        yield f"results button does {actions or 'nothing'}"
    if not button["text"].strip():
        yield "results button without a text"
    if "start_parameter" in button and not _START.fullmatch(button["start_parameter"]):
        yield f"bad start_parameter {button['start_parameter']!r}"


def _guest_answer(parameters: Json) -> Iterator[str]:
    yield from _result(parameters["result"])


def _result(result: Json) -> Iterator[str]:
    if not 1 <= len(result["id"].encode()) <= 64:
        yield f"result id of {len(result['id'].encode())} bytes"
    if result["type"] == "article" and not result["title"].strip():
        yield "an article without a title"
    if "url" in result and not _WEB.fullmatch(result["url"]):
        yield f"result with the bad url {result['url']!r}"


def _press_answer(parameters: Json) -> Iterator[str]:
    yield from _at_most("text", 200, parameters)


def _commands(parameters: Json) -> Iterator[str]:
    commands = parameters["commands"]
    names = [each["command"] for each in commands]
    if len(commands) > 100:
        yield f"{len(commands)} commands, 100 at most"
    yield from (f"bad command {name!r}" for name in names if not _COMMAND.fullmatch(name))
    yield from (f"command {name!r} is repeated" for name in dict.fromkeys(names) if names.count(name) > 1)
    for each in commands:
        if not 1 <= units(each["description"]) <= 256:
            yield f"description of {each['command']!r} is not 1 to 256 characters"
    yield from _language(parameters)


def _description(parameters: Json) -> Iterator[str]:
    yield from _at_most("description", 512, parameters)
    yield from _language(parameters)


def _short_description(parameters: Json) -> Iterator[str]:
    yield from _at_most("short_description", 120, parameters)
    yield from _language(parameters)


def _action(parameters: Json) -> Iterator[str]:
    if parameters["action"] not in _ACTIONS:
        yield f"no such action {parameters['action']!r}"


def _polling(parameters: Json) -> Iterator[str]:
    if not 1 <= parameters.get("limit", 100) <= 100:
        yield "limit is not 1 to 100"


def _at_most(name: str, limit: int, parameters: Json) -> Iterator[str]:
    if units(parameters.get(name, "")) > limit:
        yield f"{name} over {limit} characters"


def _language(parameters: Json) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(parameters.get("language_code", "")):
        yield f"language_code {parameters['language_code']!r}"


_RULES: dict[str, Callable[[Json], Iterator[str]]] = {
    "answerCallbackQuery": _press_answer,
    "answerInlineQuery": _inline_answer,
    "answerGuestQuery": _guest_answer,
    "setMyCommands": _commands,
    "setMyDescription": _description,
    "setMyShortDescription": _short_description,
    "sendChatAction": _action,
    "getUpdates": _polling,
}
