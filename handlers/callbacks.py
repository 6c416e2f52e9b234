"""What a button carries: a short, typed payload that is checked against Telegram's limit when the program starts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge import LANGUAGES, Engine, Language

MAX_BYTES = 64  # telegram.constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
_SEPARATOR = ":"


class Action(StrEnum):
    """What a button does with its target. Values live on in buttons that were sent: never give one a new meaning."""

    SHOW = "s"  # show an entry or a record in place of the message
    OPEN = "o"  # show it as a message of its own, so that a list stays
    MENU = "m"  # show a menu in place of the message
    ASK = "a"  # ask one of the example questions, named by its fingerprint
    LANGUAGE = "l"  # answer in this language from now on
    HELPFUL = "+"  # the message that told the target was helpful
    UNHELPFUL = "-"
    KEEP = "k"  # the question above may be kept
    REMOVE = "r"  # remove the answer from the group; the target is the id of who asked


class Menu(StrEnum):
    """The menus that a button can lead to."""

    RECORDS = "records"
    OTHERS = "others"
    TERMS = "terms"
    SOURCES = "sources"


class PayloadError(ValueError):
    """An id is too long for a button; the text names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Payload:
    """An action on a target, in the language of the message that offers it; `page` of what has several."""

    action: Action
    language: Language
    target: str
    page: int = 0

    def pack(self) -> str:
        """The text for `callback_data`. Raises PayloadError if Telegram would refuse it."""
        parts = [self.action.value, self.language, self.target, *([str(self.page)] if self.page else [])]
        packed = _SEPARATOR.join(parts)
        if len(packed.encode()) > MAX_BYTES:
            raise PayloadError(
                f"“{self.target}” makes a button's data longer than {MAX_BYTES} bytes; shorten the id in the knowledge"
            )
        return packed


def unpack(data: str | None) -> Payload | None:
    """The payload in a button's data, or None for anything that this program does not make."""
    if not data or len(data.encode()) > MAX_BYTES:
        return None
    action, language, target, page = (*data.split(_SEPARATOR), "", "", "")[:4]
    known = next((each for each in LANGUAGES if each == language), None)
    if known is None or action not in set(Action) or not target or not (page or "0").isdecimal():
        return None
    payload = Payload(Action(action), known, target, int(page or 0))
    return payload if payload.pack() == data else None


def check_targets(engine: Engine) -> None:
    """Make sure that every entry, and so every record, fits on a button. Raises PayloadError with all misfits."""
    too_long = []
    for target in engine.entries():
        try:
            Payload(Action.SHOW, LANGUAGES[0], target).pack()
        except PayloadError as error:
            too_long.append(str(error))
    if too_long:
        raise PayloadError("\n".join(too_long))
