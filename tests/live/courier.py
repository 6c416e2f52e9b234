"""Updates on their way to a webhook, as Telegram delivers them: each until it is answered 200, those of a chat in turn."""

from __future__ import annotations

import asyncio
import io
import json
import ssl
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from tests.botapi.call import Json
from tests.botapi.telegram import Telegram
from tests.live.program import SECRET

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/telegram"
A_MOMENT = 0.05  # seconds until an update is delivered again
SECONDS = 120  # how long a delivery may take before a test fails
PATIENCE = ClientTimeout(total=60)


def _body(update: Json) -> io.BytesIO:
    return io.BytesIO(json.dumps(update).encode())


class Courier:
    """Delivers while it is entered. `repeated` counts the deliveries that were not answered 200."""

    def __init__(self, telegram: Telegram, trust: ssl.SSLContext | None = None) -> None:
        self._telegram, self._trust = telegram, trust
        self.repeated = 0

    async def __aenter__(self) -> Self:
        connector = TCPConnector(limit=100, ssl=self._trust or True)
        self._session = ClientSession(connector=connector, timeout=PATIENCE)
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._session.close()

    async def deliver(self, update: Json, *addresses: str) -> None:
        """Deliver an update until it is taken, at each address in turn. Raises TimeoutError."""
        self._telegram.world.learn(update)
        tried = 0
        async with asyncio.timeout(SECONDS):
            while await self.post(update, addresses[tried % len(addresses)]) != 200:
                tried += 1
                self.repeated += 1
                await asyncio.sleep(A_MOMENT)

    async def post(self, update: Json, address: str, secret: str = SECRET) -> int:
        """Deliver an update once: the status; 0 if there was none."""
        try:
            async with self._session.post(f"{address}{PATH}", data=_body(update), headers={HEADER: secret}) as response:
                return response.status
        except (ClientError, OSError):
            return 0
