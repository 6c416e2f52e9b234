"""The limiter: what is tried again, how often and how long, what never, and what people notice of it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from typing import TYPE_CHECKING

import pytest
from telegram import Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.limiter import LONGEST_WAIT, OVERALL, Limiter
from handlers.attempt import Attempt
from handlers.metrics import Metrics
from handlers.unsent import NotSentError
from tests.botapi.call import Refusal
from tests.conftest import QUICKLY
from tests.updates import BEN, GROUP, SUPERGROUP, message, update

if TYPE_CHECKING:
    from handlers.context import BotApplication
    from tests.botapi.telegram import Telegram
    from tests.talking import Talk

US = "@answers_test_bot"
BENS = {"id": BEN["id"], "type": "private", "first_name": "Ben"}
START = ("getMe", "setMyCommands", "setMyDescription", "setMyShortDescription", "setWebhook", "deleteWebhook")


class Telephone:
    """Calls through a limiter that fail one way after another, and then go well; `chats` are where each was to go."""

    def __init__(self, *errors: TelegramError, pace: float = QUICKLY) -> None:
        self.metrics = Metrics()
        self.chats: list[object] = []
        self._errors = deque(errors)
        self._limiter = Limiter(self.metrics, pace)

    async def call(self, method: str = "sendMessage", attempt: Attempt | None = None) -> str:
        data = {"chat_id": 77}
        return str(await self._limiter.process_request(self._answer, (data,), {}, method, data, attempt))

    async def _answer(self, data: dict[str, object]) -> str:
        self.chats.append(data["chat_id"])
        if self._errors:
            raise self._errors.popleft()
        return "done"

    def counted(self, method: str, error: str) -> bool:
        """Whether one error is counted under these names."""
        line = f'cluster_answers_api_errors_total{{error="{error}",method="{method}"}} 1.0'
        return line in self.metrics.page()[0].decode().splitlines()


# ---- again, or not


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery"])
async def test_who_is_to_wait_waits_and_tries_again(method: str) -> None:
    phone, before = Telephone(RetryAfter(5), pace=0.01), time.monotonic()
    assert await phone.call(method) == "done"
    assert time.monotonic() - before >= 5 * 0.01
    assert phone.counted(method, "RetryAfter")


@pytest.mark.parametrize("error", [BadRequest("no"), Forbidden("no"), InvalidToken("no")])
async def test_what_telegram_says_for_good_is_not_tried_again(error: TelegramError) -> None:
    phone = Telephone(error)
    with pytest.raises(type(error)):
        await phone.call(attempt=Attempt())
    assert len(phone.chats) == 1
    assert phone.counted("sendMessage", type(error).__name__)


@pytest.mark.parametrize("method", START)
async def test_the_start_has_its_own_way_to_go_on(method: str) -> None:
    for error in (NetworkError("gone"), NotSentError("gone"), RetryAfter(1)):
        phone = Telephone(error)
        with pytest.raises(type(error)):
            await phone.call(method)
        assert len(phone.chats) == 1


async def test_waits_grow_up_to_a_bound(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.limiter")
    assert await Telephone(*[TimedOut()] * 10).call("editMessageText") == "done"
    longest = [min(0.5 * 2**number, LONGEST_WAIT) for number in range(10)]
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.limiter"]
    waits = [float(line.removesuffix(" s").rpartition(" ")[2]) for line in lines]  # rounded to a tenth
    assert len(waits) == 10
    assert all(most / 2 - 0.06 <= wait <= most + 0.06 for wait, most in zip(waits, longest, strict=True))


@pytest.mark.parametrize(
    ("method", "patience"), [("answerCallbackQuery", 15), ("answerInlineQuery", 15), ("answerGuestQuery", 60)]
)
async def test_an_answer_that_comes_too_late_is_not_given(method: str, patience: int) -> None:
    late, early = Telephone(RetryAfter(patience + 1)), Telephone(RetryAfter(patience - 1))
    with pytest.raises(RetryAfter):
        await late.call(method)
    assert await early.call(method) == "done"


async def test_a_press_is_given_up_while_the_network_is_gone() -> None:
    phone = Telephone(*[NotSentError("gone")] * 99)
    with pytest.raises(NotSentError):
        await phone.call("answerCallbackQuery")
    assert 5 <= len(phone.chats) <= 7  # 0.5, 1, 2, 4, 8, 16 seconds at most, and half of that at least


async def test_nothing_is_tried_for_longer_than_an_hour() -> None:
    with pytest.raises(RetryAfter):
        await Telephone(RetryAfter(3601)).call(attempt=Attempt())
    assert await Telephone(RetryAfter(3599), pace=0).call(attempt=Attempt()) == "done"


# ---- doubt


@pytest.mark.parametrize("error", [NetworkError("gone"), TimedOut()])
async def test_a_message_that_may_have_arrived_is_sent_again_only_if_somebody_looks_after_it(error: TelegramError) -> None:
    attempt, alone = Attempt(), Telephone(error)
    assert await Telephone(error).call(attempt=attempt) == "done"
    assert attempt.doubtful
    with pytest.raises(type(error)):
        await alone.call()
    assert len(alone.chats) == 1


async def test_a_message_that_surely_did_not_leave_is_sent_again_without_doubt() -> None:
    attempt = Attempt()
    assert await Telephone(NotSentError("gone")).call(attempt=attempt) == "done"
    assert not attempt.doubtful
    assert await Telephone(NotSentError("gone")).call() == "done"


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage", "answerInlineQuery", "getChatMember"])
async def test_what_may_happen_twice_is_tried_again_without_doubt(method: str) -> None:
    attempt = Attempt()
    assert await Telephone(NetworkError("gone")).call(method, attempt) == "done"
    assert not attempt.doubtful


# ---- groups that move


async def test_a_group_that_moved_is_followed_once() -> None:
    phone, attempt = Telephone(ChatMigrated(-100)), Attempt()
    assert await phone.call(attempt=attempt) == "done"
    assert (phone.chats, attempt.moved) == ([77, -100], -100)
    again = Telephone(ChatMigrated(-100), ChatMigrated(-200))
    with pytest.raises(ChatMigrated):
        await again.call(attempt=Attempt())
    assert again.chats == [77, -100]


async def test_only_a_message_follows_its_group() -> None:
    phone = Telephone(ChatMigrated(-100))
    with pytest.raises(ChatMigrated):
        await phone.call("editMessageText")
    assert phone.chats == [77]
    assert phone.counted("editMessageText", "ChatMigrated")


# ---- careful


async def test_after_a_word_of_warning_it_stays_below_the_overall_figure() -> None:
    phone, more = Telephone(RetryAfter(0)), OVERALL // 3
    await phone.call()
    before = time.monotonic()
    await asyncio.gather(*(phone.call() for _ in range(OVERALL + more)))
    assert time.monotonic() - before >= 0.9 * more / OVERALL


# ---- as people notice it


async def test_a_chat_that_is_to_wait_waits_alone(talk: Talk, application: BotApplication, telegram: Telegram) -> None:
    telegram.refuse("sendMessage", Refusal(429, "Too Many Requests", {"retry_after": 300}))
    asked = update(message=message("Optence"))
    telegram.deliver(asked)
    first = talk.desk.take(Update.de_json(asked, application.bot))
    await talk.give(update(message=message("Optence", chat=BENS, person=BEN)))
    assert not first.done()
    await first
    assert [call.parameters["chat_id"] for call in telegram.named("sendMessage")] == [77, 78, 77]
    page = application.bot_data.metrics.page()[0].decode()
    assert 'cluster_answers_api_errors_total{error="RetryAfter",method="sendMessage"} 1.0' in page


async def test_a_group_that_moved_unheard_is_answered_in_its_new_place_in_its_language(talk: Talk, telegram: Telegram) -> None:
    await talk.prefer(GROUP["id"], "de")
    telegram.world.see(message(chat=SUPERGROUP))
    telegram.world.moved[GROUP["id"]] = SUPERGROUP["id"]
    calls = await talk.give(update(message=message(f"{US} Optence", chat=GROUP)))
    assert [(call.method, call.parameters["chat_id"]) for call in calls] == [
        ("sendMessage", GROUP["id"]),
        ("sendMessage", SUPERGROUP["id"]),
    ]
    (later,) = await talk.give(update(message=message(f"/nosuch{US}", chat=SUPERGROUP)))
    assert later.text.startswith("Diesen Befehl kenne ich nicht.")


async def test_a_pressed_button_still_shows_its_page_when_the_press_was_answered_too_late(
    talk: Talk, telegram: Telegram
) -> None:
    await talk.say("/cluster optence")
    telegram.refuse("answerCallbackQuery", Refusal(400, "Bad Request: query is too old and response timeout expired"))
    calls = await talk.press("Partners")
    assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText"]
