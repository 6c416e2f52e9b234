"""Two replicas of the program behind nginx, with one PostgreSQL: whichever an update reaches, it is as if there were one."""

from __future__ import annotations

from tests.live.count import Asking
from tests.live.service import Service


async def test_a_load_over_both_is_answered_once_and_in_order(service: Service) -> None:
    asking = Asking(range(1, 21), known=await service.known())
    await service.ask(asking)
    await service.answered(asking)
    assert asking.count(service.telegram).is_perfect
