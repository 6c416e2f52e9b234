"""What every handler is given: the engine, what is noted of the chat, and what became of the update, for the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.answers import Answers
from handlers.attempt import Attempt
from handlers.memory import Memory
from handlers.metrics import Metrics
from handlers.preferences import Preferences
from handlers.quiet import QuietRule
from storage import Notes

if TYPE_CHECKING:
    from knowledge import Engine, Outcome
    from storage import Store


@dataclass
class Shared:
    """What all updates share.

    `notes` are those of the updates that are being handled, by the update's number; `since` is when answers were first noted;
    `admins` are the chats that are told of failures; `keep_days` is for how long ratings and questions are kept.
    """

    engine: Engine = field(init=False)
    store: Store = field(init=False)
    notes: dict[int, Notes] = field(default_factory=dict)
    since: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    keep_days: int = 0
    admins: tuple[int, ...] = ()
    metrics: Metrics = field(init=False)


class BotContext(CallbackContext[ExtBot[Attempt], dict[Any, Any], dict[Any, Any], Shared]):
    """The context of one update. `kind`, `outcome`, the stage of what was `told` and the time are all that is logged of it.

    `started` is when it was received, by the counter of `time.perf_counter`.
    """

    kind: str = "other"
    outcome: str = "ignored"
    told: Outcome | None = None

    def __init__(self, application: BotApplication, chat_id: int | None = None, user_id: int | None = None) -> None:
        super().__init__(application, chat_id, user_id)
        self.notes = Notes()
        self.started = self.notes.received

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> Self:
        """The context with the notes that were opened for the update."""
        context = super().from_update(update, application)
        number = update.update_id if isinstance(update, Update) else 0
        if number in context.bot_data.notes:
            context.notes = context.bot_data.notes[number]
            context.started = context.notes.received
        return context

    @property
    def engine(self) -> Engine:
        return self.bot_data.engine

    @property
    def store(self) -> Store:
        return self.bot_data.store

    @property
    def memory(self) -> Memory:
        return Memory(self.notes)

    @property
    def preferences(self) -> Preferences:
        return Preferences(self.notes)

    @property
    def answers(self) -> Answers:
        return Answers(self.notes, self.bot_data.since)

    @property
    def quiet_rule(self) -> QuietRule:
        return QuietRule(self.notes)

    def begin(self, kind: str) -> None:
        """Note what kind of update is being handled; it counts as failed until `end` says otherwise."""
        self.kind, self.outcome = kind, "failed"

    def end(self, outcome: str) -> None:
        self.outcome = outcome

    def tell(self, outcome: Outcome) -> None:
        """Note the outcome that was told, with which the update ends."""
        self.told = outcome
        self.end(type(outcome).__name__.lower())


BotApplication = Application[ExtBot[Attempt], BotContext, dict[Any, Any], dict[Any, Any], Shared, None]
