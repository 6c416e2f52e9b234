"""The bot's own share of the time from an update received to its reply sent, beside a bot of the same library that only echoes.

    python -m benchmarks.echo

Each update is read from JSON, processed, and its reply sent; in turn with the echo bot, in one run. Counted is the CPU time of
this process, so not the network. "http": the reply goes out by HTTP to a Bot API on the loopback interface, as it does in life,
ours by `bot.request`, the echo bot's by the library's way and, once more, by ours; "bare": the request is made and answered on
the spot, so that just the library's and our own Python is left. First 1,000 questions that are all different, then a hundred of
them again and again, as people do who ask the same things.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from time import process_time
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from benchmarks.instant import answer
from bot.application import DEFAULTS, build
from bot.request import AiohttpRequest
from bot.settings import Settings
from knowledge import Engine, open_engine
from knowledge.export import export

TOKEN = "123456789:no_token_of_anybodys_but_of_the_right_shape"  # noqa: S105
UPDATES = 1000
ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
PLACES: dict[str, dict[str, Any]] = {
    "private": {"id": 7, "type": "private", "first_name": "Ada"},
    "group": {"id": -5, "type": "supergroup", "title": "G"},
}
_NUMBERS = itertools.count(1)


class Bare(BaseRequest):
    """A network that answers on the spot."""

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
        return 200, answer(url.rpartition("/")[2])


def main() -> None:
    os.environ["PTB_TIMEDELTA"] = "true"
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.instant"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None  # noqa: S101 - it was asked for
        asyncio.run(_compare(open_engine(), server.stdout.readline().strip()))
    finally:
        server.terminate()


async def _compare(engine: Engine, address: str) -> None:
    questions = _questions(engine)
    runs = list(itertools.product(("http", "bare"), PLACES, (UPDATES, UPDATES // 10)))
    for number, (way, place, different) in enumerate(runs):
        asked = list(_updates(questions[number :: len(runs)], place, different))
        ways: list[BaseRequest | None] = [AiohttpRequest(), None, AiohttpRequest()] if way == "http" else [Bare()] * 3
        bots = {"this bot": _ours(engine, address, ways[0]), "echo": _echo(address, ways[1])}
        if way == "http":
            bots["echo by our way"] = _echo(address, ways[2])
        medians = await _medians(bots, asked)
        told = ", ".join(f"{name} {median:.2f} ms" for name, median in medians.items())
        ratio = medians["this bot"] / medians["echo"]
        print(f"{way}, {place}, {UPDATES} messages, {different} different: median {told}; ratio {ratio:.2f}", flush=True)


async def _medians(bots: dict[str, Application[Any, Any, Any, Any, Any, Any]], asked: Sequence[bytes]) -> dict[str, float]:
    """The median of each bot's times over the same updates, taken in turn."""
    times: dict[str, list[float]] = {name: [] for name in bots}
    for application in bots.values():
        await application.initialize()
    for raw in asked:
        for name, application in bots.items():
            times[name].append(await _timed(application, raw))
    for application in bots.values():
        await application.shutdown()
    return {name: statistics.median(each) for name, each in times.items()}


def _ours(engine: Engine, address: str, request: BaseRequest | None) -> Application[Any, Any, Any, Any, Any, Any]:
    return build(Settings.model_validate({"telegram_bot_token": TOKEN, "telegram_api_url": address}), engine, request)


def _echo(address: str, request: BaseRequest | None) -> Application[Any, Any, Any, Any, Any, Any]:
    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    builder = ApplicationBuilder().token(TOKEN).defaults(DEFAULTS).job_queue(None).base_url(f"{address}/bot")
    if request is not None:
        builder.request(request).get_updates_request(request)
    application = builder.build()
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


async def _timed(application: Application[Any, Any, Any, Any, Any, Any], raw: bytes) -> float:
    """Milliseconds of CPU time from an update received to its reply sent."""
    start = process_time()
    await application.process_update(Update.de_json(json.loads(raw), application.bot))
    return (process_time() - start) * 1000


if __name__ == "__main__":
    main()
