"""Our engine. It decides by itself whether it answers; the time counts writing the reply as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.reply import Reply
from bot.place import knowledge_directory
from handlers.render import to_plain
from knowledge import LANGUAGES, Answer, Choices, Engine, Outcome, open_engine

if TYPE_CHECKING:
    from benchmarks.matchers import Matcher
    from knowledge.export import Exported

_READING = re.compile(r"^  (\d\.\d\d) -?\d+\.\d\d \w+: ([^\s,;]+)", re.MULTILINE)  # coverage, rank, kind, first entry


class Ours:
    """What the engine's outcomes say."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reply(self, question: str) -> Reply:
        outcome = self._engine.ask(question)
        text = to_plain(outcome, self._engine)
        return Reply(type(outcome).__name__.lower(), dict.fromkeys(LANGUAGES, text), outcome.score, _entries(outcome))


class Likeliest:
    """What the engine answers or finds likeliest, though it offers choices or declines; scores are those that it traces."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reply(self, question: str) -> Reply:
        outcome = self._engine.ask(question)
        if isinstance(outcome, Answer):
            return Reply("answer", {}, outcome.score, outcome.entries)
        if reading := _READING.search(self._engine.trace(question)):
            return Reply("answer", {}, float(reading[1]), (reading[2],))
        return Reply("declined", {}, 0.0)


def load(_: Sequence[Exported], option: str) -> Matcher:
    """The engine over the knowledge directory of the settings, from its cache, as the bot starts it."""
    engine = open_engine(knowledge_directory())
    return Likeliest(engine) if option else Ours(engine)


def _entries(outcome: Outcome) -> tuple[str, ...]:
    if isinstance(outcome, Answer):
        return outcome.entries
    return tuple(option.target for option in outcome.options) if isinstance(outcome, Choices) else ()
