"""The wiring: order of handlers, defaults, menus, allowed updates, and addresses of the Bot API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import User
from telegram.constants import BotCommandLimit, BotDescriptionLimit
from telegram.error import InvalidToken
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, InlineQueryHandler, MessageHandler

from bot.application import ALLOWED_UPDATES, build, in_order, publish, reach
from bot.place import SettingsError
from bot.settings import Settings
from handlers import commands
from tests.botapi.call import ABILITIES, BOT, Json, Refusal
from tests.conftest import TOKEN
from tests.updates import SUPERGROUP, edited, guest, inline_query, message, press, standing, update

if TYPE_CHECKING:
    from handlers.context import BotApplication
    from knowledge import Engine
    from storage import Store
    from tests.botapi.request import InProcess
    from tests.botapi.telegram import Telegram
    from tests.talking import Talk


def test_commands_come_first_and_what_nothing_else_takes_last() -> None:
    kinds = [type(handler) for handler in in_order()]
    others = [ChatMemberHandler, MessageHandler, CallbackQueryHandler, InlineQueryHandler]
    assert kinds == [CommandHandler] * 13 + others + [MessageHandler] * 5


def test_every_command_of_the_menu_has_a_handler() -> None:
    handled = {name for handler in in_order() if isinstance(handler, CommandHandler) for name in handler.commands}
    assert handled == {*commands.MENU, *commands.ADMIN_MENU, "start"}


async def test_just_the_allowed_updates_are_answered(talk: Talk) -> None:
    await talk.say("/help")
    answered: dict[str, Json] = {
        "message": message("/help"),
        "edited_message": edited(message("nice weather", chat=SUPERGROUP), "@answers_test_bot Optence"),
        "callback_query": press("x", talk.last()),
        "inline_query": inline_query("optence"),
        "guest_message": guest("@answers_test_bot optence"),
        "my_chat_member": standing("member"),
    }
    assert sorted(answered) == sorted(ALLOWED_UPDATES)
    for kind, content in answered.items():
        assert await talk.give(update(**{kind: content})), kind


async def test_menus_and_descriptions_are_set_in_both_languages(application: BotApplication, telegram: Telegram) -> None:
    await publish(application)
    menus = telegram.named("setMyCommands")
    scopes = {
        "all_private_chats": commands.MENU,
        "all_group_chats": commands.GROUP_MENU,
        "all_chat_administrators": commands.ADMIN_MENU,
    }
    assert [call.parameters.get("language_code") for call in menus] == [None] * 3 + ["de"] * 3
    assert [call.parameters["scope"]["type"] for call in menus] == [*scopes, *scopes]
    for call in menus:
        assert [each["command"] for each in call.parameters["commands"]] == list(scopes[call.parameters["scope"]["type"]])
        assert all(0 < len(each["description"]) <= 60 for each in call.parameters["commands"])
        assert len(call.parameters["commands"]) <= BotCommandLimit.MAX_COMMAND_NUMBER
    assert menus[0].parameters["commands"] != menus[3].parameters["commands"]
    for call in telegram.named("setMyDescription"):
        assert len(call.parameters["description"]) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    for call in telegram.named("setMyShortDescription"):
        assert len(call.parameters["short_description"]) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH


async def test_a_refused_menu_does_not_stop_the_start(application: BotApplication, telegram: Telegram) -> None:
    telegram.refuse("setMyCommands", Refusal(429, "Too Many Requests", {"retry_after": 5}))
    await publish(application)


async def test_a_token_refused_while_setting_menus_does(application: BotApplication, telegram: Telegram) -> None:
    telegram.refuse("setMyCommands", Refusal(401, "Unauthorized"))
    with pytest.raises(InvalidToken):
        await publish(application)


def test_the_start_says_what_the_bot_may_read_and_do_elsewhere() -> None:
    us = User.de_json({**BOT, **ABILITIES})
    assert reach(us) == (
        "may join groups and reads only what is meant for it (privacy mode) there; inline mode is on; guest mode is on"
    )
    us = User.de_json({**BOT, "can_join_groups": True, "can_read_all_group_messages": True})
    assert "reads everything (privacy mode is off)" in reach(us)
    assert reach(User.de_json(BOT)) == "may not join groups; inline mode is off; guest mode is off"


def test_another_bot_api_server_is_used(engine: Engine, store: Store, request_in_process: InProcess) -> None:
    settings = Settings.model_validate({"telegram_bot_token": TOKEN, "telegram_api_url": "http://127.0.0.1:8081"})
    bot = build(settings, engine, store, request_in_process).bot
    assert bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"


def test_without_a_token_nothing_is_built(engine: Engine, store: Store) -> None:
    with pytest.raises(SettingsError):
        build(Settings(), engine, store)
