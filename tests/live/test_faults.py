"""Faults amid questions: each of them once here, many times over in `make soak`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.live.faults import POLLING, WEBHOOK, Fault, running, trial
from tests.live.postgres import Postgres
from tests.live.service import Service, polling

pytestmark = pytest.mark.asyncio(loop_scope="module")
SOON = 25  # seconds; Telegram would keep a program that waits for a first update waiting for thirty


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def alone(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    """One program that polls."""
    async with running(tmp_path_factory.mktemp("alone"), None) as made:
        yield made
        assert made.telegram.mistakes == []


@pytest.mark.parametrize("fault", [pytest.param(fault, id=words) for words, fault in POLLING.items()])
async def test_whoever_asks_a_program_that_polls_is_answered_once(alone: Service, fault: Fault) -> None:
    count = await trial(alone, None, fault, seed=1)
    assert count.is_perfect, count


@pytest.mark.parametrize("fault", [pytest.param(fault, id=words) for words, fault in WEBHOOK.items()])
async def test_whoever_asks_two_replicas_is_answered_once(service: Service, server: Postgres, fault: Fault) -> None:
    count = await trial(service, server, fault, seed=1)
    assert count.is_perfect, count


async def test_it_is_ready_before_anybody_writes(tmp_path: Path) -> None:
    async with asyncio.timeout(SOON), polling(tmp_path) as service:
        assert service.telegram.polls
