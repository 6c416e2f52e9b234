"""The life of the program between its start and its end: the HTTP server, the first contact, receiving, stopping."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.application import ALLOWED_UPDATES, build, publish
from bot.desk import Desk
from bot.health import Health
from bot.polling import Poller
from bot.server import Server, Webhook
from bot.upkeep import keep_up

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.settings import Settings
    from handlers.context import BotApplication
    from knowledge import Engine
    from storage import Store

GRACE: Final = 20.0  # seconds for what is being handled when the program is to stop
CONNECTIONS: Final = 100  # that Telegram may open to a webhook at once

NO_WEBHOOK = "Telegram does not take the address in WEBHOOK_URL: {reason}"
TAKEN = "The program cannot listen at LISTEN and PORT ({address}:{port}): {reason}."


class StartError(Exception):
    """What keeps the program from running, as the one line that people read."""


async def serve(settings: Settings, engine: Engine, store: Store, retries: int) -> None:
    """Receive and answer until the program is told to stop.

    Raises StartError if it cannot listen or Telegram refuses the webhook, InvalidToken, Conflict, StorageError, NetworkError.
    """
    application = build(settings, engine, store)
    application.bot_data.since = await store.since()
    desk = Desk(application)
    health = Health(store, engine.version, polls=settings.webhook_url is None)
    try:
        async with _listening(settings, Server(application, desk, health, _webhook(settings)), desk):
            await _contact(application, retries)
            await publish(application)
            health.started = True
            await _receive(settings, application, desk, health)
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # the application's does nothing if Telegram was never reached


@contextlib.asynccontextmanager
async def _listening(settings: Settings, server: Server, desk: Desk) -> AsyncIterator[None]:
    """The HTTP server, if there is to be one, until what came through it is handled."""
    if settings.serving_port is not None:
        try:
            server.listen(settings.listen, settings.serving_port)
        except OSError as error:
            line = TAKEN.format(address=settings.listen, port=settings.serving_port, reason=error.strerror)
            raise StartError(line) from None
    try:
        yield
    finally:
        server.stop()
        await desk.settle(GRACE)
        await server.close()


def _webhook(settings: Settings) -> Webhook | None:
    return Webhook(settings.webhook_path, settings.secret()) if settings.webhook_url else None


async def _contact(application: BotApplication, retries: int) -> None:
    """Ask Telegram who we are. Raises NetworkError if so many attempts fail, InvalidToken for a bad token."""
    for attempt in range(retries + 1):
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except (NetworkError, RetryAfter):
            if attempt == retries:
                raise
            await asyncio.sleep(2**attempt)
        else:
            return


async def _receive(settings: Settings, application: BotApplication, desk: Desk, health: Health) -> None:
    """Receive updates until the program is told to stop, or another instance or a revoked token ends it."""
    poller = Poller(application, desk, health, ALLOWED_UPDATES)
    stopping = _stopping()
    tasks = [asyncio.create_task(each) for each in (stopping.wait(), keep_up(application, desk))]
    if settings.webhook_url:
        await _set_webhook(settings, application)
    else:
        await application.bot.delete_webhook(drop_pending_updates=False)
        tasks.append(asyncio.create_task(poller.run()))
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    health.started = False
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    if not settings.webhook_url:
        await desk.settle(GRACE)
        with contextlib.suppress(TelegramError):
            await poller.confirm()
    for task in done:
        task.result()


async def _set_webhook(settings: Settings, application: BotApplication) -> None:
    try:
        await application.bot.set_webhook(
            settings.webhook_url or "",
            secret_token=settings.secret(),
            allowed_updates=ALLOWED_UPDATES,
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        )
    except BadRequest as error:
        raise StartError(NO_WEBHOOK.format(reason=error.message)) from None


def _stopping() -> asyncio.Event:
    """Set when the program is told to stop, by Ctrl-C or a signal."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, event.set)
    return event
