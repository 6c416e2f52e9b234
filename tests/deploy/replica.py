"""A web server in a replica's place: it notes what reaches it and answers, or fails, as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

DROP = 0  # in place of a status: the connection ends without an answer


@dataclass
class Replica:
    """Serves while it is entered; it has the same address afterwards, where then nothing answers."""

    status: int = 200
    bodies: list[str] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    address: str = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**22)  # more than nginx lets through
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.text())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.status == DROP and request.transport is not None:
            request.transport.abort()
        return web.Response(status=self.status or 200)
