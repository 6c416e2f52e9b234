"""Sending, editing and deleting messages, as Telegram does or refuses it."""

from __future__ import annotations

from tests.botapi.call import BOT, Json, bad_request
from tests.botapi.members import may
from tests.botapi.parts import Text
from tests.botapi.world import DATE, FIRST_MESSAGE, World


def send(world: World, parameters: Json) -> Json:
    """A new message of the bot's; the Message that Telegram returns."""
    chat = world.entered(parameters["chat_id"])
    _may_write(world, chat)
    thread = _thread(world, chat, parameters.get("message_thread_id"))
    replied = _replied(world, chat, parameters.get("reply_parameters"))
    message: Json = {"message_id": world.number(), "date": DATE, "chat": chat, **_sender(chat)}
    message |= thread or _topic_of(replied)
    if replied:
        message["reply_to_message"] = {name: value for name, value in replied.items() if name != "reply_to_message"}
    return world.keep({**message, **content(parameters)})


def edit(world: World, parameters: Json) -> Json | bool:
    """Other words in the place of a message: the Message, or True for an inline message."""
    if number := parameters.get("inline_message_id"):
        return _edit_inline(world, number, parameters)
    message = _found(world, parameters, "message to edit not found")
    if not _is_own(message):
        raise bad_request("message can't be edited")
    _changes(message, parameters)
    kept = {name: value for name, value in message.items() if name not in ("text", "entities", "reply_markup")}
    return world.keep({**kept, "edit_date": DATE + 1, **content(parameters)})


def delete(world: World, parameters: Json) -> bool:
    """A message less: the bot's own, one to it in private, or in a group where it is an administrator who may."""
    message = _found(world, parameters, "message to delete not found")
    chat = message["chat"]
    standing = world.members.get((chat["id"], BOT["id"]))
    if not (_is_own(message) or chat["type"] == "private" or may(standing, "can_delete_messages")):
        raise bad_request("message can't be deleted")
    del world.messages[chat["id"], message["message_id"]]
    return True


def act(world: World, parameters: Json) -> bool:
    """The sign that the bot is typing; General may be named by its number here, unlike in a message."""
    chat = world.entered(parameters["chat_id"])
    if parameters.get("message_thread_id") != 1 or not chat.get("is_forum"):
        _thread(world, chat, parameters.get("message_thread_id"))
    return True


def content(parameters: Json) -> Json:
    """Text, entities and buttons as they come back in a message."""
    markup = Text("text", parameters["text"], parameters).markup
    shown: Json = {"text": (markup.text if markup else parameters["text"]).rstrip()}
    if markup and markup.entities:
        shown["entities"] = sorted(markup.entities, key=lambda each: (each["offset"], -each["length"]))
    if "inline_keyboard" in (parameters.get("reply_markup") or {}):
        shown["reply_markup"] = parameters["reply_markup"]
    return shown


def _is_own(message: Json) -> bool:
    """Whether the bot sent it; posts in channels name no person, but the bot's numbers are its own."""
    return bool(message["from"]["id"] == BOT["id"]) if "from" in message else message["message_id"] >= FIRST_MESSAGE


def _sender(chat: Json) -> Json:
    return {"sender_chat": chat} if chat["type"] == "channel" else {"from": BOT}


def _may_write(world: World, chat: Json) -> None:
    own = world.members.get((chat["id"], BOT["id"]), {})
    if chat["type"] == "channel" and not may(own, "can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if own.get("status") == "restricted" and not own["can_send_messages"]:
        raise bad_request("not enough rights to send text messages to the chat")


def _thread(world: World, chat: Json, thread: int | None) -> Json:
    if thread is None:
        return {}
    if (chat["id"], thread) not in world.topics:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _topic_of(replied: Json | None) -> Json:
    """A reply stands in the topic of what it replies to."""
    if not replied or not replied.get("is_topic_message"):
        return {}
    return {"message_thread_id": replied["message_thread_id"], "is_topic_message": True}


def _replied(world: World, chat: Json, reply: Json | None) -> Json | None:
    if reply is None:
        return None
    found = world.messages.get((reply.get("chat_id") or chat["id"], reply.get("message_id", 0)))
    if found is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found


def _found(world: World, parameters: Json, otherwise: str) -> Json:
    if "chat_id" not in parameters or "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    chat = world.entered(parameters["chat_id"])
    message = world.messages.get((chat["id"], parameters["message_id"]))
    if message is None:
        raise bad_request(otherwise)
    return message


def _edit_inline(world: World, number: str, parameters: Json) -> bool:
    if number not in world.inline:
        raise bad_request("MESSAGE_ID_INVALID")
    _changes(world.inline[number], parameters)
    world.inline[number] = content(parameters)
    return True


def _changes(message: Json, parameters: Json) -> None:
    names = ("text", "entities", "reply_markup")
    new = content(parameters)
    if message and all(message.get(name) == new.get(name) for name in names):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a current content "
            "and reply markup of the message"
        )
