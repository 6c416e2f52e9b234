"""The way to the Bot API: what goes over it, and what is known of a request that got no answer."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import ssl
import subprocess
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.request import AiohttpRequest, Timeouts
from handlers.unsent import NotSentError
from tests.botapi.call import Refusal
from tests.botapi.server import Server
from tests.conftest import TOKEN
from tests.updates import CHAT, message, update

if TYPE_CHECKING:
    from pathlib import Path

    from tests.botapi.telegram import Telegram

Peer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
SHORT = 0.05
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}'


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the developer's stands between the request and the server."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server(telegram: Telegram) -> AsyncIterator[Server]:
    telegram.deliver(update(message=message("hello")))
    async with Server(telegram) as made:
        yield made


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, f"{server.address}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest()) as made:
        yield made


@contextlib.asynccontextmanager
async def peer(behaviour: Peer, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server that treats each connection as told, and has let go of all of them in the end; its host and port."""
    async with asyncio.TaskGroup() as open_ones:

        async def treat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError), contextlib.closing(writer):
                await behaviour(reader, writer)

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            open_ones.create_task(treat(reader, writer))

        server = await asyncio.start_server(begin, "127.0.0.1", 0, ssl=tls)
        async with server:
            yield "{}:{}".format(*server.sockets[0].getsockname())


@contextlib.asynccontextmanager
async def serving(handler: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    """A server that hands every POST to a handler; its address."""
    app = web.Application()
    app.router.add_post("/{path:.*}", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield "http://{}:{}".format(*runner.addresses[0][:2])
    await runner.cleanup()


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Reads until the other side has gone, and says nothing."""
    await reader.read()


async def send(bot: Bot, text: str = "<b>Grüße</b> 10") -> str | None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Ja", callback_data="10"))
    sent = await bot.send_message(CHAT, text, "HTML", reply_markup=markup, link_preview_options={"is_disabled": True})  # type: ignore[arg-type]
    return sent.text


async def failure(address: str, timeouts: Timeouts = Timeouts()) -> NetworkError:  # noqa: B008 - a constant
    """The error of a request that ends in one; it and all that is shown of it holds no token."""
    async with AiohttpRequest(timeouts=timeouts) as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(f"{address}/bot{TOKEN}/getMe")
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    return caught.value


# ---- what goes over it


async def test_a_call_arrives_whole_and_its_answer_comes_back(bot: Bot, telegram: Telegram) -> None:
    assert await send(bot) == "Grüße 10"
    call = telegram.calls[-1]
    assert (call.parameters["chat_id"], call.text, call.labels) == (CHAT, "<b>Grüße</b> 10", ["Ja"])


async def test_updates_are_fetched(bot: Bot) -> None:
    (found,) = await bot.get_updates(timeout=0)
    assert found.message is not None
    assert found.message.text == "hello"


async def test_a_refusal_is_told_as_telegram_words_it(bot: Bot, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", Refusal(400, "Bad Request: message text is empty"))
    with pytest.raises(BadRequest, match="empty"):
        await send(bot)
    assert await send(bot)


async def test_hundreds_at_once_share_a_few_connections() -> None:
    peers: list[object] = []

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peers.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(ANSWER)

    async with peer(count) as place, AiohttpRequest(8, Timeouts(pool=30)) as request:
        answers = await asyncio.gather(*(request.post(f"http://{place}/bot/getMe") for _ in range(300)))
    assert answers == [True] * 300
    assert len(peers) == 8


async def test_a_file_goes_with_its_name_and_the_other_parameters() -> None:
    seen: dict[str, object] = {}

    async def keep(request: web.Request) -> web.Response:
        for name, value in (await request.post()).items():
            seen[name] = value.file.read() if isinstance(value, web.FileField) else value
        return web.json_response({"ok": True, "result": True})

    async with serving(keep) as address, AiohttpRequest() as request:
        await Bot(TOKEN, f"{address}/bot", request=request).set_webhook("https://bot.example.org", b"certificate")
    assert seen == {"url": "https://bot.example.org", "certificate": b"certificate"}


# ---- what is known where there is no answer


@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_connection_that_ends_leaves_open_whether_the_request_arrived(carried_out: bool, server: Server) -> None:
    server.telegram.drop("getMe", carried_out=carried_out)
    error = await failure(server.address)
    assert not isinstance(error, (NotSentError, TimedOut))


async def test_a_server_that_never_answers_may_have_heard() -> None:
    async with peer(silent) as place:
        assert isinstance(await failure(f"http://{place}", Timeouts(read=SHORT)), TimedOut)


async def test_a_limit_given_with_the_call_goes_before_the_usual_one() -> None:
    async with peer(silent) as place, AiohttpRequest(timeouts=Timeouts(read=None)) as request:
        with pytest.raises(TimedOut):
            await request.post(f"http://{place}/bot/getMe", read_timeout=SHORT)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with peer(silent) as place:
        pass
    assert isinstance(await failure(f"http://{place}"), NotSentError)


async def test_without_a_free_connection_nothing_was_sent() -> None:
    async with peer(silent) as place, AiohttpRequest(1, Timeouts(pool=SHORT, connect=SHORT, read=None)) as request:
        first = asyncio.create_task(request.post(f"http://{place}/bot/getMe"))
        with pytest.raises(NotSentError):
            await asyncio.gather(*(request.post(f"http://{place}/bot/getMe") for _ in range(2)))
        first.cancel()


async def test_a_server_that_speaks_no_tls_is_sent_nothing() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(ANSWER)

    async with peer(plain) as place:
        assert isinstance(await failure(f"https://{place}"), NotSentError)


@pytest.fixture
def home_made(tmp_path: Path) -> ssl.SSLContext:
    """What a server has that made its certificate itself."""
    certificate, key = str(tmp_path / "certificate.pem"), str(tmp_path / "key.pem")
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    made = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *subject)
    subprocess.run([*made, "-out", certificate, "-keyout", key], check=True, capture_output=True)  # noqa: S603 - no input
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
async def test_a_server_with_a_certificate_of_its_own_making_is_sent_nothing(home_made: ssl.SSLContext) -> None:
    async with peer(silent, home_made) as place:
        error = await failure(f"https://{place}")
    assert isinstance(error, NotSentError)
    assert "Certificate" in error.message


async def test_a_cancelled_request_leaves_no_connection() -> None:
    heard, left = asyncio.Event(), asyncio.Event()

    async def watch(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        heard.set()
        await reader.read()
        left.set()

    async with peer(watch) as place, AiohttpRequest() as request, asyncio.timeout(30):
        call = asyncio.create_task(request.post(f"http://{place}/bot/getMe"))
        await heard.wait()
        call.cancel()
        await left.wait()  # while the request is still open for others
        with pytest.raises(asyncio.CancelledError):
            await call


# ---- opening, closing, proxies


async def test_it_opens_and_closes_once_however_often_it_is_asked(server: Server) -> None:
    request = AiohttpRequest()
    address = f"{server.address}/bot{TOKEN}/getMe"
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        assert await request.post(address)
        await request.shutdown()
        await request.shutdown()
    with pytest.raises(NetworkError, match="initialize"):
        await request.post(address)


async def test_the_proxy_of_the_environment_is_used_but_for_whom_it_is_not_meant(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).split()[1].decode())
        writer.write(ANSWER)

    async with peer(proxy) as place, AiohttpRequest() as request:
        monkeypatch.setenv("http_proxy", f"http://{place}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert await request.post("http://telegram.invalid/bot/getMe") is True
        assert await request.post(f"{server.address}/bot{TOKEN}/getMe")
    assert asked == ["http://telegram.invalid/bot/getMe"]
