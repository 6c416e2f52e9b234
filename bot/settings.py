"""Settings: read once from the environment and a `.env` file beside it; the environment wins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
MISSING = (
    "TELEGRAM_BOT_TOKEN is not set. Talk to @BotFather in Telegram, send /newbot, "
    "and put the token that it gives you into the environment or the file .env."
)

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class SettingsError(Exception):
    """A setting is missing or wrong. The text names the variable and the remedy and never shows a value."""


def _token(value: SecretStr) -> SecretStr:
    token = SecretStr(value.get_secret_value().strip())
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("does not look like a bot token (digits, a colon, letters); copy the whole token from @BotFather")
    return token


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value.strip()):
        raise ValueError("is not a web address; write it like https://api.telegram.org, or leave it empty")
    return value.strip().rstrip("/")


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
    telegram_api_url: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    knowledge_dir: Path | None = None
    log_level: Annotated[Level, BeforeValidator(_level)] = "INFO"

    def token(self) -> str:
        """The bot's token. Raises SettingsError, with what to do, if there is none."""
        if self.telegram_bot_token is None:
            raise SettingsError(MISSING)
        return self.telegram_bot_token.get_secret_value()


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError that names every bad variable, without the values."""
    try:
        return Settings()
    except ValidationError as error:
        problems = [f"{str(item['loc'][0]).upper()} {_remedy(item['msg'])}." for item in error.errors(include_input=False)]
    raise SettingsError("\n".join(problems))


def _remedy(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")
