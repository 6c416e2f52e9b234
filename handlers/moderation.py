"""Who may change what we do in a group, and what everybody else is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from handlers import screens

if TYPE_CHECKING:
    from telegram import Chat, Message

    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit

_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def is_admin(message: Message) -> bool:
    """Whether a message in a group is by one of its admins; anonymous ones speak in the group's own name."""
    if message.sender_chat:
        return message.sender_chat.id == message.chat_id
    return message.from_user is not None and await may_moderate(message.chat, message.from_user.id)


async def may_moderate(chat: Chat, person: int) -> bool:
    """Whether a person is an admin of a group; not, as far as Telegram does not tell us."""
    try:
        return (await chat.get_member(person)).status in _ADMINS
    except (BadRequest, Forbidden):
        return False


def only_admins(visit: Visit, context: BotContext) -> Screen:
    return screens.line("only_admins", context.engine, visit.language, public=True)


def pointer(visit: Visit, context: BotContext) -> Screen:
    """What a busy group reads once, before we keep silent for a while."""
    return screens.line("busy", context.engine, visit.language)
