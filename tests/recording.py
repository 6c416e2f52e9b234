"""A request object that plays Telegram: records every call, checks what Telegram would check, answers plausibly."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from telegram.constants import InlineKeyboardButtonLimit, MessageLimit
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from collections.abc import Iterable

BOT = {"id": 4242, "is_bot": True, "first_name": "Answers", "username": "answers_test_bot"}
# Methods that only say that they have been carried out.
_DONE = {
    "answerCallbackQuery",
    "deleteWebhook",
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
}
_ALLOWED_TAGS = {"b", "a"}


@dataclass(frozen=True)
class Call:
    """One call of the Bot API."""

    method: str
    parameters: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.parameters.get("text", ""))

    @property
    def buttons(self) -> list[dict[str, str]]:
        rows = self.parameters.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]


@dataclass
class Refusal:
    """An answer that says no: the HTTP status and Telegram's words."""

    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error_code": self.status, "description": self.description, "parameters": self.parameters}


class Recording(BaseRequest):
    """In place of the network. `refuse` queues refusals; `mistakes` lists what Telegram would not have taken."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.mistakes: list[str] = []
        self.messages: dict[int, dict[str, Any]] = {}
        self._refusals: dict[str, deque[Refusal]] = {}

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def refuse(self, method: str, *refusals: Refusal) -> None:
        self._refusals.setdefault(method, deque()).extend(refusals)

    def named(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the base class's signature
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        call = Call(url.rpartition("/")[2], _parameters(request_data))
        self.calls.append(call)
        self.mistakes += _mistakes(call)
        if self._refusals.get(call.method):
            refusal = self._refusals[call.method].popleft()
            return refusal.status, json.dumps(refusal.body()).encode()
        return 200, json.dumps({"ok": True, "result": self._result(call)}).encode()

    def _result(self, call: Call) -> object:
        if call.method in _DONE:
            return True
        if call.method == "getMe":
            return BOT
        if call.method == "sendMessage":
            return self._sent(call, 1000 + len(self.messages))
        if call.method == "editMessageText":
            return self._sent(call, int(call.parameters["message_id"]))
        self.mistakes.append(f"{call.method} is not expected")
        return True

    def _sent(self, call: Call, number: int) -> dict[str, Any]:
        chat = {"id": call.parameters["chat_id"], "type": "private", "first_name": "Ada"}
        sent = {"message_id": number, "date": 1_700_000_000, "chat": chat, "from": BOT, "text": call.text}
        if "reply_markup" in call.parameters:
            sent["reply_markup"] = call.parameters["reply_markup"]
        self.messages[number] = sent
        return sent


def _parameters(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    return {name: _read(value) for name, value in data.json_parameters.items()}


def _read(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _mistakes(call: Call) -> Iterable[str]:
    if call.method not in ("sendMessage", "editMessageText"):
        return
    if call.parameters.get("parse_mode") != "HTML":
        yield f"{call.method} without HTML"
    if not call.parameters.get("link_preview_options", {}).get("is_disabled"):
        yield f"{call.method} with link previews"
    if not 0 < len(call.text) <= MessageLimit.MAX_TEXT_LENGTH:
        yield f"a text of {len(call.text)} characters"
    yield from Markup(call.text).mistakes
    for button in call.buttons:
        if len(button["callback_data"].encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            yield f"too much callback data: {button['callback_data']}"


class Markup(HTMLParser):
    """Reads Telegram's HTML as Telegram does: only known tags, each of them closed; `text` is what people read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.mistakes, self._open = "", list[str](), list[str](), list[str]()
        self.feed(html)
        self.close()
        self.mistakes += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if tag not in _ALLOWED_TAGS:
            self.mistakes.append(f"<{tag}> is not a tag of ours")
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.mistakes.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data
