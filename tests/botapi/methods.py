"""The methods that the bot may use: each takes the world and a call's parameters, and gives the result."""

from __future__ import annotations

from collections.abc import Callable

from tests.botapi import messages
from tests.botapi.call import ABILITIES, BOT, Json, bad_request
from tests.botapi.members import member
from tests.botapi.world import World


def _me(_: World, __: Json) -> Json:
    return {**BOT, **ABILITIES}


def _member(world: World, parameters: Json) -> Json:
    chat = world.entered(parameters["chat_id"])
    known = world.members.get((chat["id"], parameters["user_id"]))
    if known is None and parameters["user_id"] not in world.users:
        raise bad_request("user not found")
    return known or member(world.users[parameters["user_id"]], "left")


def _leave(world: World, parameters: Json) -> bool:
    chat = world.entered(parameters["chat_id"])
    if chat["type"] == "private":
        raise bad_request("chat member status can't be changed in private chats")
    world.set_member(chat["id"], BOT, "left")
    return True


def _answer_press(world: World, parameters: Json) -> bool:
    world.answer("callback", parameters["callback_query_id"])
    return True


def _answer_inline(world: World, parameters: Json) -> bool:
    world.answer("inline", parameters["inline_query_id"])
    return True


def _answer_guest(world: World, parameters: Json) -> Json:
    """The answer is an inline message, which can be edited later by its id."""
    world.answer("guest", parameters["guest_query_id"])
    number = f"guest-{world.number()}"
    content = parameters["result"].get("input_message_content") or {}
    world.inline[number] = messages.content(
        {**content, "text": content.get("message_text", ""), "reply_markup": parameters["result"].get("reply_markup")}
    )
    return {"inline_message_id": number}


def _set_webhook(world: World, parameters: Json) -> bool:
    world.webhook = parameters["url"]
    return True


def _delete_webhook(world: World, _: Json) -> bool:
    world.webhook = ""
    return True


def _done(_: World, __: Json) -> bool:
    return True


METHODS: dict[str, Callable[[World, Json], object]] = {
    "getMe": _me,
    "sendMessage": messages.send,
    "editMessageText": messages.edit,
    "deleteMessage": messages.delete,
    "sendChatAction": messages.act,
    "getChatMember": _member,
    "leaveChat": _leave,
    "answerCallbackQuery": _answer_press,
    "answerInlineQuery": _answer_inline,
    "answerGuestQuery": _answer_guest,
    "setMyCommands": _done,
    "setMyDescription": _done,
    "setMyShortDescription": _done,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
}
