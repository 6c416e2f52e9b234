"""A Bot API on the loopback interface that answers every call at once, for timing; it prints its address and serves.

python -m benchmarks.instant
"""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

US = {"id": 1, "is_bot": True, "first_name": "Answers", "username": "answers_bot"}
_CHAT = {"id": 7, "type": "private", "first_name": "Ada"}
_SENT = {"message_id": 1, "date": 1_700_000_000, "chat": _CHAT, "from": US, "text": "sent"}


def answer(method: str) -> bytes:
    """The answer to a call: who we are, or a message that was sent."""
    return json.dumps({"ok": True, "result": US if method == "getMe" else _SENT}).encode()


async def _handle(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(body=answer(request.match_info["method"]), content_type="application/json")


async def _serve() -> None:
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", _handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print("http://{}:{}".format(*runner.addresses[0][:2]), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
