"""A conversation with the real application: what a person writes and presses, and what the bot did about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram import Update

from handlers import keys
from handlers.preferences import Preferences
from storage import Notes
from tests.botapi.call import Call, Json
from tests.botapi.markup import Markup
from tests.updates import ADA, message, press, update

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.desk import Desk
    from handlers.context import BotApplication
    from knowledge import Language
    from tests.botapi.telegram import Telegram


@dataclass
class Talk:
    """Sends updates as one person and gives back the calls that each of them led to."""

    application: BotApplication
    telegram: Telegram
    person: Json
    desk: Desk

    async def give(self, raw: Json) -> list[Call]:
        """Let the application process an update; the calls it made."""
        before = len(self.telegram.calls)
        self.telegram.deliver(raw)
        await self.desk.take(Update.de_json(raw, self.application.bot))
        return self.telegram.calls[before:]

    async def note(self, key: str, change: Callable[[Notes], None]) -> None:
        """Let something be noted under a key, apart from any update."""
        notes = Notes(frozenset([key]))
        change(notes)
        await self.application.bot_data.store.finish(0, notes)

    async def prefer(self, chat: int, language: Language) -> None:
        """Let a chat have chosen a language."""
        await self.note(keys.chosen(chat), lambda notes: Preferences(notes).choose_language(chat, language))

    async def say(self, text: str) -> Call:
        """Write a message that gets exactly one reply."""
        calls = await self.give(update(message=message(text, person=self.person)))
        assert [call.method for call in calls] == ["sendMessage"], calls
        return calls[0]

    async def read(self, text: str) -> str:
        """Write a message and read its reply as a person does."""
        return Markup((await self.say(text)).text).text

    async def press(self, label: str) -> list[Call]:
        """Press the button with this label under the last message."""
        under = self.last()
        rows: list[list[Json]] = under.get("reply_markup", {}).get("inline_keyboard", [])
        data = {button["text"]: button["callback_data"] for row in rows for button in row}
        assert label in data, f"{label!r} is not among {list(data)}"
        return await self.press_data(data[label], under)

    async def press_data(self, data: str, under: Json | None = None) -> list[Call]:
        return await self.give(update(callback_query=press(data, under or self.last(), person=self.person)))

    def last(self) -> Json:
        """The last message that the bot sent or edited."""
        return self.telegram.last()


def german(talk: Talk) -> Talk:
    """The same conversation with a person whose Telegram is German."""
    return replace(talk, person={**ADA, "language_code": "de-AT"})
