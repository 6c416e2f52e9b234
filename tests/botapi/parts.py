"""The parts of a call that have rules of their own, wherever they stand in it: formatted texts and keyboards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.botapi.call import Json
from tests.botapi.markup import Markup

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
_LIMITS = {"text": TEXT_LIMIT, "message_text": TEXT_LIMIT, "caption": CAPTION_LIMIT}
# Their texts are neither formatted nor sent as messages.
_PLAIN = ("answerCallbackQuery",)


@dataclass(frozen=True)
class Text:
    """A text with what is said about its formatting: `name` is its field, `within` what holds that field."""

    name: str
    source: str
    within: Json

    @property
    def limit(self) -> int:
        return _LIMITS[self.name]

    @property
    def is_html(self) -> bool:
        return str(self.within.get("parse_mode", "")).lower() == "html"

    @property
    def markup(self) -> Markup | None:
        return Markup(self.source) if self.is_html else None


def texts(method: str, parameters: Json) -> Iterator[Text]:
    """The texts and captions of messages in a call, also in the results of inline queries."""
    if method in _PLAIN:
        return
    for holder in (parameters, *_results(parameters)):
        for within in (holder, holder.get("input_message_content")):
            if isinstance(within, dict):
                yield from (Text(name, within[name], within) for name in _LIMITS if isinstance(within.get(name), str))


def keyboards(parameters: Json) -> Iterator[list[Json]]:
    """The buttons of every inline keyboard in a call."""
    for holder in (parameters, *_results(parameters)):
        markup = holder.get("reply_markup")
        if isinstance(markup, dict) and "inline_keyboard" in markup:
            yield [button for row in markup["inline_keyboard"] for button in row]


def _results(parameters: Json) -> list[Json]:
    found = [parameters["result"]] if isinstance(parameters.get("result"), dict) else []
    return [*found, *parameters.get("results", ())]
