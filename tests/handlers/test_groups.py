"""Life in groups, as conversations: who says what where, and all that the bot does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Update

from handlers.quiet import BUSY, SHARE
from tests.botapi.call import Refusal
from tests.botapi.markup import Markup
from tests.updates import ADA, BEN, FORUM, GROUP, SUPERGROUP, TOPIC, message, update

if TYPE_CHECKING:
    from knowledge import Engine
    from tests.conversation import Conversation

US = "@answers_test_bot"
FINLAND = "Clusters with partners in Finland"
FINNLAND = "Cluster mit Partnern in Finnland"


async def test_it_speaks_when_spoken_to(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada in the supergroup: Who works with Finland?", "nothing"),
        (f"ada in the supergroup: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        (f"ada in the supergroup: Who works with Finland, {US.upper()}?", f"reply to it: {FINLAND}"),
        (f"ada in the supergroup, with a photo: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada in the supergroup: /cluster optence", "reply to it: Optence e.V."),
        (f"ben in the supergroup: /cluster{US} its owl", "reply to it: it's OWL"),
        ("ben in the supergroup: /clusters@another_test_bot Japan", "nothing"),
        ("ben in the supergroup: /ban ada", "nothing"),
        (f"ben in the group: /nosuch{US}", "reply to it: Diesen Befehl kenne ich nicht."),
    )


async def test_a_mention_is_told_by_its_entity(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the group: {US}s are nice", "nothing"),
        ("ada in the group: mail me at ada@answers_test_bot", "nothing"),
        (f"ada in the group: 🎲🎲 {US}, 🎲 Who works with Finland?", f"reply to it: {FINLAND}"),
        (f"ada in the group: 👩‍👩‍👧 Who works with Finland? {US}", f"reply to it: {FINLAND}"),
        ("ada in the group: @ben_of_mainz Who works with Finland?", "nothing"),
    )


async def test_others_do_not_speak_to_it(conversation: Conversation) -> None:
    await conversation.goes(
        (f"a robot in the supergroup: {US} Finland?", "nothing"),
        (f"the channel in the supergroup: {US} Finland?", "nothing"),
        (f"the channel in the channel: {US} Finland?", "nothing"),
        (f"ada in the supergroup, via the bot: {US} Finland?", "nothing"),
        (f"ada in the supergroup, via a robot: {US} Finland?", "nothing"),
        (f"an admin in the supergroup: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
    )


async def test_it_answers_in_the_topic_where_it_was_asked(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the topic: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        (f"ada in General: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada in the topic: Who works with Finland?", "nothing"),
    )
    in_topic, in_general = conversation.talk.telegram.named("sendMessage")
    assert (in_topic.parameters["chat_id"], in_topic.parameters["message_thread_id"]) == (FORUM["id"], TOPIC)
    assert "message_thread_id" not in in_general.parameters


async def test_a_reply_goes_on_from_the_message_it_replies_to(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the group: {US} Who are the partners of Optence?", "reply to it: Optence: Partners"),
        ("ben in the group, replying to the bot: und das Geld?", "reply to it: Optence: Förder"),
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada in the group, replying to the bot: What is a go-cluster?", "reply to it: go-cluster"),
        ("ada in the group, replying to the bot: thanks!", "nothing"),
        (f"ada in the group, replying to the bot: {US} thanks!", "reply to it: You're welcome"),
        ("ben in the group, replying to the bot: 👍", "nothing"),
        ("ben in the group, replying to the bot: gut zu wissen", "nothing"),
        ("ben in the group, replying to ada: und das Geld?", "nothing"),
        ("ada in the group, replying to the bot: @ben_of_mainz look at that", "nothing"),
        ("ada in the group, replying to the bot: /stand@another_test_bot", "nothing"),
    )


async def test_a_reply_to_a_refusal_goes_on_from_what_it_names(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ben in the group: {US} partners of Medical Valley", "reply to it: Medical Valley"),
        (f"ada in the group: {US} phone number of optence?", "reply to it: I have no phone number for Optence."),
        ("ben in the group, replying to the bot: and the website?", "reply to it: Optence: "),
    )


async def test_a_question_goes_on_from_the_record_that_somebody_named(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada in the group: We might apply with CFK Valley", "nothing"),
        (f"ben in the group, replying to ada: {US} and the money?", "reply to it: CFK Valley: Funding"),
    )


async def test_a_reply_goes_on_after_a_restart(conversation: Conversation) -> None:
    """The message replied to is all there is: no memory of it is left."""
    earlier = message("Optence: Partners\n\nPhotonics Finland …", chat=SUPERGROUP)
    earlier["from"] = (await conversation.talk.application.bot.get_me()).to_dict()
    calls = await conversation.talk.give(update(message=message("and the money?", chat=SUPERGROUP, reply_to=earlier)))
    assert Markup(calls[-1].text).text.startswith("Optence: Funding")


async def test_people_in_a_group_do_not_share_a_topic(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the group: {US} Who are the partners of Optence?", "reply to it: Optence: Partners"),
        (f"ben in the group: {US} und das Geld?", "reply to it: "),
        (f"ada in the group: {US} and the money?", "reply to it: Optence: Funding"),
    )
    assert not Markup(conversation.talk.telegram.calls[1].text).text.startswith("Optence")


async def test_a_bare_mention_in_reply_answers_what_was_said_before(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada in the group: Who works with Finland?", "nothing"),
        (f"ben in the group, replying to ada: {US}", f"reply to it: {FINLAND}"),
        (f"ben in the group, replying to ada: {US} what's that?", f"reply to it: {FINLAND}"),
        (f"ben in the group, replying to ada: {US} Konzeptphase?", "reply to it: Konzeptphase"),
        (f"ben in the group: {US}", "reply to it: Bitte stellen Sie mir eine Frage in Worten."),
    )


async def test_what_is_quoted_is_the_question(conversation: Conversation) -> None:
    replied = message("Lunch? Also: who works with Finland? And the weather!", chat=SUPERGROUP, person=BEN)
    quote = {"text": "who works with Finland?", "position": 13, "is_manual": True}
    asked = message(US, chat=SUPERGROUP, reply_to=replied, quote=quote)
    calls = await conversation.talk.give(update(message=asked))
    assert Markup(calls[0].text).text.startswith(FINLAND)


async def test_a_message_that_is_gone_is_answered_all_the_same(conversation: Conversation) -> None:
    asked = message(f"{US} Who works with Finland?", chat=GROUP)
    talk = conversation.talk
    talk.telegram.deliver(update(message=asked))
    del talk.telegram.world.messages[GROUP["id"], asked["message_id"]]
    await talk.desk.take(Update.de_json(update(message=asked), talk.application.bot))
    assert Markup(talk.telegram.last()["text"]).text.startswith(FINLAND)


# ---- the short form


async def test_answers_are_short_and_lead_to_the_whole_in_private(conversation: Conversation, engine: Engine) -> None:
    asked = [*engine.entries()[::25], "Who works with the USA?", "/funding", "/about", "/clusters", "/sources"]
    for number, words in enumerate(asked):
        text = words if words.startswith("/") else f"{US} {getattr(engine.show(words, 'en'), 'title', words)}"
        group = {**GROUP, "id": -1000 - number}
        await conversation.talk.prefer(group["id"], "en")
        (call,) = await conversation.talk.give(update(message=message(text, chat=group)))
        assert len(Markup(call.text).text) <= 600, words
        whole, remove, *_ = call.buttons
        assert whole["url"].startswith("https://t.me/answers_test_bot")
        assert remove["callback_data"].startswith("r:")
        private = await conversation.talk.read(f"/start {whole['url'].partition('=')[2]}")
        assert private.partition("\n")[0] == Markup(call.text).text.partition("\n")[0], words


async def test_a_button_leads_to_the_same_answer_or_to_none(conversation: Conversation) -> None:
    asked = (
        f"🎉🎉 Hallo zusammen, {US} welche Cluster sind in Sachsen?",
        f"{US} could you please tell me which clusters have partners in the United States?",
        f"{US} Who are the partners of Optence? And how much money did it get?",
        f"{US} Vergleiche MAI Carbon mit CFK Valley",
        f"{US} Optence Laufzeit",
        f"{US} Was ist ein Verbundprojekt?",
        "/start",
        f"/hilfe{US}",
    )
    for number, text in enumerate(asked):
        (call,) = await conversation.talk.give(update(message=message(text, chat={**GROUP, "id": -2000 - number})))
        payload = call.buttons[0]["url"].partition("?start=")[2]
        private = await conversation.talk.read(f"/start {payload}")
        titles = {Markup(call.text).text.partition("\n")[0], "Welcome!", "How to ask"}
        assert private.partition("\n")[0] in titles, text


async def test_a_comparison_in_short_has_all_that_is_compared(conversation: Conversation) -> None:
    (call,) = await conversation.talk.give(update(message=message(f"{US} Compare MAI Carbon with CFK Valley", chat=GROUP)))
    assert Markup(call.text).text.count("MAI Carbon") > 1
    assert Markup(call.text).text.count("CFK Valley") > 1


async def test_what_is_unsure_is_one_line_with_a_way_to_the_private_chat(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the group: {US} phone number of optence", "reply to it: I have no phone number for Optence."),
        (f"ben in the group: {US} medical", "reply to it: Was meinen Sie: "),
        ("ada in the group: /cluster", "reply to it: Write a name"),
    )
    for call in conversation.talk.telegram.named("sendMessage"):
        assert "\n" not in call.text
        assert call.buttons[0]["url"].startswith("https://t.me/answers_test_bot")


async def test_a_question_is_taken_along_into_the_private_chat(conversation: Conversation) -> None:
    (call,) = await conversation.talk.give(update(message=message(f"{US} phone number of optence", chat=GROUP)))
    payload = call.buttons[0]["url"].partition("?start=")[2]
    private = await conversation.talk.read(f"/start {payload}")
    assert private.startswith("I have no phone number for Optence.")
    assert "I can tell you about:" in private


# ---- edits and removals


async def test_an_edited_question_has_its_answer_edited(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the supergroup: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        (f"ada in the supergroup edits: {US} Who works with Japan?", "edit: Clusters with partners in Japan"),
        (f"ada in the supergroup edits: {US} phone number of optence", "edit: I have no phone number for Optence."),
        ("ada in the supergroup edits: never mind", "delete"),
        ("ada in the supergroup edits: never mind, really", "nothing"),
        (f"ada in the supergroup edits: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        (f"ada in the supergroup edits: {US} what's that?", "delete"),
    )


async def test_an_edited_command_too(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada in the group: /cluster optence", "reply to it: Optence e.V."),
        ("ada in the group edits: /cluster bio nrw", "edit: BIO.NRW"),
        ("ada in the group edits: /funding", "edit: The programme's funding"),
    )


async def test_an_edit_that_turns_to_us_is_answered_and_no_other(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada in the group: Who works with Finland?", "nothing"),
        ("ada in the group edits: Who works with Japan?", "nothing"),
        ("ada in the group edits: /cluster optence", "nothing"),
        (f"ada in the group edits: {US} Who works with Japan?", "reply to it: Clusters with partners in Japan"),
    )


async def test_an_old_edit_is_left_alone_for_it_may_have_been_answered(conversation: Conversation) -> None:
    asked = message(f"{US} Who works with Finland?", chat=GROUP)
    before_we_ran = {**asked, "date": asked["date"] - 1, "edit_date": asked["date"]}
    long_ago = {**asked, "edit_date": asked["date"] + 3600}
    for each in (before_we_ran, long_ago):
        assert await conversation.talk.give(update(edited_message=each)) == []


async def test_a_message_delivered_twice_is_answered_once(conversation: Conversation) -> None:
    for chat in (GROUP, {"id": 77, "type": "private", "first_name": "Ada"}):
        asked = message(f"{US} Who works with Finland?", chat=chat)
        assert len(await conversation.talk.give(update(message=asked))) == 1
        assert await conversation.talk.give(update(message=asked)) == []


async def test_who_asked_removes_the_answer(conversation: Conversation) -> None:
    await conversation.goes(
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada in the group presses: Remove", "answer the press", "delete"),
        (f"ada in the group edits: {US} Who works with Japan?", "reply to it: Clusters with partners in Japan"),
    )


async def test_others_get_a_notice_and_admins_may(conversation: Conversation) -> None:
    notice = "answer the press: Only who asked, or an admin, may press this button."
    await conversation.goes(
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ben in the group presses: Remove", "look up a member", notice),
    )
    conversation.talk.telegram.set_member(GROUP["id"], BEN, "administrator")
    await conversation.goes(("ben in the group presses: Remove", "look up a member", "answer the press", "delete"))


async def test_an_answer_too_old_to_be_deleted_is_emptied(conversation: Conversation) -> None:
    conversation.talk.telegram.refuse("deleteMessage", Refusal(400, "Bad Request: message can't be deleted for everyone"))
    await conversation.goes(
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada in the group presses: Remove", "answer the press", "delete", "edit: This answer was removed."),
    )


# ---- the quiet rule and the choices of admins


async def test_a_flood_gets_a_pointer_then_silence_and_others_are_heard(conversation: Conversation) -> None:
    asks = f"{US} Who works with Finland?"
    await conversation.goes(
        *[(f"ada in the group: {asks}", f"reply to it: {FINLAND}")] * BUSY,
        (f"ada in the group: {asks}", "reply to it: Many questions at once"),
        (f"ada in the group: {asks}", "nothing"),
        *[(f"ben in the group: {asks}", f"reply to it: {FINLAND}")] * SHARE,
        (f"ben in the group: {asks}", "nothing"),
        (f"ada in the supergroup: {asks}", f"reply to it: {FINLAND}"),
        (f"ada: {asks}", f"message: {FINLAND}"),
    )


async def test_admins_choose_quiet(conversation: Conversation) -> None:
    conversation.talk.telegram.set_member(GROUP["id"], BEN, "creator")
    await conversation.goes(
        ("ada in the group: /quiet", "look up a member", "reply to it: Only admins of this group can change that."),
        ("ben in the group: /quiet ?", "look up a member", "reply to it: Ich antworte hier"),
        ("ben in the group: /quiet", "look up a member", "reply to it: Ich bin hier ab jetzt still."),
        ("ada in the group: /quiet off", "look up a member"),
        (f"ada in the group: {US} Who works with Finland?", "nothing"),
        ("ada in the group: /cluster optence", "nothing"),
        (f"ada in the supergroup: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("an admin in the group: /quiet off", "reply to it: I answer here when"),
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada: /quiet", "message: /quiet is for groups."),
    )


async def test_admins_choose_the_language(conversation: Conversation) -> None:
    conversation.talk.telegram.set_member(GROUP["id"], BEN, "administrator")
    await conversation.goes(
        ("ada in the group: /language de", "look up a member", "reply to it: Only admins"),
        ("an admin in the group: /language de", "reply to it: Sprache\n\nIch antworte ab jetzt auf Deutsch."),
        (f"ada in the group: {US} Who works with Finland?", "reply to it: Cluster mit Partnern in Finnland"),
        ("ben in the group: /language", "look up a member", "reply to it: Sprache"),
        ("ada in the group presses: Automatisch", "look up a member", "answer the press: Diesen Knopf dürfen nur"),
        ("ben in the group presses: Automatisch", "look up a member", "answer the press", "edit: Sprache"),
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
    )


async def test_choices_survive_the_group_becoming_a_supergroup(conversation: Conversation) -> None:
    await conversation.goes(
        ("an admin in the group: /quiet", "reply to it: I keep quiet here"),
        ("ada in the group makes it a supergroup", "nothing"),
        (f"ada in the supergroup: {US} Who works with Finland?", "nothing"),
        ("an admin in the supergroup: /quiet off", "reply to it: I answer here when"),
    )


async def test_a_group_that_moved_before_we_were_told_is_found(conversation: Conversation) -> None:
    await conversation.goes(("an admin in the group: /language de", "reply to it: Sprache"))
    conversation.talk.telegram.world.moved[GROUP["id"]] = SUPERGROUP["id"]
    conversation.talk.telegram.world.chats[SUPERGROUP["id"]] = SUPERGROUP
    await conversation.after(f"ada in the group: {US} Who works with Finland?")
    sent = conversation.talk.telegram.last()
    assert (sent["chat"]["id"], Markup(sent["text"]).text.partition("\n")[0]) == (SUPERGROUP["id"], FINNLAND)
    await conversation.goes((f"ada in the supergroup: {US} Japan?", "reply to it: Cluster mit Partnern in Japan"))


# ---- coming and going


async def test_it_introduces_itself_once_and_forgets_when_removed(conversation: Conversation) -> None:
    await conversation.goes(
        ("ada in the group adds the bot", "message: Hello! I look facts up"),
        ("ada in the group promotes the bot", "nothing"),
        ("an admin in the group: /quiet", "reply to it: I keep quiet here"),
        ("ada in the group removes the bot", "nothing"),
        ("ben in the group adds the bot", "message: Hallo! Ich schlage Fakten nach"),
        (f"ada in the group: {US} Who works with Finland?", f"reply to it: {FINLAND}"),
        ("ada in the channel adds the bot", "nothing"),
    )


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal(400, "Bad Request: not enough rights to send text messages to the chat"),
        Refusal(400, "Bad Request: TOPIC_CLOSED"),
        Refusal(403, "Forbidden: bot was kicked from the group chat"),
    ],
)
async def test_a_group_that_does_not_let_us_speak_hears_nothing_more(
    refusal: Refusal, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.talk.telegram.refuse("sendMessage", refusal)
    calls = await conversation.talk.give(update(message=message(f"{US} Finland?", chat=GROUP, person=ADA)))
    assert len(calls) == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
