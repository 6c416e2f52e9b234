"""No text takes long: what the hardest ones cost in processor time, which every chat waits for, and how that grows.

Measured after a warm-up, the least of several runs, since other programs disturb the clock.
"""

from __future__ import annotations

import itertools
import random
import string
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pytest

from knowledge import Context, Focus
from tests.knowledge.questions import FOLDER, read

if TYPE_CHECKING:
    from knowledge import Engine

LONGEST = 4096
BOUND, LITTLE = 0.050, 0.010  # seconds
RUNS = 5
_DICE = random.Random(5)  # noqa: S311 - the same texts in every run

Work = Callable[["Engine", str], object]


def filled(words: Iterable[str], between: str = " ") -> str:
    """As many words as a message holds, and as much of the next as still fits."""
    return between.join(words)[:LONGEST]


def slipped(word: str) -> str:
    """A word with two neighbouring letters swapped."""
    at = _DICE.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def letters(least: int, most: int) -> Iterator[str]:
    """A thousand words of random letters."""
    return ("".join(_DICE.choices(string.ascii_lowercase, k=_DICE.randint(least, most))) for _ in range(LONGEST))


def shuffled(words: Iterable[str]) -> list[str]:
    listed = sorted(set(words))
    return _DICE.sample(listed, len(listed))


def hard_texts(engine: Engine) -> dict[str, str]:
    """Texts that make the most work for spelling, compounds, names, look-ups and Unicode, by what they are."""
    questions = [question.q for path in sorted(FOLDER.glob("*.jsonl")) for question in read(path.name)]
    words = shuffled(word for question in questions for word in question.split() if word.isalpha())
    long = [word for word in words if 6 < len(word) < 13]
    names = [name for record in engine.knowledge.records for name in (record.short, record.name.en, record.name.de)]
    return {
        "a word again and again": "optence " * 512,
        "misspelt words": filled(map(slipped, words)),
        "misspelt long words": filled(slipped(slipped(word)) for word in long),
        "a comparison in misspelt words": filled(["difference between optence and ohlf", *map(slipped, long)]),
        "misspelt questions": filled(f"{slipped(word)}?" for word in words),
        "words joined by two": filled(map("".join, zip(words, reversed(words), strict=True))),
        "words joined by three": filled(map("".join, zip(words, words[1:], words[2:], strict=False))),
        "misspelt compounds": filled(slipped(one + other) for one, other in zip(words, long, strict=False)),
        "all words as one": filled(words, ""),
        "all names": filled(names),
        "all names as one": filled(names, ""),
        "nearly all names": filled(slipped(word) for name in names for word in name.split()),
        "question words": "who what when where how much how many wer was wann wo wie viel welche which why " * 51,
        "questions": filled(_DICE.sample(questions, 99)),
        "questions as one sentence": filled(question.rstrip("?!.") for question in _DICE.sample(questions, 99)),
        "random words": filled(letters(4, 12)),
        "random long words": filled(letters(14, 30)),
        "random short words": filled(letters(1, 4)),
        "one random word": filled(letters(4, 4), ""),
        "single letters": "a b " * 1024,
        "one letter": "a" * LONGEST,
        "digits": "7" * LONGEST,
        "single digits": "7 " * 2048,
        "dates": "27.06.2017 " * 372,
        "marks in disorder": "a" + "\u0301\u0323" * 2047,
        "one sign of eighteen letters": "ﷺ" * LONGEST,
        "signs of three letters": "각" * LONGEST,
        "letters that grow in lower case": "ẞİ" * 2048,
        "a script without spaces": "集群" * 2048,
        "question marks": "?" * LONGEST,
        "points": "a." * 2048,
        "apostrophes": "a'" * 2048,
        "lines": "optence\n" * 512,
        "nothing": "\n" * LONGEST,
    }


@pytest.fixture(scope="module")
def texts(engine: Engine) -> dict[str, str]:
    made = hard_texts(engine)
    for text in made.values():
        engine.ask(text[:200])
    return made


def seconds(engine: Engine, work: Work, text: str, bound: float = 0.0) -> float:
    """The least processor time that some work on a text takes in several runs; no more runs once it is within the bound."""
    least = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work(engine, text)
        least = min(least, time.process_time() - start)
        if least < bound:
            break
    return least


_RUN = itertools.count()


def _ask(engine: Engine, text: str) -> object:
    """Ask in the light of a topic that is another one in every run, so that no outcome is at hand."""
    return engine.ask(text, Context(focus=Focus(asks=(f"run {next(_RUN)}",))))


WORK: dict[str, Work] = {
    "ask": _ask,
    "search": lambda engine, text: engine.search(text),
    "completed": lambda engine, text: engine.completed(text),
    "topic": lambda engine, text: engine.topic(f"{next(_RUN)} {text}"),
    "topic of a short line": lambda engine, text: engine.topic(f"{next(_RUN)} {text[:140]}"),
    "find": lambda engine, text: engine.find(text, "en"),
    "look_up": lambda engine, text: engine.look_up(text, "en"),
    "facet_of": lambda engine, text: engine.facet_of(text, "amount", "en"),
    "asks_nothing": lambda engine, text: engine.asks_nothing(text),
    "place": lambda engine, text: engine.place(text),
}


@pytest.mark.parametrize("name", WORK)
def test_no_text_takes_longer_than_the_bound(name: str, engine: Engine, texts: dict[str, str]) -> None:
    took = {kind: seconds(engine, WORK[name], text, BOUND) for kind, text in texts.items()}
    assert {kind: f"{1000 * each:.0f} ms" for kind, each in took.items() if each >= BOUND} == {}


@pytest.mark.parametrize("name", ["ask", "search", "topic"])
def test_a_text_twice_as_long_takes_at_most_twice_as_long(name: str, engine: Engine, texts: dict[str, str]) -> None:
    """Told from texts longer than any message; the clock is given some milliseconds."""
    for kind, text in texts.items():
        half, whole = (seconds(engine, WORK[name], text * times, LITTLE) for times in (2, 4))
        assert whole < 2.5 * half + LITTLE, kind
