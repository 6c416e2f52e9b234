"""What every handler is given: the engine and what is kept in memory, typed, and what became of the update, for the log."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.answers import Answers
from handlers.dialogue import Memory
from handlers.metrics import Metrics
from handlers.preferences import Preferences
from handlers.quiet import QuietRule

if TYPE_CHECKING:
    from knowledge import Engine, Outcome


@dataclass
class Shared:
    """What all updates share. `build` puts the engine in; `conflict` is set when another instance takes the updates."""

    engine: Engine = field(init=False)
    memory: Memory = field(default_factory=Memory)
    preferences: Preferences = field(default_factory=Preferences)
    answers: Answers = field(default_factory=Answers)
    quiet_rule: QuietRule = field(default_factory=QuietRule)
    metrics: Metrics = field(default_factory=Metrics)
    conflict: bool = False


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Shared]):
    """The context of one update. `kind`, `outcome`, the stage of what was `told` and the time are all that is logged of it."""

    kind: str = "other"
    outcome: str = "ignored"
    told: Outcome | None = None

    def __init__(self, application: BotApplication, chat_id: int | None = None, user_id: int | None = None) -> None:
        super().__init__(application, chat_id, user_id)
        self.started = time.perf_counter()

    @property
    def engine(self) -> Engine:
        return self.bot_data.engine

    @property
    def memory(self) -> Memory:
        return self.bot_data.memory

    @property
    def preferences(self) -> Preferences:
        return self.bot_data.preferences

    @property
    def answers(self) -> Answers:
        return self.bot_data.answers

    def begin(self, kind: str) -> None:
        """Note what kind of update is being handled; it counts as failed until `end` says otherwise."""
        self.kind, self.outcome = kind, "failed"

    def end(self, outcome: str) -> None:
        self.outcome = outcome

    def tell(self, outcome: Outcome) -> None:
        """Note the outcome that was told."""
        self.told = outcome
        self.end(type(outcome).__name__.lower())


BotApplication = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], Shared, None]
