"""Running the bot by long polling until it is stopped; what prevents that is said in one line."""

from __future__ import annotations

import resource
import sys
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot import log
from bot.application import ALLOWED_UPDATES, build
from bot.redaction import Redaction
from bot.settings import SettingsError, read_settings
from handlers.callbacks import PayloadError
from knowledge import KnowledgeError, open_engine

if TYPE_CHECKING:
    from handlers.context import BotApplication

STOPPED, FAILED, MISCONFIGURED = 0, 1, 2
RETRIES = 3  # of the first contact with Telegram, some seconds in all

REFUSED = "Telegram refused the token in TELEGRAM_BOT_TOKEN. Copy it again from @BotFather, or get a new one there with /token."
CONFLICT = "Another instance of this bot is running with the same token. Stop it, or run this one with a token of its own."
UNREACHABLE = (
    "The Bot API at TELEGRAM_API_URL cannot be reached ({error}). Check the network and the address, then start again."
)


def run(retries: int = RETRIES) -> int:
    """Read the settings, load the knowledge, run the bot. Exit code: 0 stopped, 1 failed, 2 settings missing or bad."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump of the memory would hold the token
    log.configure("INFO")  # until the settings are known
    try:
        settings = read_settings()
        token = settings.token()
        log.configure(settings.log_level, [token])
        return poll(build(settings, open_engine(settings.knowledge_dir)), retries)
    except SettingsError as error:
        return _end(str(error), MISCONFIGURED)
    except (KnowledgeError, PayloadError) as error:
        return _end(str(error), FAILED)


def poll(application: BotApplication, retries: int) -> int:
    """Run an application until Ctrl-C or a signal. Questions that were asked while it was down are answered."""
    try:
        application.run_polling(allowed_updates=list(ALLOWED_UPDATES), bootstrap_retries=retries, drop_pending_updates=False)
    except InvalidToken:
        # its text holds the token
        return _end(REFUSED, FAILED)
    except NetworkError as error:
        return _end(UNREACHABLE.format(error=type(error).__name__), FAILED)
    except TelegramError as error:
        return _end(f"Telegram did not let the bot start ({type(error).__name__}).", FAILED)
    return _end(CONFLICT, FAILED) if application.bot_data.conflict else STOPPED


def _end(line: str, code: int) -> int:
    sys.stderr.write(f"{Redaction().clean(line)}\n")  # a token may have been put into the wrong setting
    return code
