"""docs/reliability.md: each measurement writes between its own two marks, which readers do not see."""

from __future__ import annotations

import re
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "reliability.md"


def put(name: str, text: str, file: Path = FILE) -> None:
    """Put a text between the marks of a name. Raises ValueError if the page has no such marks."""
    page = file.read_text(encoding="utf-8")
    part = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
    if not part.search(page):
        raise ValueError(f"no marks of {name}")
    file.write_text(part.sub(lambda _: f"\n{text.strip()}\n\n", page), encoding="utf-8")
