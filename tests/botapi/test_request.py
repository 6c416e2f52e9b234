"""The request in place of the network: what python-telegram-bot makes of its answers."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from tests.botapi.call import Refusal
from tests.botapi.request import InProcess
from tests.botapi.telegram import Telegram
from tests.conftest import TOKEN
from tests.updates import CHAT, GROUP, SUPERGROUP, message, migrated, update


@pytest.fixture
def api() -> Telegram:
    made = Telegram()
    made.deliver(update(message=message("hello")))
    return made


@pytest.fixture
def bot(api: Telegram) -> Bot:
    return Bot(TOKEN, request=InProcess(api), get_updates_request=InProcess(api))


async def test_a_text_of_digits_stays_a_text(bot: Bot, api: Telegram) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("10", callback_data="10"))
    sent = await bot.send_message(CHAT, "10", reply_markup=markup)
    assert (sent.text, sent.chat_id, sent.reply_markup) == ("10", CHAT, markup)
    assert api.calls[-1].parameters["text"] == "10"
    assert api.calls[-1].labels == ["10"]
    assert api.mistakes == []


async def test_updates_are_fetched(bot: Bot) -> None:
    (found,) = await bot.get_updates(timeout=0)
    assert found.message is not None
    assert found.message.text == "hello"


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3}), RetryAfter),
        (Refusal(400, "Bad Request: something"), BadRequest),
        (Refusal(401, "Unauthorized"), InvalidToken),
        (Refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (Refusal(502, "Bad Gateway"), NetworkError),
    ],
)
async def test_a_refusal_becomes_its_error(refusal: Refusal, error: type[TelegramError], bot: Bot, api: Telegram) -> None:
    api.refuse("sendMessage", refusal)
    with pytest.raises(error):
        await bot.send_message(CHAT, "hi")
    await bot.send_message(CHAT, "hi")


async def test_a_dropped_connection_becomes_a_network_error(bot: Bot, api: Telegram) -> None:
    api.drop("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(CHAT, "hi")
    await bot.send_message(CHAT, "hi")


async def test_a_migrated_group_tells_its_new_id(bot: Bot, api: Telegram) -> None:
    for each in migrated():
        api.deliver(update(message=each))
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(GROUP["id"], "hi")
    assert caught.value.new_chat_id == SUPERGROUP["id"]
