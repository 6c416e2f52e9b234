"""Guest mode: one short answer in a chat where the bot is no member, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi.call import BOT
from tests.botapi.markup import Markup
from tests.updates import SUPERGROUP, guest, message, update

if TYPE_CHECKING:
    from tests.conversation import Conversation

US = "@answers_test_bot"


async def test_a_guest_answers_once_and_sends_nothing(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada elsewhere: {US} Who works with Finland?", "answer the guest: Clusters with partners in Finland"),
        (f"ben elsewhere: {US} Optence", "answer the guest: Optence e.V."),
        (f"ben elsewhere: {US} phone number of optence", "answer the guest: I have no phone number for Optence."),
        (f"ben elsewhere: {US}", "answer the guest: Bitte stellen Sie mir eine Frage in Worten."),
        (f"ben elsewhere: {US} danke", "answer the guest: Gern geschehen"),
        (f"a robot elsewhere: {US} Optence", "nothing"),
    )


async def test_a_guest_answers_what_was_said_before(conversation: Conversation) -> None:
    asked = message("Who works with Finland?", chat=SUPERGROUP)
    called = guest(f"{US} what's that?", reply_to=asked)
    (call,) = await conversation.talk.give(update(guest_message=called))
    content = call.parameters["result"]["input_message_content"]
    assert Markup(content["message_text"]).text.startswith("Clusters with partners in Finland")


async def test_a_guest_goes_on_from_the_message_replied_to(conversation: Conversation) -> None:
    ours = message("Optence: Partners\n\nPhotonics Finland …", chat=SUPERGROUP, person=BOT)
    theirs = message("Does anybody know CFK Valley?", chat=SUPERGROUP)
    for replied, title in ((ours, "Optence: Funding"), (theirs, "CFK Valley: Funding")):
        (call,) = await conversation.talk.give(update(guest_message=guest(f"{US} and the money?", reply_to=replied)))
        assert Markup(call.parameters["result"]["input_message_content"]["message_text"]).text.startswith(title)


async def test_a_guests_answer_is_short_and_leads_to_the_private_chat(conversation: Conversation) -> None:
    (call,) = await conversation.talk.give(update(guest_message=guest(f"{US} Who works with the USA?")))
    result = call.parameters["result"]
    assert len(Markup(result["input_message_content"]["message_text"]).text) <= 600
    assert result["input_message_content"]["link_preview_options"]["is_disabled"]
    assert [len(row) for row in result["reply_markup"]["inline_keyboard"]] == [1]
    assert result["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://t.me/answers_test_bot?start=t-")


async def test_the_same_message_as_a_guests_and_as_a_members_is_answered_once(conversation: Conversation) -> None:
    called = guest(f"{US} Optence")
    assert len(await conversation.talk.give(update(guest_message=called))) == 1
    plain = {name: value for name, value in called.items() if name != "guest_query_id"}
    assert await conversation.talk.give(update(message=plain)) == []
    other = message(f"{US} Optence", chat=SUPERGROUP)
    assert len(await conversation.talk.give(update(message=other))) == 1
    assert await conversation.talk.give(update(guest_message={**other, "guest_query_id": "guest-1"})) == []
