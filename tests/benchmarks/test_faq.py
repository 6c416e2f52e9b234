"""The whole benchmark on a small FAQ: real matchers in processes of their own, and the page that comes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.faq import Measured, divided, measured, written
from benchmarks.labelled import KINDS, Labelled
from benchmarks.matchers import ALL, LIKELIEST, OURS
from benchmarks.score import ALWAYS
from benchmarks.standing import standing

LIBRARY = Path(__file__).parents[1] / "knowledge" / "library"
FUZZY = "RapidFuzz `WRatio`"
ASKED = {
    "how do i get a library card please": "card", "where can i sign up as a reader": "card", "loan period": "loan",
    "how many weeks can i borrow": "loan", "may i renew a book": "renewal", "extend the loan": "renewal",
    "fine for overdue books": "late", "what if i am late": "late",
}  # fmt: skip
FOREIGN = ("who painted the ceiling of the chapel", "phone number of the zoo", "when does the world cup start")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    directory = shutil.copytree(LIBRARY, tmp_path_factory.mktemp("library") / "knowledge")
    questions = [Labelled(question, f"questions.{topic}") for question, topic in ASKED.items()]
    foreign = [Labelled(question, None, kind) for question, kind in zip(FOREIGN, KINDS, strict=True) for _ in range(2)]
    return measured(directory, [*questions, *foreign], [peer for peer in ALL if peer.name in (OURS, FUZZY)], [20])


def test_all_are_tried_and_asked_everything(found: Measured) -> None:
    assert list(found.trials) == [OURS, FUZZY, LIKELIEST.name]
    assert found.missing == []
    asked = {each.question for each in found.sets.everything()}
    assert all(set(tried.replies) == asked for tried in found.trials.values())


def test_ours_knows_its_threshold_and_its_topics(found: Measured) -> None:
    ours, fuzzy = (standing(name, found.sets, found.trials) for name in (OURS, FUZZY))
    assert (ours.threshold, ours.own.answerable, ours.own.foreign) == (ALWAYS, 4, 3)
    assert ours.first == ours.own.answerable_right == 4
    assert ours.own.falsely == 0
    assert fuzzy.threshold > ALWAYS


def test_the_page_tells_of_each_matcher_and_size(found: Measured) -> None:
    text = written(found)
    for name in (OURS, FUZZY):
        assert text.count(f"| {name} |") == 2
    assert "| 20 |" in text
    assert "{" not in text


def test_slips_are_made_in_the_questions_of_the_other_half_alone() -> None:
    sets = divided([Labelled(question, topic) for question, topic in ASKED.items()])
    assert [each.topic for each in sets.slips] == [each.topic for each in sets.test]
    assert not {each.question for each in sets.slips} & set(ASKED)
