"""The Bot API that hands messages out, as a bot that polls sees it; and how often questions come again."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.handout import Handout, message
from benchmarks.throughput import repeated

if TYPE_CHECKING:
    import pytest


def numbers(answer: bytes | None) -> list[int]:
    """The numbers of the updates in an answer."""
    assert answer is not None
    return [each["update_id"] for each in json.loads(answer)["result"]]


def test_messages_are_handed_out_from_the_offset_on_until_there_are_none() -> None:
    handout = Handout([message(number, "hello") for number in range(1, 151)], 0)
    assert numbers(handout.called(b"getUpdates", b"timeout=10")) == list(range(1, 101))
    assert numbers(handout.called(b"getUpdates", b'{"timeout": 10, "offset": 101}')) == list(range(101, 151))
    assert numbers(handout.called(b"getUpdates", b"offset=151")) == []
    assert handout.called(b"getUpdates", b"offset=151&timeout=10") is None


def test_replies_are_counted_from_the_last_of_the_first_ones_on(capsys: pytest.CaptureFixture[str]) -> None:
    handout = Handout([message(number, "hello") for number in range(1, 4)], 1)
    for body in (b"chat_id=1001&text=hi", b'{"chat_id": 1002, "text": "hi"}', b'{"chat_id": 1003}'):
        assert handout.called(b"sendMessage", body)
    warm, told = capsys.readouterr().out.splitlines()
    served = json.loads(told)
    assert (warm, served["messages"], served["people"]) == ("warm", 2, 3)
    assert served["seconds"] > 0


def test_some_questions_come_again_often_and_many_never() -> None:
    texts = [str(number) for number in range(1000)]
    counts = Counter(repeated(texts))
    assert counts.total() == len(texts)
    assert counts.most_common(1)[0][1] > 100 > 10 > sorted(counts.values())[len(counts) // 2]
    assert repeated(texts) == repeated(texts)
