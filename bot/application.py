"""Wiring: the application with its engine, its handlers in their order, and the menus that it sets at the start."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, Defaults

from bot import __version__
from bot.limiter import Limiter
from bot.request import AiohttpRequest
from handlers import (
    buttons,
    callbacks,
    clusters,
    commands,
    errors,
    fallback,
    funding,
    groups,
    guest,
    inline,
    journal,
    languages,
    privacy,
    questions,
    start,
    terms,
)
from handlers.context import BotApplication, BotContext, Shared
from handlers.metrics import Metrics

if TYPE_CHECKING:
    from telegram import User
    from telegram.request import BaseRequest

    from bot.settings import Settings
    from handlers.routes import Handler
    from knowledge import Engine, Language
    from storage import Store

_LOGGER = logging.getLogger(__name__)

# Telegram remembers this list, so it names exactly what is handled.
ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
)
_MENUS = (
    (commands.MENU, BotCommandScopeAllPrivateChats()),
    (commands.GROUP_MENU, BotCommandScopeAllGroupChats()),
    (commands.ADMIN_MENU, BotCommandScopeAllChatAdministrators()),
)
DEFAULTS = Defaults(
    parse_mode=ParseMode.HTML,
    link_preview_options=LinkPreviewOptions(is_disabled=True),
    allow_sending_without_reply=True,
)


def build(
    settings: Settings, engine: Engine, store: Store, request: BaseRequest | None = None, pace: float = 1.0
) -> BotApplication:
    """The application, ready to run. `request` stands in for the network in tests, `pace` scales the waits between attempts.

    Raises SettingsError without a token, PayloadError if an id of the knowledge does not fit on a button.
    """
    callbacks.check_targets(engine)
    metrics = Metrics()
    builder = ApplicationBuilder().token(settings.token()).defaults(DEFAULTS).job_queue(None).updater(None)
    builder.base_url(f"{settings.telegram_api_url}/bot").base_file_url(f"{settings.telegram_api_url}/file/bot")
    builder.request(request or AiohttpRequest()).get_updates_request(request or AiohttpRequest(connections=1))
    limited = builder.rate_limiter(Limiter(metrics, pace))
    application = limited.context_types(ContextTypes(context=BotContext, bot_data=Shared)).build()
    shared = application.bot_data
    shared.engine, shared.store, shared.metrics = engine, store, metrics
    metrics.runs(__version__, engine.version)
    shared.keep_days, shared.admins = settings.keep_days, settings.admin_chat_ids
    application.add_handlers(in_order())
    application.add_handlers(journal.handlers(), group=journal.GROUP)
    application.add_error_handler(errors.on_error)
    return application


def in_order() -> list[Handler]:
    """All handlers in the order in which they are tried: commands, buttons, questions, then what nothing else takes."""
    modules = (
        start,
        commands,
        clusters,
        funding,
        terms,
        languages,
        privacy,
        groups,
        buttons,
        inline,
        guest,
        questions,
        fallback,
    )
    return [handler for module in modules for handler in module.handlers()]


async def publish(application: BotApplication) -> None:
    """Set the menus and the descriptions, in English and, for German apps, in German; the bot works without them."""
    try:
        await _publish(application, "en", None)
        await _publish(application, "de", "de")
    except InvalidToken:
        raise
    except TelegramError as error:
        _LOGGER.warning("%s while setting the menus; they stay as they were", type(error).__name__)
    _LOGGER.info("answering as @%s from knowledge %s", application.bot.username, application.bot_data.engine.version)
    _LOGGER.info(reach(application.bot.bot))


def reach(us: User) -> str:
    """What Telegram lets the bot read and do outside private chats, as set with @BotFather."""
    reads = "everything (privacy mode is off)" if us.can_read_all_group_messages else "only what is meant for it (privacy mode)"
    groups = f"may join groups and reads {reads} there" if us.can_join_groups else "may not join groups"
    modes = {"inline mode": us.supports_inline_queries, "guest mode": us.supports_guest_queries}
    return "; ".join([groups, *(f"{mode} is {'on' if on else 'off'}" for mode, on in modes.items())])


async def _publish(application: BotApplication, language: Language, code: str | None) -> None:
    bot, engine = application.bot, application.bot_data.engine
    for names, scope in _MENUS:
        menu = [BotCommand(name, engine.texts(f"command_{name}", language)) for name in names]
        await bot.set_my_commands(menu, scope=scope, language_code=code)
    await bot.set_my_description(engine.texts("description", language), language_code=code)
    await bot.set_my_short_description(engine.texts("short_description", language), language_code=code)
