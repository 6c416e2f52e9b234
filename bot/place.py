"""Where the knowledge lies, read without the settings' machinery, so that a single `ask` starts at once."""

from __future__ import annotations

import os
from pathlib import Path

from dotenv import dotenv_values

VARIABLE = "KNOWLEDGE_DIR"
UNREADABLE = "The file .env cannot be read. Save it as text in UTF-8 that this user may read, then start again."


class SettingsError(Exception):
    """A setting is missing or wrong. The text names the variable and the remedy and never shows a value."""


def knowledge_directory() -> Path | None:
    """The directory from the environment, else from `.env`; None for the built-in one. Raises SettingsError."""
    value = os.environ.get(VARIABLE) or _written()
    return Path(value) if value else None


def _written() -> str | None:
    try:
        return dotenv_values(".env").get(VARIABLE)
    except (UnicodeDecodeError, OSError):
        raise SettingsError(UNREADABLE) from None
