"""A Bot API on the loopback interface that hands messages out as fast as they are asked for, and times the replies.

    python -m benchmarks.handout FILE WARM

FILE holds the texts as a JSON list; each comes from a person of its own, in a private chat. It prints its address, a line when
WARM messages have been replied to, and in the end what became of the others, as JSON. It costs as little as it can, so that it
is the bots that are measured.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import cast

import uvloop

from benchmarks.instant import answer

MOST = 100  # updates that one call is given
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_OFFSET, _TIMEOUT, _CHAT = (re.compile(rb"\b%s\W+(\d+)" % name) for name in (b"offset", b"timeout", b"chat_id"))
_FOUND = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"


@dataclass(frozen=True)
class Served:
    """What became of the messages after the first ones: how many, seconds from reply to reply, people who got one."""

    messages: int
    seconds: float
    people: int


@dataclass
class Handout:
    """The messages to hand out, by number, and when each reply came."""

    updates: Sequence[bytes]
    warm: int
    replies: list[float] = field(default_factory=list)
    people: set[bytes] = field(default_factory=set)

    def called(self, method: bytes, body: bytes) -> bytes | None:
        """The answer to a call; None for one that waits for updates that never come."""
        if method == b"getUpdates":
            return self._next(body)
        if method == b"sendMessage":
            self._replied(body)
        return answer(method.decode())

    def _next(self, body: bytes) -> bytes | None:
        first = max(_number(_OFFSET, body), 1) - 1
        if first >= len(self.updates) and _number(_TIMEOUT, body):
            return None
        return b'{"ok":true,"result":[%b]}' % b",".join(self.updates[first : first + MOST])

    def _replied(self, body: bytes) -> None:
        self.replies.append(time.perf_counter())
        self.people.update(_CHAT.findall(body)[:1])
        if len(self.replies) == self.warm:
            print("warm", flush=True)
        if len(self.replies) == len(self.updates):
            print(json.dumps(asdict(self._served())), flush=True)

    def _served(self) -> Served:
        first, last = self.replies[self.warm - 1], self.replies[-1]
        return Served(len(self.updates) - self.warm, last - first, len(self.people))


class Connection(asyncio.Protocol):
    """One connection of HTTP/1.1, as far as the bots speak it."""

    def __init__(self, handout: Handout) -> None:
        self._handout, self._read = handout, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, rest = self._read.partition(b"\r\n\r\n")
        length = _number(_LENGTH, head)
        if not found or len(rest) < length:
            return
        self._read = rest[length:]
        method = head.split(None, 2)[1].rpartition(b"/")[2]
        if (said := self._handout.called(method, rest[:length])) is not None:
            self._transport.write(_FOUND % (len(said), said))


def _number(pattern: re.Pattern[bytes], text: bytes) -> int:
    found = pattern.search(text)
    return int(found[1]) if found else 0


def message(number: int, text: str) -> bytes:
    """An update with a message from a person whom nobody knows yet."""
    person = {"id": 1000 + number, "first_name": "Ada"}
    known = {"message_id": 1, "date": int(time.time()), "chat": {**person, "type": "private"}, "text": text}
    return json.dumps(
        {"update_id": number, "message": {**known, "from": {**person, "is_bot": False, "language_code": "en"}}}
    ).encode()


async def _serve(texts: Sequence[str], warm: int) -> None:
    handout = Handout([message(number, text) for number, text in enumerate(texts, 1)], warm)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(handout), "127.0.0.1", 0)
    print("http://{}:{}".format(*server.sockets[0].getsockname()), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), int(sys.argv[2])))
