"""How many of a matcher's replies are right, and from which score on it had best answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, nextafter
from statistics import fmean, median, quantiles
from typing import Protocol

from benchmarks.reply import Reply

Replies = Mapping[str, Reply]
ALWAYS = -inf


class Asked(Protocol):
    """A question, whether there is an answer to it, and which replies are right."""

    @property
    def question(self) -> str: ...

    @property
    def answerable(self) -> bool: ...

    def right(self, reply: Reply) -> bool: ...


@dataclass(frozen=True)
class Score:
    """Counts over some questions: how many were asked, answered and right, by whether there is an answer.

    `misled` are those that have an answer and got another.
    """

    asked: int
    right: int
    answerable: int
    answerable_right: int
    misled: int
    foreign: int
    falsely: int

    @property
    def gain(self) -> int:
        """What a threshold is chosen by: a right reply is worth as much as an answer to what must be declined costs."""
        return self.right - self.falsely


def score(questions: Sequence[Asked], replies: Replies, threshold: float = ALWAYS) -> Score:
    """The counts where only replies that score at least the threshold count as answers."""
    given = [(each, cut(replies[each.question], threshold)) for each in questions]
    right = [each for each, reply in given if each.right(reply)]
    foreign = [reply for each, reply in given if not each.answerable]
    return Score(
        asked=len(given),
        right=len(right),
        answerable=len(given) - len(foreign),
        answerable_right=sum(each.answerable for each in right),
        misled=sum(each.answerable and reply.kind == "answer" and not each.right(reply) for each, reply in given),
        foreign=len(foreign),
        falsely=sum(reply.kind == "answer" for reply in foreign),
    )


def cut(reply: Reply, threshold: float) -> Reply:
    """The reply, or a refusal where it scores too little."""
    return reply if reply.score >= threshold else replace(reply, kind="declined")


def best_threshold(questions: Sequence[Asked], replies: Replies) -> float:
    """The threshold with the greatest gain on these questions; of several, the highest.

    From the highest score down, each question more that is answered changes the gain by what it is worth to answer it.
    """
    worth = sorted(((replies[each.question].score, _worth(each, replies[each.question])) for each in questions), reverse=True)
    best, gain, threshold = 0, 0, inf
    for place, (at, each) in enumerate(worth):
        gain += each
        last = place + 1 == len(worth) or worth[place + 1][0] < at  # equal scores are answered together
        if last and gain > best:
            best, threshold = gain, at
    return threshold


def equal_threshold(questions: Iterable[Asked], replies: Replies, share: float) -> float:
    """The lowest threshold at which at most this share of the questions without an answer get one."""
    scores = sorted((replies[each.question].score for each in questions if not each.answerable), reverse=True)
    return nextafter(scores[int(len(scores) * share)], inf) if scores else ALWAYS


def _worth(question: Asked, reply: Reply) -> int:
    """What answering adds to the gain, over declining."""
    falsely = reply.kind == "answer" and not question.answerable
    return question.right(reply) - question.right(cut(reply, inf)) - falsely


def calibration(questions: Iterable[Asked], replies: Replies) -> dict[int, tuple[int, int]]:
    """Of the answers whose score begins with each tenth (9: 0.9 and more), how many there are and how many are right."""
    counts: dict[int, tuple[int, int]] = {}
    for each in questions:
        reply = replies[each.question]
        if reply.kind == "answer":
            tenth = min(int(reply.score * 10 + 1e-9), 9)
            given, right = counts.get(tenth, (0, 0))
            counts[tenth] = (given + 1, right + each.right(reply))
    return dict(sorted(counts.items(), reverse=True))


@dataclass(frozen=True)
class Spread:
    """How some times lie."""

    mean: float
    median: float
    percentile: float  # the 99th


def spread(times: Sequence[float]) -> Spread:
    """Where two or more times lie."""
    return Spread(fmean(times), median(times), quantiles(times, n=100)[98])
