"""The same conversations over HTTP: the real application polls another Bot API and does there what it does in one process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from telegram import Update

from bot.application import ALLOWED_UPDATES, build
from bot.settings import Settings
from storage import address, open_store
from tests import updates
from tests.botapi import house
from tests.botapi.call import Call, Json
from tests.botapi.server import Server
from tests.botapi.telegram import Telegram
from tests.botapi.world import DATE
from tests.conftest import TOKEN
from tests.polling import polling
from tests.updates import BEN, FORUM, SUPERGROUP, TOPIC, update

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import Engine
    from storage import Store
    from tests.talking import Talk

US = "@answers_test_bot"


def conversation() -> list[Json]:
    """A group that asks, edits, floods and moves, a private chat, an inline query, a guest's mention."""
    asked = updates.message(f"{US} Who works with Finland?", chat=SUPERGROUP)
    topic = updates.message(f"{US} Wer arbeitet mit Japan?", chat=FORUM, thread=TOPIC, person=BEN)
    flood = [updates.message(f"{US} Optence", chat=updates.GROUP) for _ in range(9)]
    return [
        update(my_chat_member=updates.standing("member", chat=SUPERGROUP)),
        update(message=updates.message("Who works with Finland?", chat=SUPERGROUP)),
        update(message=asked),
        update(edited_message=updates.edited(asked, f"{US} Who works with Japan?")),
        update(message=topic),
        *(update(message=each) for each in flood),
        update(edited_message=updates.edited(asked, "never mind")),
        update(channel_post=updates.message("News", chat=updates.CHANNEL, person=None)),
        update(message=updates.message("/cluster optence")),
        update(inline_query=updates.inline_query("optence")),
        update(guest_message=updates.guest(f"{US} Optence", person=BEN)),
    ]


async def test_a_conversation_over_http_goes_as_in_one_process(talk: Talk, engine: Engine, tmp_path: Path) -> None:
    script = conversation()
    here = [call for each in script for call in await talk.give(each)]
    async with open_store(address(f"sqlite:///{tmp_path}/other.sqlite3")) as store:
        there = await _over_http(script, engine, store, len(here))
    assert _by_chat(there) == _by_chat(here)


async def _over_http(script: Sequence[Json], engine: Engine, store: Store, expected: int) -> list[Call]:
    """The calls that a script leads to when the updates are fetched and the calls made over HTTP."""
    async with Server(Telegram(house.breaches)) as server:
        settings = Settings.model_validate({"telegram_bot_token": TOKEN, "telegram_api_url": server.address})
        application = build(settings, engine, store)
        application.bot_data.since = dt.datetime.fromtimestamp(DATE, dt.UTC)
        async with polling(application):
            server.telegram.calls.clear()
            for each in script:
                await server.deliver(each)
            await server.settled(expected)
            await server.acknowledged(script[-1])
        assert server.telegram.mistakes == []
        return server.telegram.calls


def _by_chat(calls: Sequence[Call]) -> dict[object, list[Json]]:
    """The calls of each chat in their order; chats are handled side by side."""
    found: dict[object, list[Json]] = {}
    for call in calls:
        found.setdefault(call.parameters.get("chat_id", call.method), []).append(_plainly(call))
    return found


def _plainly(call: Call) -> Json:
    """A call without the numbers of messages that were sent, which differ from run to run."""
    return {
        "method": call.method,
        **{name: value for name, value in call.parameters.items() if not name.endswith("message_id")},
    }


def test_just_what_is_handled_is_asked_for() -> None:
    assert set(ALLOWED_UPDATES) < set(Update.ALL_TYPES)
    assert "channel_post" not in ALLOWED_UPDATES
