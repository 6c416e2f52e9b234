"""The tables of conversations: each way of saying something becomes the update that Telegram sends, and a table can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
    Update,
)
from telegram.ext import ApplicationHandlerStop, TypeHandler

from tests.botapi.call import Json
from tests.updates import ANONYMOUS, BEN, CHANNEL, FORUM, SUPERGROUP, TOPIC
from tests.utterance import parse

if TYPE_CHECKING:
    from handlers.context import BotApplication, BotContext
    from tests.conversation import Conversation


async def test_a_conversation_in_private(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada: Who works with Finland?", "message: Clusters with partners in Finland"),
        ("ada: /cluster optence", "message: Optence e.V."),
        ("ada presses: Partners", "answer the press", "edit: Optence: Partners"),
        ("ben: and its partners?", "message: "),
        ("ada, with a photo: Finland?", "message: I can only read text."),
        ("ada edits: Who works with Japan?", "edit: Clusters with partners in Japan"),
        ("ada, via a robot: Who works with Japan?", "nothing"),
    )


@pytest.mark.parametrize(
    ("expected", "went"),
    [
        (("nothing",), "message: How to ask"),
        (("message: Something else",), "message: How to ask"),
        (("mess",), "message: How to ask"),
        (("edit: How to",), "message: How to ask"),
        (("message: How to", "edit"), "message: How to\n"),
    ],
)
async def test_a_table_that_does_not_hold_fails(expected: tuple[str, ...], went: str, conversation: Conversation) -> None:
    with pytest.raises(AssertionError) as caught:
        await conversation.goes(("ada: /help", *expected))
    assert f"this is how it went:\n    ada: /help  →  {went}" in str(caught.value)


async def test_a_row_says_what_the_bot_does(conversation: Conversation) -> None:
    with pytest.raises(AssertionError, match="if only: nothing"):
        await conversation.goes(("ada: /help",))


@pytest.mark.parametrize("line", ["carla: hello", "ada in the garden: hello", "ada, shouting: hello", "ada sings: la"])
def test_a_line_that_says_nothing_known_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not a "):
        parse(line)


LINES: dict[str, tuple[str, Json]] = {
    "ada: hello": ("message", {"text": "hello", "chat.type": "private"}),
    "ada in the group: hello": ("message", {"chat.type": "group", "from.first_name": "Ada"}),
    "ben in the supergroup, with a photo: @you": ("message", {"caption": "@you", "caption_entities.0.type": "mention"}),
    "an admin in the supergroup: hello": ("message", {"from.id": ANONYMOUS["id"], "sender_chat": SUPERGROUP}),
    "a robot in the supergroup: hello": ("message", {"from.is_bot": True}),
    "the channel in the supergroup: news": ("message", {"sender_chat": CHANNEL, "is_automatic_forward": True}),
    "the channel in the channel: news": ("channel_post", {"chat": CHANNEL, "from": None}),
    "ada in the topic: hello": ("message", {"message_thread_id": TOPIC, "is_topic_message": True}),
    "ada in General: hello": ("message", {"chat": FORUM, "message_thread_id": None}),
    "ada in the group, via a robot: hello": ("message", {"via_bot.username": "another_test_bot"}),
    "ada in the group, via the bot: hello": ("message", {"via_bot.username": "answers_test_bot"}),
    "ada in the group, naming Ben: 🎲 Ben, hello": ("message", {"entities.0.user": BEN, "entities.0.offset": 3}),
    "ada asks inline: Finland": ("inline_query", {"query": "Finland"}),
    "ada elsewhere: @answers_test_bot Finland": ("guest_message", {"chat.title": "Elsewhere", "entities.0.type": "mention"}),
    "ada in the group adds the bot": ("my_chat_member", {"new_chat_member.status": "member"}),
    "ada in the group promotes the bot": ("my_chat_member", {"new_chat_member.status": "administrator"}),
    "ada in the group removes the bot": ("my_chat_member", {"new_chat_member.status": "left"}),
    "ada in the group makes it a supergroup": ("message", {"migrate_from_chat_id": -5, "chat": SUPERGROUP}),
}


def value(content: Json, path: str) -> object:
    found: object = content
    for part in path.split("."):
        found = found[int(part)] if isinstance(found, list) else found.get(part) if isinstance(found, dict) else None
    return found


@pytest.mark.parametrize("line", LINES)
async def test_each_way_of_saying_something_is_its_update(line: str, conversation: Conversation) -> None:
    await conversation.after(line)
    kind, expected = LINES[line]
    content = conversation.talk.telegram.inbox.waiting[-1][kind]
    assert {path: value(content, path) for path in expected} == expected


async def test_a_reply_is_to_the_last_message_of_the_one_named(conversation: Conversation) -> None:
    for line in ("ada in the supergroup: one", "ben in the supergroup: two", "ada in the supergroup, replying to ben: three"):
        await conversation.after(line)
    content = conversation.talk.telegram.inbox.waiting[-1]["message"]
    assert content["reply_to_message"]["text"] == "two"
    assert "is_topic_message" not in content


# ---- what a bot can do, by handlers made for it


async def in_groups(update: Update, _: BotContext) -> None:
    """Replies to messages, says hello elsewhere, answers queries."""
    message = update.effective_message
    if update.inline_query:
        await update.inline_query.answer([_result("Finland"), _result("Japan")])
    elif update.guest_message and update.guest_message.guest_query_id:
        await update.get_bot().answer_guest_query(update.guest_message.guest_query_id, _result("Finland"))
    elif update.callback_query:
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("Other words")
    elif update.edited_message and message:
        await update.get_bot().send_message(message.chat_id, "Edited", reply_parameters=ReplyParameters(9999))
    elif message and message.text:
        await message.reply_text("An answer", do_quote=True)
        await update.get_bot().send_message(FORUM["id"], "Elsewhere")
        await message.chat.send_action("typing")
    raise ApplicationHandlerStop  # the real handlers have no say here


def _result(title: str) -> InlineQueryResultArticle:
    more = InlineKeyboardMarkup.from_button(InlineKeyboardButton("More", callback_data="more"))
    return InlineQueryResultArticle(title, title, InputTextMessageContent(f"<b>{title}</b>"), reply_markup=more)


async def test_everything_that_a_bot_does_has_its_words(conversation: Conversation, application: BotApplication) -> None:
    application.add_handler(TypeHandler(Update, in_groups), group=-1)
    await conversation.goes(
        ("ada in General: hello", "reply to it: An answer", "message: Elsewhere", "typing"),
        ("ada in the topic: hello", "reply to it: An answer", "in General, message: Elsewhere", "in General, typing"),
        ("ada in the supergroup: hello", "reply to it: An answer", "in General, message: Elsewhere", "typing"),
        ("ben in the supergroup, replying to the bot: and?", "reply to it: An", "in General, message: Elsewhere", "typing"),
        ("ben in the supergroup edits: and this?", "reply to another message: Edited"),
        ("ada asks inline: Finland", "results: Finland; Japan"),
        ("ada elsewhere: @answers_test_bot Finland", "answer the guest: Finland"),
        ("ben elsewhere presses: More", "answer the press", "edit inline: Other words"),
    )
