"""Is this for us? New messages that a person writes to the bot in private; not edits, channel posts, bots' messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.ext import filters

if TYPE_CHECKING:
    from telegram import Message


class _ByPerson(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return message.from_user is not None and not message.from_user.is_bot


FOR_US = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & _ByPerson() & ~filters.VIA_BOT
