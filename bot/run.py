"""Running the bot until it is stopped, by polling or behind a webhook; what prevents that is said in one line."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import resource
import signal
import sys
from typing import TYPE_CHECKING, Final

import uvloop
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import hooks, log
from bot.application import ALLOWED_UPDATES, build, publish
from bot.desk import Desk
from bot.health import Health
from bot.polling import Poller
from bot.redaction import Redaction
from bot.server import Server, Webhook
from bot.settings import Settings, SettingsError, read_settings
from bot.upkeep import keep_up
from handlers.callbacks import PayloadError
from knowledge import KnowledgeError, open_engine
from storage import InUseError, StorageError, Store, open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from handlers.context import BotApplication
    from knowledge import Engine

STOPPED, FAILED, MISCONFIGURED = 0, 1, 2
RETRIES: Final = 3  # of the first contact with Telegram, some seconds in all
GRACE: Final = 20.0  # seconds for what is being handled when the program is to stop
CONNECTIONS: Final = 100  # that Telegram may open to a webhook at once

REFUSED = "Telegram refused the token in TELEGRAM_BOT_TOKEN. Copy it again from @BotFather, or get a new one there with /token."
CONFLICT = "Another instance of this bot is running with the same token. Stop it, or run this one with a token of its own."
UNREACHABLE = (
    "The Bot API at TELEGRAM_API_URL cannot be reached ({error}). Check the network and the address, then start again."
)
NO_WEBHOOK = "Telegram does not take the address in WEBHOOK_URL: {reason}"
TAKEN = "The program cannot listen at LISTEN and PORT ({address}:{port}): {reason}."
NO_DATABASE = "The database at DATABASE_URL cannot be opened ({error}). Check that it runs, and the address, name and password."
IN_USE = "The database file is in use by another instance of this bot. Stop it, or give this one a DATABASE_URL of its own."


class StartError(Exception):
    """What keeps the program from running, as the one line that people read."""


def run(retries: int = RETRIES) -> int:
    """Read the settings, load the knowledge, run the bot. Exit code: 0 stopped, 1 failed, 2 settings missing or bad."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump of the memory would hold the token
    log.configure("INFO")  # until the settings are known
    try:
        settings = read_settings()
        settings.token()
        log.configure(settings.log_level, settings.secrets())
        engine = open_engine(settings.knowledge_dir)
        gc.freeze()  # the knowledge is no garbage, and need not be looked through for any
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_run(settings, engine, retries))
    except SettingsError as error:
        return _end(str(error), MISCONFIGURED)
    except (KnowledgeError, PayloadError, StartError) as error:
        return _end(str(error), FAILED)
    except (KeyboardInterrupt, asyncio.CancelledError):
        return STOPPED
    return STOPPED


async def _run(settings: Settings, engine: Engine, retries: int) -> None:
    """The whole life of the program. Raises StartError."""
    asyncio.get_running_loop().set_exception_handler(hooks.in_loop)
    try:
        async with open_store(settings.database()) as store:
            await _serve(settings, engine, store, retries)
    except InUseError:
        raise StartError(IN_USE) from None
    except StorageError as error:
        raise StartError(NO_DATABASE.format(error=error)) from None
    except InvalidToken:  # its text holds the token
        raise StartError(REFUSED) from None
    except Conflict:
        raise StartError(CONFLICT) from None
    except NetworkError as error:
        raise StartError(UNREACHABLE.format(error=type(error).__name__)) from None
    except TelegramError as error:
        raise StartError(f"Telegram did not let the bot start ({type(error).__name__}).") from None


async def _serve(settings: Settings, engine: Engine, store: Store, retries: int) -> None:
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


def _end(line: str, code: int) -> int:
    sys.stderr.write(f"{Redaction().clean(line)}\n")  # a token may have been put into the wrong setting
    return code
