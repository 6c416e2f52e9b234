"""Updates that wait to be fetched."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.botapi.call import Json

# Telegram sends these only to bots that ask for them by name.
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass
class Inbox:
    """Updates in their order. What the last getUpdates did not allow is not kept, as with Telegram."""

    waiting: list[Json] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    confirmed: int = 0

    def put(self, update: Json) -> None:
        (kind,) = (name for name in update if name != "update_id")
        if kind in self.allowed if self.allowed else kind not in _ON_REQUEST:
            self.waiting.append(update)

    def fetch(self, parameters: Json) -> list[Json]:
        """What getUpdates returns at once; an offset confirms all before it, a negative one all but the last so many."""
        self.allowed = parameters.get("allowed_updates", self.allowed)
        offset = parameters.get("offset", 0)
        if offset < 0:
            offset = self.waiting[offset:][0]["update_id"] if self.waiting else 0
        self.confirmed = max(self.confirmed, offset - 1)
        self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        return self.waiting[: parameters.get("limit", 100)]

    def clear(self) -> None:
        self.waiting = []
