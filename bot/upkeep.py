"""What is done now and then while the program runs: what was left over is taken up, what has had its time is deleted."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Final

from telegram import Update

from storage import StorageError

if TYPE_CHECKING:
    from bot.desk import Desk
    from handlers.context import BotApplication

_LOGGER = logging.getLogger(__name__)

ROUND: Final = 10.0  # seconds between two rounds
HOUR: Final = 360  # rounds


async def keep_up(application: BotApplication, desk: Desk, pause: float = ROUND) -> None:
    """Make rounds until cancelled; a round that the database fails is made up for by the next."""
    number = 0
    while True:
        try:
            await make_round(application, desk, cleaning=number % HOUR == 0)
        except StorageError as error:
            _LOGGER.warning("the database fails (%s); upkeep waits", error)
        number += 1
        await asyncio.sleep(pause)


async def make_round(application: BotApplication, desk: Desk, *, cleaning: bool) -> None:
    """Stay visible to other replicas, and take up what those that are gone have left. Raises StorageError."""
    shared = application.bot_data
    await shared.store.stay()
    for raw in await shared.store.left_over():
        if update := Update.de_json(json.loads(raw), application.bot):
            desk.take(update)
    if cleaning:
        await shared.store.clean(shared.keep_days)
