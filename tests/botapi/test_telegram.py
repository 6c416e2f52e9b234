"""Telegram's side: what exists, what calls lead to, and what is refused in which words."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.types import Chat, Message
from pydantic import TypeAdapter
from telegram import ChatMember, Update

from tests.botapi import shape
from tests.botapi.call import ABILITIES, BOT, DroppedError, Json, Refusal
from tests.botapi.telegram import Telegram
from tests.updates import (
    ADA,
    BEN,
    CHANNEL,
    CHAT,
    FORUM,
    GROUP,
    IGNORED,
    NO_TEXT,
    PRIVATE,
    SUPERGROUP,
    TOPIC,
    edited,
    forwarded,
    gone,
    guest,
    inline_query,
    message,
    migrated,
    press,
    press_inline,
    standing,
    update,
)

KEYS = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
CONTENT = {"message_text": "Optence"}
ARTICLE = {"type": "article", "id": "1", "title": "Optence", "input_message_content": CONTENT}


@pytest.fixture
def api() -> Iterator[Telegram]:
    """Telegram after a message in each kind of place."""
    made = Telegram()
    for chat in (PRIVATE, GROUP, SUPERGROUP, FORUM):
        made.deliver(update(message=message("hello", chat=chat)))
    made.deliver(update(message=message("hello", chat=FORUM, thread=TOPIC)))
    made.deliver(update(channel_post=message("news", chat=CHANNEL, person=None)))
    yield made
    assert made.mistakes == []


def done(api: Telegram, method: str, **parameters: object) -> Any:
    status, body = api.call(method, parameters)
    assert status == 200, body
    return body["result"]


def refused(api: Telegram, method: str, **parameters: object) -> str:
    status, body = api.call(method, parameters)
    assert status == body["error_code"] != 200
    assert body["ok"] is False
    return str(body["description"])


def send(api: Telegram, chat: Json = PRIVATE, text: str = "hi", **more: object) -> Json:
    sent: Json = done(api, "sendMessage", chat_id=chat["id"], text=text, **more)
    return sent


# ---- sending


@pytest.mark.parametrize("chat", [PRIVATE, GROUP, SUPERGROUP, FORUM, CHANNEL], ids=lambda chat: chat.get("title", "private"))
def test_a_sent_message_comes_back_as_telegram_has_it(chat: Json, api: Telegram) -> None:
    sent = send(api, chat, "<b>hi</b> &amp; bye ", parse_mode="HTML", reply_markup=KEYS)
    Message.model_validate(sent)
    assert shape.of_update(update(message=sent)) == []
    assert (sent["chat"], sent["text"], sent["reply_markup"]) == (chat, "hi & bye", KEYS)
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert (sent["sender_chat"] if chat is CHANNEL else sent["from"]) == (CHANNEL if chat is CHANNEL else BOT)
    assert "message_thread_id" not in sent
    assert api.last() == sent


def test_a_reply_names_what_it_replies_to(api: Telegram) -> None:
    asked = message("a question", chat=SUPERGROUP)
    api.deliver(update(message=asked))
    sent = send(api, SUPERGROUP, reply_parameters={"message_id": asked["message_id"]})
    assert sent["reply_to_message"] == asked


def test_a_reply_to_what_was_seen_only_as_replied_to_is_taken(api: Telegram) -> None:
    old = message("long ago", chat=SUPERGROUP)
    api.deliver(update(message=message("a question", chat=SUPERGROUP, reply_to=old)))
    assert send(api, SUPERGROUP, reply_parameters={"message_id": old["message_id"]})["reply_to_message"] == old


def test_a_reply_to_nothing_is_refused_unless_it_may_go_without(api: Telegram) -> None:
    reply: Json = {"message_id": 9999}
    words = refused(api, "sendMessage", chat_id=CHAT, text="hi", reply_parameters=reply)
    assert words == "Bad Request: message to be replied not found"
    assert "reply_to_message" not in send(api, reply_parameters={**reply, "allow_sending_without_reply": True})


def test_a_topic_must_exist(api: Telegram) -> None:
    sent = send(api, FORUM, message_thread_id=TOPIC)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (TOPIC, True)
    for chat, thread in ((FORUM, 41), (FORUM, 1), (SUPERGROUP, TOPIC)):
        words = refused(api, "sendMessage", chat_id=chat["id"], text="hi", message_thread_id=thread)
        assert words == "Bad Request: message thread not found"


def test_a_reply_stays_in_its_topic(api: Telegram) -> None:
    asked = message("a question", chat=FORUM, thread=TOPIC)
    api.deliver(update(message=asked))
    assert send(api, FORUM, reply_parameters={"message_id": asked["message_id"]})["message_thread_id"] == TOPIC


def test_an_unknown_chat_is_refused(api: Telegram) -> None:
    assert refused(api, "sendMessage", chat_id=5, text="hi") == "Bad Request: chat not found"
    assert refused(api, "sendMessage", chat_id="@nobody", text="hi") == "Bad Request: chat not found"


def test_a_person_known_only_from_a_group_is_not_written_to_first(api: Telegram) -> None:
    api.deliver(update(message=message("hello", chat=GROUP, person=BEN)))
    words = refused(api, "sendMessage", chat_id=BEN["id"], text="hi")
    assert words == "Forbidden: bot can't initiate conversation with a user"


@pytest.mark.parametrize(
    ("chat", "status", "words"),
    [
        (PRIVATE, "kicked", "Forbidden: bot was blocked by the user"),
        (GROUP, "kicked", "Forbidden: bot was kicked from the group chat"),
        (SUPERGROUP, "left", "Forbidden: bot is not a member of the supergroup chat"),
        (CHANNEL, "member", "Bad Request: need administrator rights in the channel chat"),
        (SUPERGROUP, "restricted", "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
def test_where_the_bot_may_not_write_it_is_refused(chat: Json, status: str, words: str, api: Telegram) -> None:
    api.deliver(update(my_chat_member=standing(status, before="member", chat=chat)))
    assert refused(api, "sendMessage", chat_id=chat["id"], text="hi") == words


def test_a_group_that_became_a_supergroup_is_refused_with_its_new_id(api: Telegram) -> None:
    for each in migrated():
        api.deliver(update(message=each))
    status, body = api.call("sendMessage", {"chat_id": GROUP["id"], "text": "hi"})
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": SUPERGROUP["id"]})
    send(api, SUPERGROUP)


def test_the_sign_of_typing_needs_a_chat_and_a_topic(api: Telegram) -> None:
    for thread in ({}, {"message_thread_id": TOPIC}, {"message_thread_id": 1}):
        assert done(api, "sendChatAction", chat_id=FORUM["id"], action="typing", **thread) is True
    assert "thread not found" in refused(api, "sendChatAction", chat_id=SUPERGROUP["id"], action="typing", message_thread_id=1)


# ---- editing and deleting


def test_an_edit_gives_the_message_anew(api: Telegram) -> None:
    number = send(api, reply_markup=KEYS)["message_id"]
    changed = done(api, "editMessageText", chat_id=CHAT, message_id=number, text="bye")
    assert (changed["text"], changed["chat"], changed["message_id"]) == ("bye", PRIVATE, number)
    assert "reply_markup" not in changed
    assert "edit_date" in changed
    assert api.last() == changed


def test_an_edit_that_changes_nothing_is_refused(api: Telegram) -> None:
    number = send(api, text="hi", reply_markup=KEYS)["message_id"]
    same = {"chat_id": CHAT, "message_id": number, "text": "hi"}
    assert refused(api, "editMessageText", **same, reply_markup=KEYS).startswith("Bad Request: message is not modified: ")
    done(api, "editMessageText", **same)
    done(api, "editMessageText", **{**same, "text": "<b>hi</b>"}, parse_mode="HTML")


def test_only_the_bots_own_messages_can_be_edited(api: Telegram) -> None:
    other = message("hello", chat=GROUP)
    api.deliver(update(message=other))
    post = message("news", chat=CHANNEL, person=None)
    api.deliver(update(channel_post=post))
    for each in (other, post):
        number = {"chat_id": each["chat"]["id"], "message_id": each["message_id"]}
        assert refused(api, "editMessageText", **number, text="x") == "Bad Request: message can't be edited"
    assert refused(api, "editMessageText", chat_id=CHAT, message_id=9, text="x") == "Bad Request: message to edit not found"
    assert "not specified" in refused(api, "editMessageText", text="x")


def test_a_bots_post_in_a_channel_can_be_edited(api: Telegram) -> None:
    number = send(api, CHANNEL)["message_id"]
    assert done(api, "editMessageText", chat_id=CHANNEL["id"], message_id=number, text="bye")["text"] == "bye"


def test_a_deleted_message_is_gone(api: Telegram) -> None:
    number = {"chat_id": CHAT, "message_id": send(api)["message_id"]}
    assert done(api, "deleteMessage", **number) is True
    assert refused(api, "deleteMessage", **number) == "Bad Request: message to delete not found"
    assert refused(api, "editMessageText", **number, text="x") == "Bad Request: message to edit not found"


def test_others_messages_are_deleted_only_by_an_administrator_or_in_private(api: Telegram) -> None:
    theirs, private = message("hello", chat=SUPERGROUP), message("hello")
    for each in (theirs, private):
        api.deliver(update(message=each))
    number = {"chat_id": SUPERGROUP["id"], "message_id": theirs["message_id"]}
    assert refused(api, "deleteMessage", **number) == "Bad Request: message can't be deleted"
    api.set_member(SUPERGROUP["id"], BOT, "administrator")
    assert refused(api, "deleteMessage", **number) == "Bad Request: message can't be deleted"
    api.set_member(SUPERGROUP["id"], BOT, "administrator", can_delete_messages=True)
    assert done(api, "deleteMessage", **number) is True
    assert done(api, "deleteMessage", chat_id=CHAT, message_id=private["message_id"]) is True


# ---- queries


def test_a_press_is_answered_once(api: Telegram) -> None:
    pressed = press("x", send(api, reply_markup=KEYS))
    api.deliver(update(callback_query=pressed))
    assert done(api, "answerCallbackQuery", callback_query_id=pressed["id"]) is True
    for query in (pressed["id"], "unknown"):
        assert refused(api, "answerCallbackQuery", callback_query_id=query).startswith("Bad Request: query is too old")


def test_a_press_under_an_older_version_of_a_message_does_not_bring_it_back(api: Telegram) -> None:
    sent = send(api, text="one", reply_markup=KEYS)
    number = {"chat_id": CHAT, "message_id": sent["message_id"]}
    done(api, "editMessageText", **number, text="two")
    api.deliver(update(callback_query=press("x", sent)))
    assert "not modified" in refused(api, "editMessageText", **number, text="two")


def test_an_inline_query_is_answered_once(api: Telegram) -> None:
    asked = inline_query("Finland")
    api.deliver(update(inline_query=asked))
    assert done(api, "answerInlineQuery", inline_query_id=asked["id"], results=[ARTICLE]) is True
    assert "query ID is invalid" in refused(api, "answerInlineQuery", inline_query_id=asked["id"], results=[])


def test_a_guest_query_is_answered_once_with_a_message_that_can_be_edited(api: Telegram) -> None:
    asked = guest("@answers_test_bot Finland", chat={**SUPERGROUP, "id": -100_000_000_0099})
    api.deliver(update(guest_message=asked))
    sent = done(api, "answerGuestQuery", guest_query_id=asked["guest_query_id"], result=ARTICLE)
    assert "query ID is invalid" in refused(api, "answerGuestQuery", guest_query_id=asked["guest_query_id"], result=ARTICLE)
    number = sent["inline_message_id"]
    assert refused(api, "editMessageText", inline_message_id=number, text="Optence").startswith(
        "Bad Request: message is not modified"
    )
    assert done(api, "editMessageText", inline_message_id=number, text="more") is True
    assert refused(api, "sendMessage", chat_id=-100_000_000_0099, text="hi") == "Bad Request: chat not found"


def test_an_inline_message_is_known_from_the_press_of_its_button(api: Telegram) -> None:
    assert refused(api, "editMessageText", inline_message_id="7", text="x") == "Bad Request: MESSAGE_ID_INVALID"
    api.deliver(update(callback_query=press_inline("x", "7")))
    assert done(api, "editMessageText", inline_message_id="7", text="x") is True


# ---- members and the bot itself


@pytest.mark.parametrize("status", ["creator", "administrator", "member", "restricted", "left", "kicked"])
def test_members_come_in_their_shapes(status: str, api: Telegram) -> None:
    api.set_member(SUPERGROUP["id"], BEN, status)
    found = done(api, "getChatMember", chat_id=SUPERGROUP["id"], user_id=BEN["id"])
    assert found["status"] == status
    change = standing(status, chat=SUPERGROUP) | {"new_chat_member": found}
    assert shape.of_update(update(chat_member=change)) == []
    assert ChatMember.de_json(copy.deepcopy(found)).status == status


def test_who_writes_is_a_member_and_who_was_never_seen_is_refused(api: Telegram) -> None:
    assert done(api, "getChatMember", chat_id=GROUP["id"], user_id=ADA["id"]) == {"status": "member", "user": ADA}
    api.deliver(update(message=message("hello", person=BEN, chat={"id": 78, "type": "private", "first_name": "Ben"})))
    assert done(api, "getChatMember", chat_id=GROUP["id"], user_id=BEN["id"])["status"] == "left"
    assert refused(api, "getChatMember", chat_id=GROUP["id"], user_id=5) == "Bad Request: user not found"


def test_a_chat_that_was_left_is_closed(api: Telegram) -> None:
    assert done(api, "leaveChat", chat_id=GROUP["id"]) is True
    assert refused(api, "sendMessage", chat_id=GROUP["id"], text="hi").startswith("Forbidden: ")
    assert "private chats" in refused(api, "leaveChat", chat_id=CHAT)
    api.deliver(update(my_chat_member=standing("member")))
    send(api, GROUP)


def test_the_bot_knows_itself(api: Telegram) -> None:
    assert done(api, "getMe") == {**BOT, **ABILITIES}


def test_a_webhook_stands_in_the_way_of_polling(api: Telegram) -> None:
    assert done(api, "setWebhook", url="https://example.org/bot") is True
    assert done(api, "getWebhookInfo")["url"] == "https://example.org/bot"
    assert refused(api, "getUpdates").startswith("Conflict: ")
    assert done(api, "deleteWebhook", drop_pending_updates=True) is True
    assert done(api, "getWebhookInfo") == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("setMyCommands", {"commands": [{"command": "help", "description": "Help"}]}),
        ("setMyDescription", {"description": "x"}),
        ("setMyShortDescription", {"short_description": "x"}),
    ],
)
def test_menus_are_taken(method: str, parameters: Json, api: Telegram) -> None:
    assert done(api, method, **parameters) is True


# ---- faults and mistakes


def test_refusals_come_in_their_order_and_then_no_more(api: Telegram) -> None:
    api.refuse("sendMessage", Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3}), Refusal(502, "Bad Gateway"))
    status, body = api.call("sendMessage", {"chat_id": CHAT, "text": "hi"})
    assert (status, body["parameters"]) == (429, {"retry_after": 3})
    assert api.call("sendMessage", {"chat_id": CHAT, "text": "hi"})[0] == 502
    send(api)
    assert len(api.named("sendMessage")) == 3


def test_a_connection_drops_before_the_call_or_with_its_answer(api: Telegram) -> None:
    known = len(api.world.messages)
    api.drop("sendMessage")
    api.drop("sendMessage", carried_out=True)
    for added in (0, 1):
        with pytest.raises(DroppedError):
            api.call("sendMessage", {"chat_id": CHAT, "text": "hi"})
        assert len(api.world.messages) == known + added
    send(api)


def test_mistakes_are_noted_and_refused() -> None:
    api = Telegram(lambda *_: ["against the house rules"])
    api.deliver(update(message=message("hello")))
    assert api.call("sendMessage", {"chat_id": CHAT, "text": "hi", "txt": ""})[0] == 400
    assert api.mistakes == ["sendMessage.txt is no field"]
    assert send(api)["text"] == "hi"
    assert api.mistakes[1:] == ["against the house rules"]


def test_a_method_that_the_bot_does_not_use_is_a_mistake() -> None:
    api = Telegram()
    assert api.call("close", {})[0] == 400
    assert api.mistakes == ["close is not expected"]


# ---- updates


UPDATES: dict[str, Json] = {
    **{f"ignored {name}": content for name, content in IGNORED.items()},
    **{name: {"message": message(**content)} for name, content in NO_TEXT.items()},
    "mentions": {"message": message("🎲 @answers_test_bot and Ada, /help@answers_test_bot", people={"Ada": ADA})},
    "edited": {"edited_message": edited(message("hello"), "hello @you")},
    "forwarded from the channel": {"message": forwarded("news")},
    "press": {"callback_query": press("x", message("Menu", person=BOT))},
    "press of an old button": {"callback_query": press("x", gone())},
    "inline press": {"callback_query": press_inline("x", "1")},
    "inline query": {"inline_query": inline_query("Finland")},
    "guest": {"guest_message": guest("@answers_test_bot Finland")},
    "added": {"my_chat_member": standing("member")},
    "promoted": {"my_chat_member": standing("administrator", before="member")},
    "migration": {"message": migrated()[0]},
}


@pytest.mark.parametrize("name", UPDATES)
def test_what_tests_deliver_is_what_telegram_sends(name: str) -> None:
    raw = update(**copy.deepcopy(UPDATES[name]))
    Telegram().deliver(raw)
    assert Update.de_json(raw) is not None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"message": {"message_id": 1}}, "Field required"),
        ({"message": {**message("a"), "txt": "b"}}, "message.txt is no field"),
        ({"message": {**message("a"), "message_id": "1"}}, "should be like 1"),
        ({"massage": message("a")}, "massage is no field"),
        ({}, "nothing"),
        ({"message": message("a"), "edited_message": message("a")}, "update with"),
    ],
)
def test_what_telegram_would_not_send_cannot_be_delivered(content: Json, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Telegram().deliver(update(**content))


def test_places_are_what_telegram_calls_chats() -> None:
    for chat in (PRIVATE, GROUP, SUPERGROUP, FORUM, CHANNEL):
        assert TypeAdapter(Chat).validate_python(chat).model_extra == {}
