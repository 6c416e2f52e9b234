"""Settings: read once from the environment and a `.env` file beside it; the environment wins."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL

from bot.place import UNREADABLE, SettingsError
from storage import address as database_address
from storage import default as default_database

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
MISSING = (
    "TELEGRAM_BOT_TOKEN is not set. Talk to @BotFather in Telegram, send /newbot, "
    "and put the token that it gives you into the environment or the file .env."
)

DEFAULT_PORT = 8080
PAGES = ("/healthz", "/readyz", "/metrics")  # what is served besides the webhook
TELEGRAM = "https://api.telegram.org"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # what Telegram takes (https://core.telegram.org/bots/api#setwebhook)
_IDS = re.compile(r"\s*-?\d+\s*(,\s*-?\d+\s*)*")

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


def _token(value: SecretStr) -> SecretStr:
    token = SecretStr(value.get_secret_value().strip())
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("does not look like a bot token (digits, a colon, letters); copy the whole token from @BotFather")
    return token


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value.strip()):
        raise ValueError("is not a web address; write it like https://api.telegram.org, or leave it empty")
    return value.strip().rstrip("/")


def _webhook(value: str, others: ValidationInfo) -> str:
    try:
        url = urlsplit(_address(value))
        _ = url.port  # which raises for one that is none
    except ValueError:
        raise ValueError("is not a web address without ? and #; write it like https://bot.example.org/telegram") from None
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost"):
        raise ValueError("has to begin with https://; Telegram sends updates to no other address")
    if len(url.path) < 2:
        raise ValueError("needs a path, such as https://bot.example.org/telegram")
    if url.path in PAGES:
        raise ValueError(f"has a path of which the bot has need itself ({', '.join(PAGES)}); choose another")
    token: SecretStr | None = others.data.get("telegram_bot_token")
    if token and token.get_secret_value().partition(":")[2] in unquote(value):
        raise ValueError("holds the token, which every server on the way would log; choose another path")
    return url.geturl()


def _secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("may have 1 to 256 letters, digits, _ and -; leave it empty to have one made from the token")
    return value


def _database(value: SecretStr) -> SecretStr:
    database_address(value.get_secret_value())
    return value


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _IDS.fullmatch(value):
        raise ValueError("is no list of chat ids; write them with commas, like 12345,-10098765")
    return tuple(int(each) for each in value.split(","))


def _level(value: object) -> object:
    level = value.strip().upper() if isinstance(value, str) else value
    if level not in Level.__args__:  # type: ignore[attr-defined]
        raise ValueError("is not a level; write one of DEBUG, INFO, WARNING, ERROR, CRITICAL, or leave it empty")
    return level


class Settings(BaseSettings):
    """All settings; `.env.example` explains each. An empty value counts as none."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api_url: Annotated[str, AfterValidator(_address)] = TELEGRAM
    knowledge_dir: Path | None = None
    log_level: Annotated[Level, BeforeValidator(_level)] = "INFO"
    webhook_url: Annotated[str, AfterValidator(_webhook)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    listen: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    database_url: Annotated[SecretStr, AfterValidator(_database)] | None = None
    admin_chat_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = ()
    keep_days: Annotated[int, Field(ge=0, le=3650)] = 180

    def token(self) -> str:
        """The bot's token. Raises SettingsError, with what to do, if there is none."""
        if self.telegram_bot_token is None:
            raise SettingsError(MISSING)
        return self.telegram_bot_token.get_secret_value()

    def secret(self) -> str:
        """What Telegram sends along with every update: the webhook's secret, else one that follows from the token."""
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return hmac.new(self.token().encode(), b"webhook", hashlib.sha256).hexdigest()

    def database(self) -> URL:
        """Where the database is: that of DATABASE_URL, else a file of this bot's own."""
        if self.database_url is not None:
            return database_address(self.database_url.get_secret_value())
        server = "" if self.telegram_api_url == TELEGRAM else self.telegram_api_url
        return default_database(int(self.token().partition(":")[0]), server)

    def secrets(self) -> list[str]:
        """All that no log may show."""
        password = self.database().password
        return [self.token(), self.secret(), *([str(password)] if password else [])]

    @property
    def serving_port(self) -> int | None:
        """Where the HTTP server listens; None for no server."""
        return self.port or (DEFAULT_PORT if self.webhook_url else None)

    @property
    def webhook_path(self) -> str:
        return urlsplit(self.webhook_url or "").path


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError that names every bad variable, without the values."""
    try:
        return Settings()
    except (UnicodeDecodeError, OSError):
        problems = [UNREADABLE]
    except ValidationError as error:
        problems = [f"{str(item['loc'][0]).upper()} {_remedy(item['msg'])}." for item in error.errors(include_input=False)]
    raise SettingsError("\n".join(problems))


def _remedy(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should be", "should be").partition(", unable")[0].rstrip(".")
