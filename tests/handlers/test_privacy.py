"""Privacy: the page that follows the settings, and what a person can see and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.talking import german
from tests.updates import ANONYMOUS, GROUP, message, update

if TYPE_CHECKING:
    from storage import Store
    from tests.talking import Talk


async def test_the_page_says_what_is_kept_where_and_for_how_long(talk: Talk) -> None:
    read = await talk.read("/privacy")
    assert "a file on the computer on which I run" in read
    assert "deleted after 180 days" in read
    assert "ten minutes" in read
    assert "told what kind of error" not in read
    assert "zehn Minuten" in await german(talk).read("/privacy")


async def test_the_page_follows_the_settings(talk: Talk) -> None:
    shared = talk.application.bot_data
    shared.keep_days, shared.admins = 0, (1,)
    read = await talk.read("/privacy")
    assert "Neither thumbs under my answers nor questions are kept." in read
    assert "told what kind of error" in read


async def test_what_is_kept_of_a_person_is_shown_and_deleted(talk: Talk, store: Store) -> None:
    assert "Language that you chose: none." in await talk.read("/mydata")
    await talk.say("/language German")
    await talk.say("Optence")
    await talk.press("👍 Hilfreich")
    shown = await talk.read("/mydata")
    for line in ("gewählt haben: Deutsch.", "(für zehn Minuten): 1.", "bewertet haben: 1."):
        assert line in shown
    assert await talk.read("/forget") == "Erledigt. Über Sie ist nichts mehr gespeichert."
    assert await store.notes_of(talk.person["id"]) == []
    assert await store.ratings_of(talk.person["id"]) == 0
    assert "Language that you chose: none." in await talk.read("/mydata")


async def test_what_others_have_is_left(talk: Talk, store: Store) -> None:
    await talk.prefer(GROUP["id"], "de")
    await talk.say("/forget")
    assert await store.notes_of(GROUP["id"]) == [f"chosen:{GROUP['id']}"]


async def test_in_a_group_both_point_to_the_private_chat(talk: Talk) -> None:
    for words in ("/mydata", "/forget"):
        (call,) = await talk.give(update(message=message(words, chat=GROUP, person=ANONYMOUS)))
        assert "in private" in call.text
