"""Our engine. It decides by itself whether it answers; the time counts writing the reply as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.reply import Reply
from handlers.render import to_plain
from knowledge import LANGUAGES, Engine, open_engine

if TYPE_CHECKING:
    from knowledge.export import Exported


class Ours:
    """What the engine's outcomes say."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reply(self, question: str) -> Reply:
        outcome = self._engine.ask(question)
        text = to_plain(outcome, self._engine)
        return Reply(type(outcome).__name__.lower(), dict.fromkeys(LANGUAGES, text), outcome.score)


def load(_: Sequence[Exported], __: str) -> Ours:
    """The engine over the built-in knowledge, from its cache, as the bot starts it."""
    return Ours(open_engine())
