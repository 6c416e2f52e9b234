"""The HTTP server: Telegram's webhook, the probes and the metrics.

python-telegram-bot's own webhook server answers before an update is handled, bounds no body and compares the secret with `!=`;
this one, on the same tornado, answers 200 when the update was handled or put by, so that Telegram repeats what was not.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from telegram import Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.polling import PATIENCE
from handlers import keys

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.health import Health
    from handlers.context import BotApplication

_LOGGER = logging.getLogger(__name__)

LARGEST: Final = 1_048_576  # bytes of a body; Telegram's updates have some thousand
BEYOND: Final = 2**63  # what no column of numbers holds
SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


@dataclass(frozen=True)
class Webhook:
    """Where updates are received: the path, and the secret that Telegram sends along."""

    path: str
    secret: str


class Server:
    """Serves while the program runs; with a webhook, hands updates to the desk."""

    def __init__(self, application: BotApplication, desk: Desk, health: Health, webhook: Webhook | None) -> None:
        # "application" is what tornado calls its own.
        shared = {"program": application, "desk": desk, "health": health}
        routes: list[tuple[str, type[RequestHandler], dict[str, Any]]] = [
            ("/healthz", _Alive, {}),
            ("/readyz", _Ready, {"health": health}),
            ("/metrics", _Metrics, {"program": application}),
        ]
        if webhook:
            routes.insert(0, (re.escape(webhook.path), _Receive, {**shared, "secret": webhook.secret}))
        served = Application(routes, log_function=lambda _: None, default_handler_class=_Nothing)
        self._health = health
        self._server = HTTPServer(served, max_body_size=LARGEST, max_header_size=16_384, idle_connection_timeout=90)

    def listen(self, address: str, port: int) -> None:
        """Raises OSError if the port is taken."""
        self._server.listen(port, address)

    def stop(self) -> None:
        """Take no more connections, and no more updates on those that are open; what was taken is answered."""
        self._health.started = False
        self._server.stop()

    async def close(self) -> None:
        await self._server.close_all_connections()


class _Plain(RequestHandler):
    """What all answers share: no page of an error shows anything of the request or of the program."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish(f"{status_code}\n")

    def log_exception(self, *error: Any) -> None:
        _LOGGER.warning("%s while serving a request", getattr(error[0], "__name__", "an error"))


class _Nothing(_Plain):
    def prepare(self) -> None:
        self.send_error(404)


class _Receive(_Plain):
    """Telegram's POST of one update."""

    def initialize(self, program: BotApplication, desk: Desk, health: Health, secret: str) -> None:
        self._program, self._desk, self._health, self._secret = program, desk, health, secret

    async def post(self) -> None:
        given = self.request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.send_error(403)
            return
        if not self._health.started:  # or is stopping: another replica can handle it
            self.send_error(503)
            return
        update = self._update()
        if update is None:
            self.send_error(400)
            return
        task = self._desk.take(update)
        await asyncio.wait([task], timeout=PATIENCE)
        if not task.done():
            await self._desk.put_by(update)
        elif task.cancelled() or task.exception():
            self.send_error(503)
            return
        self._health.received()
        self.finish()

    def _update(self) -> Update | None:
        """The update in the body; None for anything else."""
        try:
            update = Update.de_json(json.loads(self.request.body), self._program.bot)
            return update if update and _is_numbered(update) else None
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
            return None


def _is_numbered(update: Update) -> bool:
    """Whether the numbers by which an update is noted are ones that a database takes."""
    return isinstance(update.update_id, int) and max(abs(update.update_id), abs(keys.lane(update))) < BEYOND


class _Alive(_Plain):
    def get(self) -> None:
        self.finish("alive\n")


class _Ready(_Plain):
    def initialize(self, health: Health) -> None:
        self._health = health

    async def get(self) -> None:
        ready, told = await self._health.report()
        self.set_status(200 if ready else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(told) + "\n")


class _Metrics(_Plain):
    def initialize(self, program: BotApplication) -> None:
        self._program = program

    def get(self) -> None:
        page, kind = self._program.bot_data.metrics.page()
        self.set_header("Content-Type", kind)
        self.finish(page)
