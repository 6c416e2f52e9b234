"""Our life in a group: a short introduction, the choice to keep quiet, becoming a supergroup, and leaving without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from handlers import screens
from handlers.address import GROUPS
from handlers.languages import named
from handlers.routes import Handler, command
from handlers.visit import spoken

if TYPE_CHECKING:
    from telegram import ChatMember, Update

    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit

_MEMBERS = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


def quiet(visit: Visit, context: BotContext) -> Screen:
    """Keep quiet in the group from now on, or, with `off`, answer again; with any other word, say how it is."""
    engine, language = context.engine, visit.language
    if not visit.in_group:
        return screens.line("quiet_private", engine, language)
    if not visit.words or named(visit.words, "quiet_words_on", engine):
        context.preferences.choose_quiet(visit.chat, True)
    elif named(visit.words, "quiet_words_off", engine):
        context.preferences.choose_quiet(visit.chat, False)
    key = "quiet_on" if context.preferences.is_quiet(visit.chat) else "quiet_off"
    return screens.line(key, engine, language, public=True, username=context.bot.username)


async def membership(update: Update, context: BotContext) -> None:
    """Introduce ourselves once to a group to which we were added; forget a chat that has removed or blocked us."""
    change = update.my_chat_member
    if change is None:
        return
    context.begin("membership")
    was, now = _is_member(change.old_chat_member), _is_member(change.new_chat_member)
    if was and not now:
        context.preferences.forget(change.chat.id)
    if now and not was and change.chat.type in GROUPS:
        text = context.engine.texts("introduction", spoken(update), username=context.bot.username)
        await change.chat.send_message(text)
    context.end("changed")


def _is_member(member: ChatMember) -> bool:
    return member.status in _MEMBERS or bool(getattr(member, "is_member", False))  # a restricted one may be either


async def migration(update: Update, context: BotContext) -> None:
    """A group has become a supergroup with a new id; we are told so on both sides."""
    message = update.message
    if message is None:
        return
    context.begin("migration")
    if message.migrate_to_chat_id:
        context.preferences.move(message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        context.preferences.move(message.migrate_from_chat_id, message.chat_id)
    context.end("moved")


def handlers() -> list[Handler]:
    return [
        command("quiet", quiet, for_admins=True),
        ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, migration),
    ]
