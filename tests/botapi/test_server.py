"""The server: long polling as Telegram does it, faults, and the real application answering over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.application import build
from bot.settings import Settings
from handlers.context import BotApplication
from knowledge import Engine
from storage import Store
from tests.botapi.call import BOT, Json, Refusal
from tests.botapi.markup import Markup
from tests.botapi.server import Server
from tests.botapi.telegram import Telegram
from tests.botapi.thread import ThreadedServer
from tests.conftest import QUICKLY, TOKEN
from tests.polling import polling
from tests.updates import CHAT, message, press, update


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the developer's stands between the application and the server."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[Server]:
    async with Server(telegram) as made:
        yield made


@pytest.fixture
async def client(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{server.address}/bot{TOKEN}/", timeout=10) as made:
        yield made


async def fetch(client: httpx.AsyncClient, **parameters: int | str) -> list[Json]:
    answer = await client.post("getUpdates", data=parameters)
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["result"]
    return found


def said(text: str = "hello") -> Json:
    return update(message=message(text))


# ---- polling


async def test_an_open_poll_gets_an_update_at_once(server: Server, client: httpx.AsyncClient) -> None:
    poll = asyncio.create_task(fetch(client, timeout=50))
    await server.polled()
    given = said()
    await server.deliver(given)
    assert await poll == [given]


async def test_a_poll_without_time_ends_at_once(client: httpx.AsyncClient) -> None:
    assert await fetch(client) == []


async def test_updates_stay_until_the_offset_confirms_them(server: Server, client: httpx.AsyncClient) -> None:
    first, second, third = given = [said(), said(), said()]
    for each in given:
        await server.deliver(each)
    assert await fetch(client) == await fetch(client) == given
    assert await fetch(client, limit=1) == [first]
    with pytest.raises(TimeoutError):
        await server.acknowledged(first, seconds=0)
    assert await fetch(client, offset=second["update_id"]) == [second, third]
    await server.acknowledged(first)
    assert await fetch(client, offset=-1) == [third]
    assert await fetch(client, offset=third["update_id"] + 1) == []
    await server.acknowledged(third)


async def test_only_allowed_kinds_are_kept_and_they_are_remembered(server: Server, client: httpx.AsyncClient) -> None:
    await fetch(client, allowed_updates='["callback_query"]')
    await server.deliver(said())
    assert await fetch(client) == []
    pressed = update(callback_query=press("x", message("Menu", person=BOT)))
    await server.deliver(pressed)
    assert await fetch(client) == [pressed]
    await fetch(client, allowed_updates="[]")
    given = said()
    await server.deliver(given)
    assert await fetch(client, offset=given["update_id"]) == [given]


async def test_another_poll_ends_the_first(server: Server, client: httpx.AsyncClient) -> None:
    first = asyncio.create_task(client.post("getUpdates", data={"timeout": "50"}))
    await server.polled()
    assert await fetch(client) == []
    answer = await first
    assert answer.status_code == answer.json()["error_code"] == 409


async def test_the_end_of_the_server_ends_its_polls(telegram: Telegram) -> None:
    async with Server(telegram) as server, httpx.AsyncClient(base_url=f"{server.address}/bot{TOKEN}/") as client:
        poll = asyncio.create_task(fetch(client, timeout=50))
        await server.polled()
        await server.__aexit__()
        assert await poll == []


# ---- calls and faults


async def test_forms_queries_and_json_values_are_read(telegram: Telegram, server: Server, client: httpx.AsyncClient) -> None:
    await server.deliver(said())
    form = {"chat_id": str(CHAT), "text": "10", "parse_mode": "HTML", "link_preview_options": '{"is_disabled": true}'}
    sent = (await client.post("sendMessage", data=form)).json()["result"]
    assert (sent["text"], sent["chat"]["id"]) == ("10", CHAT)
    assert (await client.get("getChatMember", params={"chat_id": CHAT, "user_id": CHAT})).json()["ok"]
    await server.settled(2)
    assert [call.method for call in telegram.calls] == ["sendMessage", "getChatMember"]


@pytest.mark.parametrize("status", [400, 403, 429, 502])
async def test_refusals_go_over_the_wire(status: int, telegram: Telegram, client: httpx.AsyncClient) -> None:
    telegram.refuse("getMe", Refusal(status, "No", {"retry_after": 3}))
    answer = await client.post("getMe")
    assert (answer.status_code, answer.json()["description"]) == (status, "No")
    assert (await client.post("getMe")).json()["ok"]


async def test_a_dropped_connection_gives_no_answer(telegram: Telegram, client: httpx.AsyncClient) -> None:
    telegram.drop("getMe", 2)
    for _ in range(2):
        with pytest.raises(httpx.TransportError):
            await client.post("getMe")
    assert (await client.post("getMe")).json()["ok"]


def test_a_thread_serves_those_who_cannot_wait(telegram: Telegram) -> None:
    with ThreadedServer(telegram) as server:
        given = said()
        server.deliver(given)
        answer = httpx.post(f"{server.address}/bot{TOKEN}/getUpdates", timeout=10)
        assert answer.json()["result"] == [given]
        httpx.post(f"{server.address}/bot{TOKEN}/getMe", timeout=10)
        server.settled(1, "getMe")
        server.polled()


# ---- the application


@pytest.fixture
def polled(server: Server, engine: Engine, store: Store) -> BotApplication:
    """The real application against the server."""
    settings = Settings.model_validate({"telegram_bot_token": TOKEN, "telegram_api_url": server.address})
    return build(settings, engine, store, pace=QUICKLY)


async def test_help_is_answered_over_http(polled: BotApplication, server: Server, telegram: Telegram) -> None:
    async with polling(polled):
        asked = said("/help")
        await server.deliver(asked)
        await server.settled(1, "sendMessage")
        await server.acknowledged(asked)
    (call,) = telegram.named("sendMessage")
    assert call.parameters["chat_id"] == CHAT
    assert Markup(call.text).text.startswith("How to ask")


async def test_a_question_asked_while_the_bot_was_down_is_answered(polled: BotApplication, server: Server) -> None:
    await server.deliver(said("Who are the partners of Optence?"))
    async with polling(polled):
        await server.settled(1, "sendMessage")
    assert server.telegram.last()["text"].startswith("Optence: Partners")


async def test_an_answer_whose_connection_drops_stops_nothing(polled: BotApplication, server: Server) -> None:
    server.telegram.drop("sendMessage")
    async with polling(polled):
        await server.deliver(said("/help"))
        await server.settled(2, "sendMessage")
        await server.deliver(said("/about"))
        await server.settled(3, "sendMessage")
    assert "official" in server.telegram.last()["text"]
