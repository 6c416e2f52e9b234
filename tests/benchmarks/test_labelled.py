"""The questions to the town's service desk fit its FAQ, and replies to them are judged by the entry that they show."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.labelled import KINDS, TOWN, Labelled, read
from benchmarks.reply import Reply
from knowledge import load
from knowledge.check import check
from knowledge.model import lines

ASKED, FOREIGN = Labelled("where is it", "faq.place"), Labelled("who are you", None, "beside")


def reply(kind: str, *entries: str) -> Reply:
    return Reply(kind, {}, 1.0, entries)


def test_the_town_is_sound_and_its_questions_are_for_its_topics_or_none() -> None:
    knowledge = load(TOWN)
    questions = read(TOWN.with_suffix(".jsonl"))
    topics = {item.id: lines(item.entry.questions) for item in knowledge.items()}
    assert not check(knowledge)
    assert len(topics) == 150
    assert min(map(len, topics.values())) >= 95
    assert set(Counter(each.topic for each in questions if each.answerable).items()) == {(topic, 10) for topic in topics}
    assert Counter(each.kind for each in questions) == dict(zip(("", *KINDS), (1500, 250, 250, 100), strict=True))
    assert len({each.question for each in questions}) == len(questions)


@pytest.mark.parametrize(
    ("asked", "given", "right"),
    [
        (ASKED, reply("answer", "faq.place"), True),
        (ASKED, reply("answer", "faq.time"), False),
        (ASKED, reply("choices", "faq.place", "faq.time"), False),
        (ASKED, reply("declined"), False),
        (FOREIGN, reply("answer", "faq.place"), False),
        (FOREIGN, reply("choices", "faq.place"), True),
        (FOREIGN, reply("declined"), True),
    ],
)
def test_an_answer_must_be_the_topics_and_is_wrong_where_there_is_none(asked: Labelled, given: Reply, right: bool) -> None:
    assert asked.right(given) == right


def test_the_likeliest_entry_is_the_first_one_and_choices_offer_all() -> None:
    offered = reply("choices", "faq.time", "faq.place")
    assert ASKED.offered(offered)
    assert not ASKED.likeliest(offered)
    assert ASKED.likeliest(reply("answer", "faq.place"))
    assert not FOREIGN.offered(offered)
