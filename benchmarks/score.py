"""How many of a matcher's replies are right, and from which score on it had best answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

from benchmarks.judged import Judged
from benchmarks.reply import Reply

Replies = Mapping[str, Reply]
ALWAYS = float("-inf")


@dataclass(frozen=True)
class Score:
    """Counts over some questions: how many were asked, answered and right, by whether there is an answer."""

    asked: int
    right: int
    answerable: int
    answerable_right: int
    foreign: int
    falsely: int

    @property
    def gain(self) -> int:
        """What a threshold is chosen by: a right reply is worth as much as an answer to what must be declined costs."""
        return self.right - self.falsely


def score(questions: Sequence[Judged], replies: Replies, threshold: float = ALWAYS) -> Score:
    """The counts where only replies that score at least the threshold count as answers."""
    given = [(each, cut(replies[each.question], threshold)) for each in questions]
    right = [each for each, reply in given if each.right(reply)]
    foreign = [reply for each, reply in given if not each.answerable]
    return Score(
        asked=len(given),
        right=len(right),
        answerable=len(given) - len(foreign),
        answerable_right=sum(each.answerable for each in right),
        foreign=len(foreign),
        falsely=sum(reply.kind == "answer" for reply in foreign),
    )


def cut(reply: Reply, threshold: float) -> Reply:
    """The reply, or a refusal where it scores too little."""
    return reply if reply.score >= threshold else replace(reply, kind="declined")


def best_threshold(questions: Sequence[Judged], replies: Replies) -> float:
    """The threshold with the greatest gain on these questions; of several, the highest.

    From the highest score down, each question more that is answered changes the gain by what it is worth to answer it.
    """
    worth = sorted(((replies[each.question].score, _worth(each, replies[each.question])) for each in questions), reverse=True)
    best, gain, threshold = 0, 0, float("inf")
    for place, (at, each) in enumerate(worth):
        gain += each
        last = place + 1 == len(worth) or worth[place + 1][0] < at  # equal scores are answered together
        if last and gain > best:
            best, threshold = gain, at
    return threshold


def _worth(question: Judged, reply: Reply) -> int:
    """What answering adds to the gain, over declining."""
    falsely = reply.kind == "answer" and not question.answerable
    return question.right(reply) - question.right(cut(reply, float("inf"))) - falsely


def calibration(questions: Iterable[Judged], replies: Replies) -> dict[int, tuple[int, int]]:
    """Of the answers whose score begins with each tenth (9: 0.9 and more), how many there are and how many are right."""
    counts: dict[int, tuple[int, int]] = {}
    for each in questions:
        reply = replies[each.question]
        if reply.kind == "answer":
            tenth = min(int(reply.score * 10 + 1e-9), 9)
            given, right = counts.get(tenth, (0, 0))
            counts[tenth] = (given + 1, right + each.right(reply))
    return dict(sorted(counts.items(), reverse=True))


def spread(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    return median(times), quantiles(times, n=100)[98]
