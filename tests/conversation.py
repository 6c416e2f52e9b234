"""Conversations as tables: each row says what somebody does (see `tests/utterance.py`), then all that the bot does about it.

    await conversation.goes(
        ("ada: Who works with Finland?", "message: Clusters with partners in Finland"),
        ("ada presses: Optence", "answer the press", "message: Optence e.V."),
        ("ada in the group: nice weather", "nothing"),
    )

How deeds of the bot are told: see `tests/deeds.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests import updates
from tests.botapi.call import BOT, Json
from tests.deeds import deed, key, table, told, where
from tests.updates import update
from tests.utterance import PEOPLE, Place, Utterance, parse

if TYPE_CHECKING:
    from tests.talking import Talk

_STANDINGS = {
    "adds the bot": ("left", "member"),
    "removes the bot": ("member", "left"),
    "promotes the bot": ("member", "administrator"),
}


@dataclass
class Conversation:
    """A conversation with the real application; it remembers who said what where."""

    talk: Talk
    _last: dict[tuple[str, str], Json] = field(default_factory=dict)

    async def goes(self, *rows: tuple[str, ...]) -> None:
        """Go through a table, and see that the bot does just what it says."""
        assert all(len(row) > 1 for row in rows), "each row says what the bot does, if only: nothing"
        went = [(line, *told(await self.after(line), expected)) for line, *expected in rows]
        assert went == list(rows), f"this is how it went:\n{table(went)}\nand not:\n{table(rows)}"

    async def after(self, line: str) -> list[str]:
        """What the bot does after a line."""
        said = parse(line)
        made = self._updates(said)
        calls = [call for each in made for call in await self.talk.give(each)]
        known = self.talk.telegram.world.messages
        return [deed(call, said.place, self._last.get((said.who, said.place.name)), known) for call in calls]

    # ---- what people do

    def _updates(self, said: Utterance) -> list[Json]:
        chat, person = said.place.chat, said.person
        match said.verb:
            case "edits":
                return [update(edited_message=updates.edited(self._last[said.who, said.place.name], said.words))]
            case "presses":
                return [update(callback_query=self._press(said))]
            case "asks inline":
                return [update(inline_query=updates.inline_query(said.words, person=person))]
            case "makes it a supergroup":
                return [update(message=each) for each in updates.migrated(chat, person=person)]
            case "":
                return [self._message(said)]
        before, now = _STANDINGS[said.verb]
        return [update(my_chat_member=updates.standing(now, before=before, chat=chat, person=person))]

    def _message(self, said: Utterance) -> Json:
        """A message, as the kind of update that brings it from where it is said."""
        if said.who == "the channel" and said.place.name != "the channel":
            made = updates.forwarded(said.words, chat=said.place.chat)
        elif said.place.name == "elsewhere":
            made = updates.guest(said.words, person=said.person, chat=said.place.chat, reply_to=self._meant(said))
        else:
            made = self._plain(said)
        self._last[said.who, said.place.name] = made
        kinds = {"elsewhere": "guest_message", "the channel": "channel_post"}
        return update(**{kinds.get(said.place.name, "message"): made})

    def _plain(self, said: Utterance) -> Json:
        """A message that somebody writes in a chat with the bot, with what is said about it."""
        named, via, place = said.details.get("naming"), said.details.get("via"), said.place
        pictured = "photo" in said.details
        more: dict[str, Any] = {"photo": updates.PHOTO, "caption": said.words} if pictured else {"text": said.words}
        more |= {"via_bot": PEOPLE.get(via, BOT)} if via else {}
        more |= {"people": {named: PEOPLE[named.lower()]}} if named else {}
        more |= {"person": None if place.name == "the channel" else said.person}
        return updates.message(chat=place.chat, thread=place.thread, reply_to=self._meant(said), **more)

    def _meant(self, said: Utterance) -> Json | None:
        """The message that a reply is to."""
        whom = said.details.get("replying")
        if whom is None:
            return None
        return self._of_bot(said.place) if whom == "the bot" else self._last[whom, said.place.name]

    def _press(self, said: Utterance) -> Json:
        inline = self.talk.telegram.world.inline
        if said.place.name == "elsewhere":
            number, under = next(reversed(inline.items()))
            return updates.press_inline(_data(under, said.words), number, person=said.person)
        message = self._of_bot(said.place)
        return updates.press(_data(message, said.words), message, person=said.person)

    def _of_bot(self, place: Place) -> Json:
        """The newest message of the bot's in a place."""
        known = self.talk.telegram.world.messages.values()
        here = [each for each in known if where(each) == key(place) and each.get("from", {}).get("id") == BOT["id"]]
        assert here, f"the bot has said nothing in {place.name}"
        return max(here, key=lambda each: each["message_id"])


def _data(message: Json, label: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    data: dict[str, str] = {each["text"]: each["callback_data"] for row in rows for each in row if "callback_data" in each}
    assert label in data, f"{label!r} is not among {list(data)}"
    return data[label]
