"""Where the knowledge lies, read without the settings' machinery, so that a single `ask` starts at once."""

from __future__ import annotations

import os
from pathlib import Path

from dotenv import dotenv_values

VARIABLE = "KNOWLEDGE_DIR"


def knowledge_directory() -> Path | None:
    """The directory from the environment, else from `.env`; None for the built-in one."""
    value = os.environ.get(VARIABLE) or dotenv_values(".env").get(VARIABLE)
    return Path(value) if value else None
