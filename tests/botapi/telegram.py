"""Telegram, as the bot sees it: updates go in, calls are judged, carried out or refused."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from tests.botapi import judge, shape
from tests.botapi.call import Call, DroppedError, Json, Refusal, RefusedError, bad_request
from tests.botapi.inbox import Inbox
from tests.botapi.methods import METHODS
from tests.botapi.world import World

Rule = Callable[[str, Json], list[str]]


class Telegram:
    """The Bot API with its state. `mistakes` lists what the bot got wrong; `house` are rules besides Telegram's own."""

    def __init__(self, house: Rule | None = None) -> None:
        self.calls: list[Call] = []
        self.mistakes: list[str] = []
        self.world = World()
        self.inbox = Inbox()
        self.polls = 0
        self._house = house
        self._refusals: dict[str, deque[Refusal]] = {}
        self._drops: dict[str, deque[bool]] = {}

    # ---- for tests

    def deliver(self, update: Json) -> None:
        """Let something happen: learn of it, and keep it for getUpdates. Raises ValueError if Telegram would not send it."""
        if found := shape.of_update(update):
            raise ValueError("; ".join(found))
        self.world.learn(update)
        self.inbox.put(update)

    def named(self, *methods: str) -> list[Call]:
        """The calls of these methods."""
        return [call for call in self.calls if call.method in methods]

    def refuse(self, method: str, *refusals: Refusal) -> None:
        """Refuse the next calls of a method, one by one."""
        self._refusals.setdefault(method, deque()).extend(refusals)

    def drop(self, method: str, count: int = 1, *, carried_out: bool = False) -> None:
        """Let the connection end in the next calls of a method: before they are carried out, or only the answer is lost."""
        self._drops.setdefault(method, deque()).extend([carried_out] * count)

    def set_member(self, chat: int, user: Json, status: str, **details: object) -> None:
        """Give somebody, also the bot, a status in a chat: creator, administrator, member, restricted, left, kicked."""
        self.world.set_member(chat, user, status, **details)

    def last(self) -> Json:
        """The message that the bot sent or edited last, as it is now."""
        return self.world.messages[self.world.latest]

    # ---- for the bot

    def call(self, method: str, parameters: Json) -> tuple[int, Json]:
        """Note a call and carry it out: HTTP status and body. Raises DroppedError where the connection ends."""
        faults = self._note(method, parameters)
        drops = self._drops.get(method)
        answer_lost = drops.popleft() if drops else None
        if answer_lost is False:
            raise DroppedError
        try:
            answer = 200, {"ok": True, "result": self._result(method, parameters, faults)}
        except RefusedError as refused:
            answer = refused.refusal.status, refused.refusal.body()
        if answer_lost:
            raise DroppedError
        return answer

    def _note(self, method: str, parameters: Json) -> list[str]:
        """Judge a call, and keep it, but for the many that only ask for updates."""
        if method == "getUpdates":
            self.polls += 1
        else:
            self.calls.append(Call(method, parameters))
        faults = judge.mistakes(method, parameters)
        self.mistakes += faults
        self.mistakes += self._house(method, parameters) if self._house and not faults else []
        return faults

    def _result(self, method: str, parameters: Json, faults: list[str]) -> object:
        if refusals := self._refusals.get(method):
            raise RefusedError(refusals.popleft())
        if faults:
            raise bad_request(faults[0])
        if method == "getUpdates":
            return self._updates(parameters)
        if method == "getWebhookInfo":
            return self._webhook()
        if method not in METHODS:
            self.mistakes.append(f"{method} is not expected")
            raise bad_request(f"{method} is not expected")
        if method in ("setWebhook", "deleteWebhook") and parameters.get("drop_pending_updates"):
            self.inbox.clear()
        return METHODS[method](self.world, parameters)

    def _updates(self, parameters: Json) -> list[Json]:
        if self.world.webhook:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise RefusedError(Refusal(409, f"Conflict: {words}"))
        return self.inbox.fetch(parameters)

    def _webhook(self) -> Json:
        waiting = len(self.inbox.waiting)
        return {"url": self.world.webhook, "has_custom_certificate": False, "pending_update_count": waiting}
