"""How often Telegram is called, and what is done when it says no for now.

Telegram's own figures (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): some thirty messages a
second overall. A chat that is to wait waits alone; for a minute after that we stay below the overall figure. What fails on its
way is tried again, ever more rarely, for as long as an answer is still of use.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from handlers.attempt import Attempt
from handlers.unsent import NotSentError

if TYPE_CHECKING:
    from handlers.metrics import Metrics

_LOGGER = logging.getLogger(__name__)

OVERALL: Final = 30  # messages a second, after Telegram has asked us to wait
CAREFUL: Final = 60.0  # seconds for which we keep to that
FIRST_WAIT, LONGEST_WAIT = 0.5, 60.0  # seconds between attempts
AN_HOUR: Final = 3600.0
# Methods whose effect is void a few seconds after what called for it.
_FLEETING: Final = {"answerCallbackQuery": 15.0, "answerInlineQuery": 15.0, "answerGuestQuery": 60.0}
# What the start does: it has its own way to go on.
_NOT_REPEATED: Final = {"getMe", "setMyCommands", "setMyDescription", "setMyShortDescription", "setWebhook", "deleteWebhook"}
_REPEATABLE: Final = ("edit", "delete", "answer", "get", "set")  # methods that may be carried out twice without harm


@dataclass
class _Trouble:
    """What has gone wrong with a call so far: the next wait, and until when it is tried."""

    until: float
    wait: float = FIRST_WAIT

    def longer(self) -> float:
        """Seconds to wait now; the next time twice as long."""
        wait, self.wait = self.wait, min(2 * self.wait, LONGEST_WAIT)
        return wait * random.uniform(0.5, 1.0)  # noqa: S311 - spreads attempts, hides nothing


class Limiter(BaseRateLimiter[Attempt]):
    """Makes every call of the Bot API but getUpdates. `pace` scales all waits, for tests."""

    def __init__(self, metrics: Metrics, pace: float = 1.0) -> None:
        self._metrics, self._pace = metrics, pace
        self._overall = AsyncLimiter(OVERALL, 1)
        self._careful_until = 0.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Attempt | None,
    ) -> Any:
        """The result of a call, after as many attempts as it takes. Raises what Telegram says for good."""
        trouble = _Trouble(time.monotonic() + _FLEETING.get(endpoint, AN_HOUR))
        while True:
            if time.monotonic() < self._careful_until:
                await self._overall.acquire()
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                self._metrics.api_error(endpoint, type(error).__name__)
                if isinstance(error, ChatMigrated):
                    _follow(error, data, rate_limit_args)
                    continue
                wait = self._pace * self._judge(error, endpoint, trouble, rate_limit_args)
            await asyncio.sleep(wait)

    def _judge(self, error: TelegramError, endpoint: str, trouble: _Trouble, attempt: Attempt | None) -> float:
        """Seconds until the next attempt. Raises the error if there is to be none."""
        if not isinstance(error, (RetryAfter, NetworkError)) or isinstance(error, BadRequest) or endpoint in _NOT_REPEATED:
            raise error
        if isinstance(error, RetryAfter):
            wait = _seconds(error)
            self._careful_until = time.monotonic() + CAREFUL
        else:
            wait = trouble.longer()
            if not isinstance(error, NotSentError) and not endpoint.startswith(_REPEATABLE):
                if attempt is None:
                    raise error  # it may have been carried out, and nobody would notice that it was twice
                attempt.doubtful += 1
        if time.monotonic() + wait > trouble.until:
            raise error
        _LOGGER.info("%s in %s; trying again in %.1f s", type(error).__name__, endpoint, wait)
        return wait


def _follow(error: ChatMigrated, data: dict[str, Any], attempt: Attempt | None) -> None:
    """Send a message on to where its group has moved. Raises the error for any other call, or if it moves again."""
    if attempt is None or attempt.moved is not None:
        raise error
    attempt.moved = data["chat_id"] = error.new_chat_id


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int) else after.total_seconds()
