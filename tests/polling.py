"""The real application, polling a Bot API over HTTP in the test's own loop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.application import ALLOWED_UPDATES
from bot.desk import Desk
from bot.health import Health
from bot.polling import Poller
from handlers.context import BotApplication


@contextlib.asynccontextmanager
async def polling(application: BotApplication) -> AsyncIterator[Poller]:
    """Poll while it is entered; afterwards what was received is handled and confirmed."""
    shared = application.bot_data
    async with application:
        desk = Desk(application)
        poller = Poller(application, desk, Health(shared.store, shared.engine.version, polls=True), ALLOWED_UPDATES)
        task = asyncio.create_task(poller.run())
        yield poller
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await desk.settle(10)
        await poller.confirm()
