"""The HTTP server, over loopback: who may bring updates, what becomes of them, what probes and Prometheus are told."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import socket
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientError, ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot import server as serving
from bot.desk import Desk
from bot.health import STALE, Health
from bot.server import LARGEST, SECRET, Server, Webhook
from tests.botapi.call import Refusal
from tests.conftest import TOKEN
from tests.logs import hearing
from tests.updates import CHAT, message, update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from handlers.context import BotApplication
    from storage import Store
    from tests.botapi.call import Json
    from tests.botapi.telegram import Telegram

HOOK = "A-secret_of_the_webhook"
PATHS = ("/telegram", "/healthz", "/readyz", "/metrics", "/nothing")
A_MOMENT = Refusal(429, "Too Many Requests", {"retry_after": 200})  # that is 0.2 seconds here


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Client:
    """Somebody who calls the server, with Telegram's secret or another."""

    session: ClientSession
    address: str
    health: Health
    desk: Desk

    async def get(self, path: str, method: str = "GET") -> Reply:
        return await self._ask(method, path)

    async def post(self, body: Json | bytes, secret: str | None = HOOK) -> Reply:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self._ask("POST", "/telegram", data, {} if secret is None else {SECRET: secret})

    async def _ask(self, method: str, path: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
        async with self.session.request(
            method, f"{self.address}{path}", data=data and io.BytesIO(data), headers=headers
        ) as answer:
            return Reply(answer.status, dict(answer.headers), await answer.text())


@contextlib.asynccontextmanager
async def served(application: BotApplication, webhook: Webhook | None) -> AsyncIterator[Client]:
    """The server on a free port, started."""
    shared, desk = application.bot_data, Desk(application)
    health = Health(shared.store, shared.engine.version, polls=webhook is None, started=True)
    server, port = Server(application, desk, health, webhook), _free_port()
    server.listen("127.0.0.1", port)
    try:
        async with ClientSession() as session:
            yield Client(session, f"http://127.0.0.1:{port}", health, desk)
    finally:
        server.stop()
        await desk.settle(10)
        await server.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@pytest.fixture
async def client(application: BotApplication) -> AsyncIterator[Client]:
    async with served(application, Webhook("/telegram", HOOK)) as made:
        yield made


@pytest.fixture
def asked(telegram: Telegram) -> Json:
    raw = update(message=message("Optence"))
    telegram.deliver(raw)
    return raw


# ---- the webhook


async def test_an_update_is_answered_only_after_its_reply_was_sent(client: Client, asked: Json, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", A_MOMENT)
    reply = await client.post(asked)
    assert (reply.status, reply.body) == (200, "")
    assert [message["text"].split()[0] for (chat, number), message in telegram.world.messages.items() if number >= 100_000] == [
        "Optence"
    ]
    assert client.health.age is not None


async def test_an_update_that_comes_again_is_answered_once(client: Client, asked: Json, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", A_MOMENT)
    together = await asyncio.gather(client.post(asked), client.post(asked))
    later = await client.post(asked)
    assert [each.status for each in (*together, later)] == [200] * 3
    assert len(telegram.named("sendMessage")) == 2  # one of them refused


@pytest.mark.parametrize("secret", [None, "", "wrong", HOOK[:-1], HOOK.lower(), "Schlüssel"])
async def test_without_the_secret_nothing_is_taken(secret: str | None, client: Client, asked: Json, telegram: Telegram) -> None:
    assert (await client.post(asked, secret)).status == 403
    assert telegram.calls == []
    assert client.health.age is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"5",
        b"[]",
        b'"text"',
        b"{}",
        b'{"message": {}}',
        b'{"update_id": 1, "message": 5}',
        b'{"update_id": 1, "message": {}}',
        b'{"update_id": "1"}',
        b'{"update_id": 18446744073709551616}',
        b'{"update_id": 1, "message": {"message_id": 1, "date": 100000000000000000000, "chat": {"id": 1, "type": "private"}}}',
        b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 18446744073709551616, "type": "private"}}}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_update_is_refused(body: bytes, client: Client, telegram: Telegram) -> None:
    assert (await client.post(body)).status == 400
    assert telegram.calls == []


async def test_a_body_too_large_is_not_read(client: Client, asked: Json, telegram: Telegram) -> None:
    status = 0
    with contextlib.suppress(ClientError):  # it closes the connection, maybe before we have written all
        status = (await client.post(json.dumps(asked).encode() + b" " * LARGEST)).status
    assert status in (0, 400, 413)
    assert telegram.calls == []
    assert (await client.post(json.dumps(asked).encode() + b" " * 10_000)).status == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_updates_are_only_posted(method: str, client: Client) -> None:
    assert (await client.get("/telegram", method)).status == 405


