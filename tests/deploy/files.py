"""The files that a deployment is made of, and what they set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS = {name.upper() for name in Settings.model_fields}
OF_THE_SYSTEM = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "XDG_CACHE_HOME", "XDG_DATA_HOME"}

Tree = dict[str, Any]


def documents(path: Path) -> list[Tree]:
    """The documents of a YAML file."""
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def unknown(names: set[str]) -> set[str]:
    """The variables that neither the bot nor its surroundings read: a misspelt one would be passed over in silence."""
    return names - SETTINGS - OF_THE_SYSTEM
