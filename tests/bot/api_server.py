"""A small Bot API on the loopback interface, for tests that run the whole program as a process of its own."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from tests.recording import BOT, Refusal


@dataclass
class ApiServer:
    """Answers every method, except those in `refusals`. The first getUpdates stays open until the end."""

    refusals: dict[str, Refusal] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)
    polled: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, body = server.answer(self.path.rpartition("/")[2])
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that has gone is none
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def answer(self, method: str) -> tuple[int, bytes]:
        self.called[method] += 1
        if refusal := self.refusals.get(method):
            return refusal.status, json.dumps(refusal.body()).encode()
        result: object = True
        if method == "getMe":
            result = BOT
        if method == "getUpdates":
            result = []
            if not self.polled.is_set():
                self.polled.set()
                self._over.wait()
        return 200, json.dumps({"ok": True, "result": result}).encode()