async def test_while_starting_or_stopping_updates_are_sent_elsewhere(client: Client, asked: Json, telegram: Telegram) -> None:
    client.health.started = False
    assert (await client.post(asked)).status == 503
    assert telegram.calls == []
    client.health.started = True
    assert (await client.post(asked)).status == 200


async def test_an_update_that_takes_long_is_put_by_and_answered(
    client: Client, asked: Json, telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 0.02)
    telegram.refuse("sendMessage", A_MOMENT)
    assert (await client.post(asked)).status == 200
    assert list(client.desk.open) == [asked["update_id"]]
    assert _put_by(tmp_path / "bot.sqlite3") == [(asked["update_id"],)]
    await asyncio.gather(*client.desk.open.values())
    assert telegram.last()["chat"]["id"] == CHAT
    assert _put_by(tmp_path / "bot.sqlite3") == []


def _put_by(file: Path) -> list[tuple[int]]:
    """What lies in the database until it is done."""
    connection = sqlite3.connect(file)
    found: list[tuple[int]] = connection.execute("SELECT update_id FROM put_by").fetchall()
    connection.close()
    return found


async def test_an_update_that_is_cut_off_is_to_come_again(client: Client, asked: Json, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", Refusal(429, "Too Many Requests", {"retry_after": 3000}))
    with hearing("bot.limiter", "trying again") as refused:
        posted = asyncio.create_task(client.post(asked))
        await asyncio.wait_for(refused.wait(), 30)
    await client.desk.settle(0)
    assert (await posted).status == 503


async def test_without_a_webhook_there_is_no_path_for_updates(application: BotApplication) -> None:
    async with served(application, None) as client:
        assert (await client.post({})).status == 404


# ---- the probes


async def test_it_is_alive_and_ready(client: Client, application: BotApplication, asked: Json) -> None:
    alive, ready = await client.get("/healthz"), await client.get("/readyz")
    assert (alive.status, alive.body, ready.status) == (200, "alive\n", 200)
    told = {"ready": True, "receiving": "webhook", "storage": "reachable", "received_seconds_ago": None}
    assert json.loads(ready.body) == {**told, "knowledge": application.bot_data.engine.version}
    await client.post(asked)
    assert 0 <= json.loads((await client.get("/readyz")).body)["received_seconds_ago"] < 60


async def test_it_is_not_ready_before_it_has_started(client: Client) -> None:
    client.health.started = False
    ready = await client.get("/readyz")
    assert (ready.status, json.loads(ready.body)["ready"]) == (503, False)
    assert (await client.get("/healthz")).status == 200


async def test_it_is_not_ready_without_its_database(client: Client, store: Store, tmp_path: Path) -> None:
    await store.close()
    (tmp_path / "bot.sqlite3").rename(tmp_path / "elsewhere")
    (tmp_path / "bot.sqlite3").mkdir()
    ready = await client.get("/readyz")
    assert (ready.status, json.loads(ready.body)["storage"]) == (503, "unreachable")
    assert (await client.get("/healthz")).status == 200


async def test_a_bot_that_polls_is_not_ready_before_it_has_received(
    application: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(application, None) as client:
        assert (await client.get("/readyz")).status == 503
        client.health.received()
        ready = await client.get("/readyz")
        assert (ready.status, json.loads(ready.body)["receiving"]) == (200, "polling")
        late = client.health.age or 0.0
        monkeypatch.setattr("bot.health.time.monotonic", lambda: STALE + late + 1e9)
        assert (await client.get("/readyz")).status == 503


# ---- the metrics, and all of it


async def test_metrics_are_as_prometheus_reads_them(client: Client, asked: Json) -> None:
    await client.post(asked)
    page = await client.get("/metrics")
    assert page.headers["Content-Type"].startswith("text/plain; version=")
    families = {family.name: family for family in text_string_to_metric_families(page.body)}
    (counted,) = (each for each in families["cluster_answers_updates"].samples if each.name.endswith("_total"))
    assert (counted.labels, counted.value) == ({"kind": "question", "outcome": "answer"}, 1)
    assert families["cluster_answers_update_seconds"].type == "histogram"


async def test_any_other_path_is_nothing(client: Client) -> None:
    for path in ("/", "/nothing", "/telegram/", "/telegramm", "/Metrics", f"/{TOKEN}"):
        assert (await client.get(path)).status == 404


async def test_no_answer_shows_a_secret_or_what_serves(client: Client, asked: Json) -> None:
    replies = [await client.get(path, method) for path in PATHS for method in ("GET", "POST")]
    replies += [await client.post(asked), await client.post(b"{"), await client.post(asked, "wrong")]
    for reply in replies:
        shown = f"{reply.headers} {reply.body}"
        assert not any(secret in shown for secret in (HOOK, *TOKEN.split(":"), "ornado", "Traceback", "wrong"))
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Server" not in reply.headers
