"""Updates of all kinds from thousands of chats, by chance, the same for the same seed."""

from __future__ import annotations

import json
import random
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.slips import careless
from tests import updates
from tests.botapi.call import Json
from tests.botapi.telegram import Telegram

GOLDEN = Path(__file__).parents[1] / "golden"
PEOPLE, GROUPS = 4_000, 300
US = "@answers_test_bot"
COMMANDS = (
    "/start",
    "/help",
    "/clusters",
    "/cluster optence",
    "/cluster nobody",
    "/funding",
    "/glossary",
    "/language de",
    "/language auto",
    "/privacy",
    "/mydata",
    "/forget",
    "/unknown",
)
KEPT: Final = 200  # messages that may still be edited


class Crowd:
    """Makes one update after another; each is delivered to `telegram` as it is made."""

    def __init__(self, telegram: Telegram, seed: int) -> None:
        self._telegram, self._chance = telegram, random.Random(seed)  # noqa: S311 - nothing secret
        self._questions = [json.loads(line)["q"] for file in sorted(GOLDEN.glob("*.jsonl")) for line in _lines(file)]
        self._noise = _lines(GOLDEN / "noise.txt")
        self._written: deque[Json] = deque(maxlen=KEPT)
        self._kinds: dict[Callable[[], Json], int] = {
            self._question: 50,
            self._command: 10,
            self._press: 10,
            self._edit: 5,
            self._mention: 10,
            self._chatter: 5,
            self._inline: 5,
            self._guest: 2,
            self._junk: 3,
        }

    def next(self) -> Json:
        (kind,) = self._chance.choices(list(self._kinds), list(self._kinds.values()))
        update = kind()
        self._telegram.deliver(update)
        return update

    # ---- who, where, what

    def _person(self) -> Json:
        number = self._chance.randrange(PEOPLE)
        language = self._chance.choice(["de", "en", "fr"])
        return {"id": 10_000 + number, "is_bot": False, "first_name": f"Person {number}", "language_code": language}

    def _group(self) -> Json:
        return {**updates.SUPERGROUP, "id": updates.SUPERGROUP["id"] - 100 - self._chance.randrange(GROUPS)}

    def _words(self) -> str:
        question: str = self._chance.choice(self._questions)
        return careless(question, self._chance.randrange(1000)) if self._chance.random() < 0.5 else question

    def _written_by(self, person: Json, text: str) -> Json:
        chat = {"id": person["id"], "type": "private", "first_name": person["first_name"]}
        return updates.message(text, chat=chat, person=person)

    def _told(self, message: Json) -> Json:
        self._written.append(message)
        return updates.update(message=message)

    # ---- the kinds

    def _question(self) -> Json:
        return self._told(self._written_by(self._person(), self._words()))

    def _command(self) -> Json:
        return self._told(self._written_by(self._person(), self._chance.choice(COMMANDS)))

    def _press(self) -> Json:
        """A button under the bot's last message, if that has any, else one that nobody knows."""
        under = self._telegram.world.messages.get(self._telegram.world.latest)
        rows = (under or {}).get("reply_markup", {}).get("inline_keyboard", [])
        data = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
        person = self._person()
        if under is None or not data:
            return updates.update(callback_query=updates.press("old", updates.gone(), person=person))
        return updates.update(callback_query=updates.press(self._chance.choice(data), under, person=person))

    def _edit(self) -> Json:
        text = [each for each in self._written if "text" in each]
        if not text:
            return self._question()
        return updates.update(edited_message=updates.edited(self._chance.choice(text), self._words()))

    def _mention(self) -> Json:
        return self._told(updates.message(f"{US} {self._words()}"[:4096], chat=self._group(), person=self._person()))

    def _chatter(self) -> Json:
        return self._told(updates.message(self._chance.choice(self._noise), chat=self._group(), person=self._person()))

    def _inline(self) -> Json:
        words = self._words()[: self._chance.randrange(30)]
        return updates.update(inline_query=updates.inline_query(words, person=self._person()))

    def _guest(self) -> Json:
        return updates.update(guest_message=updates.guest(f"{US} {self._words()}", person=self._person()))

    def _junk(self) -> Json:
        """Anything at all, in letters of all scripts, at any length."""
        size = self._chance.choice([1, 10, 100, 4000])
        letters = [chr(self._chance.choice([self._chance.randrange(33, 0x2FF), 0x1F600, 0x4E2D, 0x5D0])) for _ in range(size)]
        return self._told(self._written_by(self._person(), "".join(letters)))


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
