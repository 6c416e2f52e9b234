"""What goes between the bot and the Bot API: a call, a refusal, a connection that drops."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

BOT: Json = {"id": 4242, "is_bot": True, "first_name": "Answers", "username": "answers_test_bot"}
# What only getMe tells.
ABILITIES: Json = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_guest_queries": True,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


@dataclass(frozen=True)
class Call:
    """One call of the Bot API, with its parameters decoded."""

    method: str
    parameters: Json

    @property
    def text(self) -> str:
        return str(self.parameters.get("text", ""))

    @property
    def buttons(self) -> list[Json]:
        rows = self.parameters.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]


@dataclass(frozen=True)
class Refusal:
    """An answer that says no: the HTTP status and Telegram's words."""

    status: int
    description: str
    parameters: Json = field(default_factory=dict)

    def body(self) -> Json:
        return {"ok": False, "error_code": self.status, "description": self.description, "parameters": self.parameters}


class RefusedError(Exception):
    """A call that Telegram does not carry out."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


class DroppedError(Exception):
    """The connection ends without an answer."""


def bad_request(words: str, **parameters: object) -> RefusedError:
    """To raise where Telegram answers 400."""
    return RefusedError(Refusal(400, f"Bad Request: {words}", parameters))


def forbidden(words: str) -> RefusedError:
    """To raise where Telegram answers 403."""
    return RefusedError(Refusal(403, f"Forbidden: {words}"))
