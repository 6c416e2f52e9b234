"""The Bot API over HTTP on the loopback interface, for applications that really poll."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Self

from aiohttp import web

from tests.botapi import shape
from tests.botapi.call import DroppedError, Json, Refusal
from tests.botapi.telegram import Telegram

SECONDS = 30  # how long a test waits before it fails
_TERMINATED = Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")


class Server:
    """Serves one Telegram while it is entered. The waits raise TimeoutError; none of them sleeps."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self._changed = asyncio.Condition()
        self._over = False

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over = True
        await self._tell()
        await self._runner.cleanup()

    @property
    def address(self) -> str:
        """What TELEGRAM_API_URL is set to."""
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def deliver(self, update: Json) -> None:
        """Let something happen; a poll that is open gets it at once."""
        self.telegram.deliver(update)
        await self._tell()

    # ---- waiting

    async def until(self, holds: Callable[[], bool], seconds: float = SECONDS) -> None:
        """Wait until something holds; it is looked at again after every call and every update."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)

    async def settled(self, count: int, *methods: str, seconds: float = SECONDS) -> None:
        """Wait until there were so many calls, of these methods or of any."""
        await self.until(lambda: len(self.telegram.named(*methods) if methods else self.telegram.calls) >= count, seconds)

    async def polled(self, count: int = 1, seconds: float = SECONDS) -> None:
        """Wait until updates have been asked for so many times."""
        await self.until(lambda: self.telegram.polls >= count, seconds)

    async def acknowledged(self, update: Json, seconds: float = SECONDS) -> None:
        """Wait until the bot has confirmed an update by the offset of a later poll."""
        await self.until(lambda: self.telegram.inbox.confirmed >= update["update_id"], seconds)

    # ---- serving

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters = await _parameters(method, request)
        try:
            status, body = self.telegram.call(method, parameters)
            own = self.telegram.polls
        except DroppedError:
            return _dropped(request)
        finally:
            await self._tell()
        if method == "getUpdates" and body == {"ok": True, "result": []}:
            status, body = await self._poll(parameters, own)
        return web.json_response(body, status=status)

    async def _poll(self, parameters: Json, own: int) -> tuple[int, Json]:
        """Wait for updates as long as the poll says; one that comes after this, the `own`, ends it."""
        inbox = self.telegram.inbox
        with contextlib.suppress(TimeoutError):
            seconds = parameters.get("timeout", 0)
            await self.until(lambda: bool(inbox.waiting) or self._over or self.telegram.polls > own, seconds)
        if self.telegram.polls > own:
            return _TERMINATED.status, _TERMINATED.body()
        return 200, {"ok": True, "result": inbox.fetch(parameters)}

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def _parameters(method: str, request: web.Request) -> Json:
    """The parameters of a call, from the address, a form or JSON, in which Telegram takes a value and its JSON text alike."""
    given = await request.json() if request.content_type == "application/json" else await request.post()
    texts = {name: value for name, value in (*request.query.items(), *given.items()) if isinstance(value, str)}
    return {**given, **shape.decoded(method, texts)}


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
