"""What exists: chats, topics, messages, people and their standing, questions waiting for an answer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.botapi.call import BOT, Json, bad_request, forbidden
from tests.botapi.members import is_inside, member

DATE = 1_700_000_000
FIRST_MESSAGE = 100_000  # of the bot; above the numbers of the messages that tests deliver
_MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")


@dataclass
class World:
    """All state, by the ids of its parts. `learn` fills it from updates, calls from what they lead to."""

    chats: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    topics: set[tuple[int, int]] = field(default_factory=set)
    users: dict[int, Json] = field(default_factory=dict)
    members: dict[tuple[int, int], Json] = field(default_factory=dict)
    inline: dict[str, Json] = field(default_factory=dict)
    open_queries: set[tuple[str, str]] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    webhook: str = ""
    latest: tuple[int, int] = (0, 0)  # chat and number of the message that the bot sent or edited last
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(FIRST_MESSAGE))

    # ---- learning

    def learn(self, update: Json) -> None:
        """Take note of everything that an update shows."""
        readers: dict[str, Callable[[Json], None]] = {
            **dict.fromkeys(_MESSAGES, self.see),
            "guest_message": lambda content: self._asked("guest", content["guest_query_id"], content.get("from")),
            "inline_query": lambda content: self._asked("inline", content["id"], content["from"]),
            "callback_query": self._pressed,
            "chosen_inline_result": lambda content: self._inline(content.get("inline_message_id")),
            "my_chat_member": self._standing,
            "chat_member": self._standing,
        }
        for kind, content in update.items():
            if kind in readers:
                readers[kind](content)

    def see(self, message: Json) -> None:
        """Take note of a message, of where it stands and of who wrote it."""
        chat = message["chat"]["id"]
        self.chats[chat] = message["chat"]
        self.messages[chat, message["message_id"]] = message
        if message.get("is_topic_message") or "forum_topic_created" in message:
            self.topics.add((chat, message["message_thread_id"]))
        self.members.setdefault((chat, BOT["id"]), _own_standing(message["chat"]))
        self._writer(message)
        self._come_and_gone(message)
        for other in ("reply_to_message", "pinned_message"):
            if other in message:
                self._shown(message[other])

    def _writer(self, message: Json) -> None:
        if user := message.get("from"):
            self.users[user["id"]] = user
            if "sender_chat" not in message:
                self.members.setdefault((message["chat"]["id"], user["id"]), member(user, "member"))

    def _come_and_gone(self, message: Json) -> None:
        chat = message["chat"]["id"]
        for user in message.get("new_chat_members", ()):
            self.set_member(chat, user, "member")
        if user := message.get("left_chat_member"):
            self.set_member(chat, user, "left")
        if new := message.get("migrate_to_chat_id"):
            self.moved[chat] = new
            self.chats[new] = {**message["chat"], "id": new, "type": "supergroup"}

    def _asked(self, kind: str, query: str, user: Json | None) -> None:
        self.open_queries.add((kind, query))
        if user:
            self.users[user["id"]] = user

    def _pressed(self, query: Json) -> None:
        self._asked("callback", query["id"], query["from"])
        self._inline(query.get("inline_message_id"))
        if under := query.get("message"):
            self._shown(under)

    def _shown(self, message: Json) -> None:
        """Take note of a message that comes along with something else, unless it is known already or too old to be shown."""
        chat = message["chat"]["id"]
        if not message["date"]:
            self.chats.setdefault(chat, message["chat"])
        elif (chat, message["message_id"]) not in self.messages:
            self.see(message)

    def _inline(self, number: str | None) -> None:
        if number:
            self.inline.setdefault(number, {})

    def _standing(self, change: Json) -> None:
        self.chats[change["chat"]["id"]] = change["chat"]
        user = change["new_chat_member"]["user"]
        self.users[user["id"]] = user
        self.members[change["chat"]["id"], user["id"]] = change["new_chat_member"]

    def set_member(self, chat: int, user: Json, status: str, **details: object) -> None:
        """Give somebody a standing in a chat."""
        self.users[user["id"]] = user
        self.members[chat, user["id"]] = member(user, status, **details)

    # ---- looking up

    def number(self) -> int:
        return next(self._numbers)

    def keep(self, message: Json) -> Json:
        """Put a message of the bot's into its chat."""
        self.latest = (message["chat"]["id"], message["message_id"])
        self.messages[self.latest] = message
        return message

    def chat(self, key: int | str) -> Json:
        """A chat by its id or @name; refused if there is none or it has become another one."""
        if key in self.moved:
            new = self.moved[int(key)]
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        found = self.chats[int(key)] if key in self.chats else self._named(key)
        if found is None and key in self.users:
            raise forbidden("bot can't initiate conversation with a user")
        if found is None:
            raise bad_request("chat not found")
        return found

    def _named(self, key: int | str) -> Json | None:
        return next((chat for chat in self.chats.values() if key == f"@{chat.get('username')}"), None)

    def entered(self, key: int | str) -> Json:
        """A chat that the bot is in; refused if it is not."""
        chat = self.chat(key)
        own = self.members.get((chat["id"], BOT["id"]))
        if is_inside(own):
            return chat
        if chat["type"] == "private":
            raise forbidden("bot was blocked by the user")
        gone = "was kicked from" if own and own["status"] == "kicked" else "is not a member of"
        raise forbidden(f"bot {gone} the {chat['type']} chat")

    def answer(self, kind: str, query: str) -> None:
        """Close a query; refused if it is not open."""
        if (kind, query) not in self.open_queries:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.open_queries.remove((kind, query))


def _own_standing(chat: Json) -> Json:
    """What the bot is where it reads along: channels show their posts only to administrators."""
    if chat["type"] == "channel":
        return member(BOT, "administrator", can_post_messages=True, can_edit_messages=True)
    return member(BOT, "member")
