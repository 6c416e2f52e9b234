"""Our own rules for what we send, stricter than Telegram's."""

from __future__ import annotations

from tests.botapi import parts
from tests.botapi.call import Json

TAGS = {"a", "b"}


def breaches(method: str, parameters: Json) -> list[str]:
    """Where a call breaks our rules: every text is HTML with bold and links only, and shows no link previews."""
    return [f"{method}: {each}" for text in parts.texts(method, parameters) for each in _breaches(text)]


def _breaches(text: parts.Text) -> list[str]:
    found = [f"<{tag}> is not a tag of ours" for tag in (text.markup.tags if text.markup else ()) if tag not in TAGS]
    if not text.is_html:
        found.append(f"{text.name} without HTML")
    if text.name != "caption" and not text.within.get("link_preview_options", {}).get("is_disabled"):
        found.append(f"{text.name} with link previews")
    return found
