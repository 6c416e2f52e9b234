"""nginx as deployed: what gets through, to whom, and what happens when a replica is gone."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector

from tests.deploy.nginx import NGINX, OPENSSL, Nginx
from tests.deploy.replica import DROP, Replica

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="needs nginx and openssl")
MANY = [f'{{"update_id": {number}}}' for number in range(12)]
SECRET = {"X-Telegram-Bot-Api-Secret-Token": "known-to-Telegram-alone"}


@pytest.fixture
async def one() -> AsyncIterator[Replica]:
    async with Replica() as replica:
        yield replica


@pytest.fixture
async def other() -> AsyncIterator[Replica]:
    async with Replica() as replica:
        yield replica


@pytest.fixture
def nginx(tmp_path: Path, one: Replica, other: Replica) -> Nginx:
    return Nginx(tmp_path, one.address, other.address)


async def post(nginx: Nginx, *bodies: str, path: str = "/telegram", method: str = "POST") -> list[int]:
    """Send each body as Telegram does; the statuses that came back."""
    statuses = []
    async with ClientSession(nginx.address, connector=TCPConnector(ssl=nginx.trust), headers=SECRET) as session:
        for body in bodies:
            async with session.request(method, path, data=io.BytesIO(body.encode())) as response:
                statuses.append(response.status)
    return statuses


def test_the_configuration_is_sound(nginx: Nginx) -> None:
    assert nginx.check() == ""


async def test_updates_reach_both_replicas_as_they_are(nginx: Nginx, one: Replica, other: Replica) -> None:
    with nginx.running():
        assert await post(nginx, *MANY) == [200] * len(MANY)
    assert sorted(one.bodies + other.bodies) == sorted(MANY)
    assert one.bodies
    assert other.bodies
    assert set(one.secrets + other.secrets) == set(SECRET.values())


@pytest.mark.parametrize("path", ["/", "/metrics", "/healthz", "/readyz", "/telegram/", "/telegram/x", "/TELEGRAM"])
async def test_nothing_else_is_passed_on(path: str, nginx: Nginx, one: Replica, other: Replica) -> None:
    with nginx.running():
        assert await post(nginx, "", path=path) == [404]
        assert await post(nginx, "", path=path, method="GET") == [404]
    assert one.bodies + other.bodies == []


async def test_the_webhook_takes_only_posts(nginx: Nginx, one: Replica, other: Replica) -> None:
    with nginx.running():
        assert await post(nginx, "", method="GET") == [403]
    assert one.bodies + other.bodies == []


@pytest.mark.parametrize("status", [pytest.param(DROP, id="it drops the connection"), 502, 503])
async def test_what_one_replica_cannot_take_goes_to_the_other(status: int, nginx: Nginx, one: Replica, other: Replica) -> None:
    one.status = status
    with nginx.running():
        assert await post(nginx, *MANY) == [200] * len(MANY)
    assert other.bodies == MANY
    assert one.bodies


async def test_a_replica_that_is_gone_is_not_missed(tmp_path: Path, other: Replica) -> None:
    async with Replica() as gone:
        nginx = Nginx(tmp_path, gone.address, other.address)
    with nginx.running():
        assert await post(nginx, *MANY) == [200] * len(MANY)
    assert other.bodies == MANY


async def test_an_error_of_the_bot_is_not_tried_again(nginx: Nginx, one: Replica, other: Replica) -> None:
    one.status = other.status = 500
    with nginx.running():
        assert await post(nginx, "once") == [500]
    assert one.bodies + other.bodies == ["once"]


async def test_without_any_replica_telegram_is_told_to_try_again(nginx: Nginx, one: Replica, other: Replica) -> None:
    one.status = other.status = DROP
    with nginx.running():
        assert await post(nginx, "kept by Telegram") == [502]


async def test_what_is_too_large_is_refused(nginx: Nginx, one: Replica, other: Replica) -> None:
    with nginx.running():
        assert await post(nginx, "x" * 2**20, "x" * (2**20 + 1)) == [200, 413]
    assert [len(body) for body in one.bodies + other.bodies] == [2**20]
    assert "temporary file" not in nginx.log  # not even the largest is written to the disk


async def test_neither_words_nor_the_secret_are_logged(nginx: Nginx, one: Replica, other: Replica) -> None:
    one.status = other.status = DROP
    with nginx.running():
        await post(nginx, "the words of a person")
    assert "POST /telegram 502" in nginx.log
    assert "words of a person" not in nginx.log
    assert SECRET["X-Telegram-Bot-Api-Secret-Token"] not in nginx.log
