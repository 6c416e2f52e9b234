"""The conversation in a terminal: line editing and history, bold and links, choices by number."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser

from rich.console import Console
from rich.text import Text

from handlers import render
from handlers.dialogue import Turn, after, offered, reply
from knowledge import Answer, Engine

PROMPT = "> "
SHOWN = 5
ELSEWHERE = "Commands with / belong to Telegram. Here, ask in words: “Optence”, “clusters in Finland”, “Fördersumme ARENA2036”."


def chat(engine: Engine) -> int:
    """Talk until the input ends, or "exit", "quit". Input that is no terminal is read line by line; commands are none here."""
    console = Console(highlight=False)
    turn: Turn | None = None
    for line in _lines():
        if line.lower() in {"exit", "quit", "/exit", "/quit"}:
            break
        if line.startswith("/"):
            console.print(f"{ELSEWHERE}\n")
        elif line:
            outcome = reply(engine, turn, line, None, "en")
            turn = after(turn, outcome)
            console.print(styled(render.to_html(outcome, engine)))
            if isinstance(outcome, Answer) and outcome.related:
                more = ", ".join(option.label for option in offered(outcome)[:SHOWN])
                console.print(Text(f"{engine.texts('more', outcome.language)}: {more}", style="dim"))
            console.print()
    return 0


def _lines() -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin)
        return
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()
    while True:
        try:
            yield session.prompt(PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            return


def styled(html: str) -> Text:
    """The bot's HTML (bold and links, nothing else) as styled text."""
    reader = _Styler()
    reader.feed(html)
    reader.close()
    return reader.text


class _Styler(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._styles.append(f"link {dict(attrs).get('href') or ''}" if tag == "a" else "bold")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the library calls it so
        if self._styles:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data, style=self._styles[-1] if self._styles else "")
