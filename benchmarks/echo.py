"""The bot's own share of the time from an update received to its reply sent, beside a bot of the same library that only echoes.

    python -m benchmarks.echo

Each update is read from JSON, processed, and its reply made into a request that is answered at once, so that no network is in
the figures. 1,000 messages each in a group and in private, in turn with the echo bot, in one run: first questions that are all
different, then a hundred of them again and again, as people do who ask the same things.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import statistics
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from bot.application import DEFAULTS, build
from bot.settings import Settings
from knowledge import Engine, open_engine
from knowledge.export import export

TOKEN = "123456789:no_token_of_anybodys_but_of_the_right_shape"  # noqa: S105
UPDATES = 1000
US = {"id": 1, "is_bot": True, "first_name": "Answers", "username": "answers_bot"}
ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
PLACES: dict[str, dict[str, Any]] = {
    "private": {"id": 7, "type": "private", "first_name": "Ada"},
    "group": {"id": -5, "type": "supergroup", "title": "G"},
}
_SENT: dict[str, Any] = {"message_id": 1, "date": 1_700_000_000, "chat": PLACES["private"], "from": US, "text": "sent"}

_NUMBERS = itertools.count(1)


class Instant(BaseRequest):
    """A network that answers at once."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the base class's signature
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        if request_data:
            json.dumps(request_data.json_parameters)  # what a real request would send
        result = US if url.endswith("/getMe") else _SENT
        return 200, json.dumps({"ok": True, "result": result}).encode()


def main() -> None:
    os.environ["PTB_TIMEDELTA"] = "true"
    asyncio.run(_compare(open_engine()))


async def _compare(engine: Engine) -> None:
    ours = build(Settings.model_validate({"telegram_bot_token": TOKEN}), engine, Instant())
    echo = _echo()
    await ours.initialize()
    await echo.initialize()
    runs = list(itertools.product(PLACES, (UPDATES, UPDATES // 10)))
    for number, (place, different) in enumerate(runs):
        bots, times = {"this bot": ours, "echo": echo}, {"this bot": list[float](), "echo": list[float]()}
        for raw in _updates(_questions(engine)[number :: len(runs)], place, different):
            for name, application in bots.items():
                times[name].append(await _timed(application, raw))
        medians = {name: statistics.median(each) for name, each in times.items()}
        told = ", ".join(f"{name} {median:.2f} ms" for name, median in medians.items())
        ratio = medians["this bot"] / medians["echo"]
        print(f"{place}, {UPDATES} messages, {different} different: median {told}; ratio {ratio:.2f}")


def _echo() -> Application:  # type: ignore[type-arg]
    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    builder = ApplicationBuilder().token(TOKEN).defaults(DEFAULTS).job_queue(None)
    application = builder.request(Instant()).get_updates_request(Instant()).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


def _questions(engine: Engine) -> list[str]:
    """All wordings without their first words, so that they are no wordings any more."""
    wordings = [line for entry in export(engine.knowledge) for line in entry["questions"]]
    return list(dict.fromkeys(" ".join(line.split()[1:]) or line for line in wordings))


def _updates(questions: Sequence[str], place: str, different: int) -> Iterator[bytes]:
    """Messages as Telegram sends them, each in a chat of its own, so that no flood is held back."""
    mention = "@answers_bot " if place == "group" else ""
    lines = itertools.cycle(questions[:: len(questions) // different][:different])
    for number, line in zip(_NUMBERS, itertools.islice(lines, UPDATES)):  # noqa: B905 - the numbers do not end
        message: dict[str, Any] = {"message_id": number, "date": 1_700_000_000, "from": ADA, "text": f"{mention}{line}"}
        message["chat"] = {**PLACES[place], "id": PLACES[place]["id"] * 10_000 + number}
        if mention:
            message["entities"] = [{"type": "mention", "offset": 0, "length": len(mention) - 1}]
        yield json.dumps({"update_id": number, "message": message}).encode()


async def _timed(application: Application, raw: bytes) -> float:  # type: ignore[type-arg]
    """Milliseconds from an update received to its reply sent."""
    start = perf_counter()
    await application.process_update(Update.de_json(json.loads(raw), application.bot))
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
