"""What became of questions: asked in private chats, in turn, each with an answer of its own that is known beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests import updates
from tests.botapi.call import BOT, Json
from tests.botapi.telegram import Telegram

QUESTIONS = (
    "What is Optence?",
    "What is BioRN?",
    "What is MERGE?",
    "What is Software-Cluster?",
    "What is CFK Valley?",
    "What is Medical Valley?",
    "What is Hamburg Aviation?",
    "What is its OWL?",
)
_FIRST_CHAT = 5_000


def person(number: int) -> Json:
    return {"id": _FIRST_CHAT + number, "is_bot": False, "first_name": f"Person {number}", "language_code": "en"}


def asked(number: int, text: str) -> Json:
    """The update in which a person asks something in private."""
    who = person(number)
    chat = {"id": who["id"], "type": "private", "first_name": who["first_name"]}
    return updates.update(message=updates.message(text, chat=chat, person=who))


def numbered(telegram: Telegram, update: Json) -> Json:
    """The update with the next numbers: messages of all private chats of a bot are counted together, updates as they come."""
    update["message"]["message_id"] = telegram.world.number()
    update["update_id"] = updates.update()["update_id"]
    return update


def answers(telegram: Telegram, number: int) -> list[str]:
    """All that stands in a person's chat from us, in its order."""
    chat = _FIRST_CHAT + number
    here = sorted(key for key in telegram.world.messages.copy() if key[0] == chat)
    return [str(each["text"]) for each in map(telegram.world.messages.__getitem__, here) if each["from"]["id"] == BOT["id"]]


@dataclass
class Count:
    """How many questions were asked, got no answer (`lost`), stand answered more than once, and stand out of order."""

    asked: int = 0
    lost: int = 0
    twice: int = 0
    disordered: int = 0
    taken_back: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def is_perfect(self) -> bool:
        return not (self.lost or self.twice or self.disordered)


@dataclass
class Asking:
    """Questions put to the bot in rounds: `people` of them, each of whom asks so many questions in turn.

    `known` are the answers to QUESTIONS, which a first person has asked in peace.
    """

    people: range
    each: int = len(QUESTIONS)
    known: Sequence[str] = ()
    _made: dict[int, list[Json]] = field(default_factory=dict)

    def of(self, number: int) -> list[Json]:
        """The updates of one of the people."""
        return self._made.setdefault(number, [asked(number, text) for text in QUESTIONS[: self.each]])

    def is_answered(self, telegram: Telegram) -> bool:
        """Whether everybody has all answers, maybe some of them twice."""
        return all(set(self._wanted) <= set(answers(telegram, number)) for number in self.people)

    def count(self, telegram: Telegram) -> Count:
        taken_back = len(telegram.named("deleteMessage"))
        return sum((self._of(answers(telegram, number)) for number in self.people), Count(taken_back=taken_back))

    @property
    def _wanted(self) -> Sequence[str]:
        return self.known[: self.each]

    def _of(self, found: Sequence[str]) -> Count:
        times = Counter(found)
        lost = sum(times[text] == 0 for text in self._wanted)
        twice = sum(times[text] - 1 for text in self._wanted if times[text] > 1)
        return Count(len(self._wanted), lost, twice + _strange(found, self._wanted), int(_mixed(found, self._wanted)))


def _strange(found: Iterable[str], wanted: Sequence[str]) -> int:
    """Messages that answer nothing that was asked, such as an apology: as bad as a second answer."""
    return sum(text not in wanted for text in found)


def _mixed(found: Iterable[str], wanted: Sequence[str]) -> bool:
    """Whether the answers, each where it stands first, are in another order than the questions."""
    firsts = [text for text in dict.fromkeys(found) if text in wanted]
    return firsts != [text for text in wanted if text in firsts]
