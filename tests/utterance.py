"""One line of a conversation, read: who does what, where, with which words.

ada: /help                                          in private, if no place is named
ben in the group: @answers_test_bot and Finland?    or: in the supergroup, the topic, General, the channel
an admin in the topic, replying to the bot: why?    or: replying to ada
ada in the group, with a photo: Finland?            the words are its caption
ada in the group, via the bot: Finland?             an inline result that she has sent; or: via a robot
ada in the group, naming Ben: Ben, and Finland?     a mention of somebody without an @name
the channel in the supergroup: News                 its post, forwarded to the group that it is linked with
ada in the group edits: Finland?                    her last message there
ada presses: Partners                               the button with this label under the bot's last message there
ada asks inline: Finland                            behind the bot's name, in whatever chat
ada elsewhere: @answers_test_bot Finland?           calls the bot, as a guest, into a chat that it is not in
ada in the group adds the bot                       or: removes, promotes
ada in the group makes it a supergroup
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.botapi.call import Json
from tests.updates import ADA, ANONYMOUS, BEN, CHANNEL, FORUM, FORWARDER, GROUP, ROBOT, SUPERGROUP, TOPIC

PEOPLE: dict[str, Json] = {"ada": ADA, "ben": BEN, "an admin": ANONYMOUS, "a robot": ROBOT, "the channel": FORWARDER}
_ELSEWHERE: Json = {"id": -100_000_000_0008, "type": "supergroup", "title": "Elsewhere"}


@dataclass(frozen=True)
class Place:
    """A place by its name; in private its chat is that of the person."""

    name: str
    chat: Json
    thread: int | None = None


PLACES: dict[str, Place] = {
    place.name: place
    for place in (
        Place("the group", GROUP),
        Place("the supergroup", SUPERGROUP),
        Place("the topic", FORUM, TOPIC),
        Place("General", FORUM),
        Place("the channel", CHANNEL),
        Place("elsewhere", _ELSEWHERE),
    )
}
VERBS = ("edits", "presses", "asks inline", "adds the bot", "removes the bot", "promotes the bot", "makes it a supergroup")
_LINE = re.compile(
    rf"(?P<who>{'|'.join(PEOPLE)})(?: (?:in )?(?P<place>{'|'.join(PLACES)}))?(?: (?P<verb>{'|'.join(VERBS)}))?"
    r"(?P<details>(?:, [^:,]+)*)(?:: (?P<words>.*))?",
    re.DOTALL,
)
_DETAIL = re.compile(
    rf"replying to (?P<replying>the bot|{'|'.join(PEOPLE)})|(?P<photo>with a photo)|via (?P<via>the bot|a robot)"
    r"|naming (?P<naming>\w+)"
)


@dataclass(frozen=True)
class Utterance:
    """A line in its parts; without a verb it is a message. `details` are by the names of `_DETAIL`."""

    who: str
    place: Place
    verb: str
    words: str
    details: dict[str, str]

    @property
    def person(self) -> Json:
        return PEOPLE[self.who]


def parse(line: str) -> Utterance:
    """A line, read. Raises ValueError for one that says nothing known."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not a line of a conversation: {line!r}")
    details: dict[str, str] = {}
    for each in found["details"].split(", ")[1:]:
        detail = _DETAIL.fullmatch(each)
        if detail is None:
            raise ValueError(f"not a detail of a message: {each!r}")
        details[str(detail.lastgroup)] = str(detail[str(detail.lastgroup)])
    place = PLACES[found["place"]] if found["place"] else private(PEOPLE[found["who"]])
    return Utterance(found["who"], place, found["verb"] or "", found["words"] or "", details)


def private(person: Json) -> Place:
    """The chat of a person with the bot."""
    return Place("private", {"id": person["id"], "type": "private", "first_name": person["first_name"]})
