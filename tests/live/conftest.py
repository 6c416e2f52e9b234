"""One PostgreSQL server for all tests of this folder; a service of two replicas for those of a module."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.deploy.nginx import NGINX, OPENSSL
from tests.live.postgres import FOUND, Postgres, postgres
from tests.live.service import Service, replicated

MISSING = "these tests need PostgreSQL, nginx and openssl: apt-get install postgresql nginx openssl"


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """PostgreSQL; without it the tests are skipped, but fail where everything is to be tested."""
    if not (FOUND and NGINX and OPENSSL):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with postgres() as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory, server: Postgres) -> AsyncIterator[Service]:
    """Two replicas behind nginx, over one database; nothing they have called was against Telegram's rules or ours."""
    async with replicated(tmp_path_factory.mktemp("live"), server.database()) as made:
        await made.learn()
        yield made
        assert made.telegram.mistakes == []
