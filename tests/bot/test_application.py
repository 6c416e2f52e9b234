"""The wiring: order of handlers, defaults, menus, allowed updates, and addresses of the Bot API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Update
from telegram.constants import BotCommandLimit, BotDescriptionLimit
from telegram.error import InvalidToken
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler

from bot.application import ALLOWED_UPDATES, build, in_order, publish
from bot.settings import Settings, SettingsError
from handlers import commands
from tests.botapi.call import Refusal
from tests.conftest import TOKEN
from tests.updates import message, press, update

if TYPE_CHECKING:
    from handlers.context import BotApplication
    from knowledge import Engine
    from tests.botapi.request import InProcess
    from tests.botapi.telegram import Telegram
    from tests.talking import Talk


def test_commands_come_first_and_what_nothing_else_takes_last() -> None:
    kinds = [type(handler) for handler in in_order()]
    assert kinds == [CommandHandler] * 10 + [CallbackQueryHandler] + [MessageHandler] * 3


def test_every_command_of_the_menu_has_a_handler() -> None:
    handled = {name for handler in in_order() if isinstance(handler, CommandHandler) for name in handler.commands}
    assert handled == {*commands.MENU, "start"}


async def test_just_the_allowed_updates_are_answered(talk: Talk) -> None:
    assert ALLOWED_UPDATES == (Update.MESSAGE, Update.CALLBACK_QUERY)
    await talk.say("/help")
    assert await talk.give(update(message=message("/help")))
    assert await talk.give(update(callback_query=press("x", talk.last())))


async def test_menus_and_descriptions_are_set_in_both_languages(application: BotApplication, telegram: Telegram) -> None:
    await publish(application)
    menus = telegram.named("setMyCommands")
    assert [call.parameters.get("language_code") for call in menus] == [None, "de"]
    for call in menus:
        assert [each["command"] for each in call.parameters["commands"]] == list(commands.MENU)
        assert all(0 < len(each["description"]) <= 60 for each in call.parameters["commands"])
        assert len(call.parameters["commands"]) <= BotCommandLimit.MAX_COMMAND_NUMBER
    assert menus[0].parameters["commands"] != menus[1].parameters["commands"]
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


def test_another_bot_api_server_is_used(engine: Engine, request_in_process: InProcess) -> None:
    settings = Settings.model_validate({"telegram_bot_token": TOKEN, "telegram_api_url": "http://127.0.0.1:8081"})
    bot = build(settings, engine, request_in_process).bot
    assert bot.base_url == f"http://127.0.0.1:8081/bot{TOKEN}"
    assert bot.base_file_url == f"http://127.0.0.1:8081/file/bot{TOKEN}"


def test_without_a_token_nothing_is_built(engine: Engine) -> None:
    with pytest.raises(SettingsError):
        build(Settings(), engine)
