"""Running the bot until it is stopped, by polling or behind a webhook; what prevents that is said in one line."""

from __future__ import annotations

import asyncio
import gc
import resource
import sys
from typing import TYPE_CHECKING, Final

import uvloop
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot import hooks, log
from bot.place import SettingsError
from bot.redaction import Redaction
from bot.service import StartError, serve
from bot.settings import Settings, read_settings
from handlers.callbacks import PayloadError
from knowledge import KnowledgeError, open_engine
from storage import InUseError, StorageError, open_store

if TYPE_CHECKING:
    from knowledge import Engine

STOPPED, FAILED, MISCONFIGURED = 0, 1, 2
RETRIES: Final = 3  # of the first contact with Telegram, some seconds in all

REFUSED = "Telegram refused the token in TELEGRAM_BOT_TOKEN. Copy it again from @BotFather, or get a new one there with /token."
CONFLICT = "Another instance of this bot is running with the same token. Stop it, or run this one with a token of its own."
UNREACHABLE = (
    "The Bot API at TELEGRAM_API_URL cannot be reached ({error}). Check the network and the address, then start again."
)
NO_DATABASE = "The database at DATABASE_URL cannot be opened ({error}). Check that it runs, and the address, name and password."
NO_FILE = (
    "The database file {file} cannot be opened ({error}). Check that this user may write there and that it is a database, "
    "or name another file in DATABASE_URL."
)
IN_USE = "The database file is in use by another instance of this bot. Stop it, or give this one a DATABASE_URL of its own."


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
            await serve(settings, engine, store, retries)
    except InUseError:
        raise StartError(IN_USE) from None
    except StorageError as error:
        url = settings.database()
        raise StartError((NO_DATABASE if url.host else NO_FILE).format(error=error, file=url.database)) from None
    except InvalidToken:  # its text holds the token
        raise StartError(REFUSED) from None
    except Conflict:
        raise StartError(CONFLICT) from None
    except NetworkError as error:
        raise StartError(UNREACHABLE.format(error=type(error).__name__)) from None
    except TelegramError as error:
        raise StartError(f"Telegram did not let the bot start ({type(error).__name__}).") from None


def _end(line: str, code: int) -> int:
    sys.stderr.write(f"{Redaction().clean(line)}\n")  # a token may have been put into the wrong setting
    return code
