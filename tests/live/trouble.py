"""A Bot API that gets into trouble on request: away for all, slow or busy for one chat."""

from __future__ import annotations

from aiohttp import web

from tests.botapi import house
from tests.botapi.call import DroppedError, Json, Refusal
from tests.botapi.server import Server
from tests.botapi.telegram import Telegram

AFTER = 2  # seconds that a busy chat asks to wait


class Troubled(Telegram):
    """`away`: every connection ends without an answer; `busy` are chats that get 429, `held` those whose messages hang."""

    def __init__(self) -> None:
        super().__init__(house.breaches)
        self.away = False
        self.missed = 0
        self.busy: set[int] = set()
        self.held: set[int] = set()

    def call(self, method: str, parameters: Json) -> tuple[int, Json]:
        if self.away:
            self.missed += 1
            raise DroppedError
        if method == "sendMessage" and parameters.get("chat_id") in self.busy:
            self.missed += 1
            return 429, Refusal(429, f"Too Many Requests: retry after {AFTER}", {"retry_after": AFTER}).body()
        return super().call(method, parameters)


class TroubledServer(Server):
    """Serves it; a message to a chat that is held waits until the chat no longer is, or nobody waits for it any more."""

    telegram: Troubled

    def __init__(self) -> None:
        super().__init__(Troubled())

    async def _handle(self, request: web.Request) -> web.Response:
        if request.match_info["method"] == "sendMessage" and self.telegram.held:
            chat = int(str((await request.post())["chat_id"]))
            await self.until(lambda: chat not in self.telegram.held)
        return await super()._handle(request)

    async def free(self) -> None:
        """Let all trouble end."""
        self.telegram.away = False
        self.telegram.busy.clear()
        self.telegram.held.clear()
        await self._tell()
