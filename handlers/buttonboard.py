"""The buttons under a message, as they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardMarkup

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton


class Board(InlineKeyboardMarkup):
    """Buttons with a label and either data or an address; the library's own way to JSON takes as long as finding an answer."""

    __slots__ = ()

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:  # noqa: ARG002 - the base class's signature
        return {"inline_keyboard": [[_plain(button) for button in row] for row in self.inline_keyboard]}


def _plain(button: InlineKeyboardButton) -> dict[str, Any]:
    name = "url" if button.url else "callback_data"
    return {"text": button.text, name: button.url or button.callback_data}
