"""How the program is: since when it runs, when it last received from Telegram, whether its database answers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from storage import StorageError

if TYPE_CHECKING:
    from storage import Store

STALE: Final = 120.0  # seconds without a finished getUpdates, of which each waits 30 at most, after which we are not ready
LOOKING: Final = 3.0  # seconds for the database to answer


@dataclass
class Health:
    """What the probes are told. `polls`: whether updates are fetched, so that silence means that something is wrong."""

    store: Store
    knowledge: str
    polls: bool
    started: bool = False
    _last: float | None = field(default=None, init=False)

    def received(self) -> None:
        """Note that a getUpdates or a webhook has finished now."""
        self._last = time.monotonic()

    @property
    def age(self) -> float | None:
        """Seconds since the last finished getUpdates or webhook; None before the first."""
        return None if self._last is None else time.monotonic() - self._last

    async def report(self) -> tuple[bool, dict[str, Any]]:
        """Whether the program is ready, and why."""
        reachable = await self._reaches_storage()
        age = self.age
        fresh = not self.polls or (age is not None and age < STALE)
        told = {
            "ready": self.started and reachable and fresh,
            "received_seconds_ago": None if age is None else round(age, 1),
            "receiving": "polling" if self.polls else "webhook",
            "storage": "reachable" if reachable else "unreachable",
            "knowledge": self.knowledge,
        }
        return bool(told["ready"]), told

    async def _reaches_storage(self) -> bool:
        try:
            async with asyncio.timeout(LOOKING):
                await self.store.look()
        except (StorageError, TimeoutError):
            return False
        return True
