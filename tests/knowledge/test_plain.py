"""Plain entries: what is learned from many wordings of one answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Answer, Choices, Declined, Engine, load
from knowledge.classifier import Classifier
from tests.phone import thumbs, typed

LIBRARY = Path(__file__).parent / "library"
VERBS = ("borrow", "return", "reserve", "renew", "photocopy", "donate")
THINGS = ("book", "film", "map", "game", "journal", "record")
SHAPES = (
    "how do i {verb} a {thing}", "i want to {verb} a {thing} today", "{verb} one {thing} please", "may i {verb} this {thing}",
    "is it possible to {verb} some {thing}", "where may i {verb} a {thing} please", "i want to {verb} some {thing}",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine over an FAQ of 36 topics, each a verb with a thing, asked in five ways; two more are held back."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "faq").mkdir()
    entries = [_entry(verb, thing) for verb in VERBS for thing in THINGS]
    (folder / "faq" / "questions.yaml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    for name in ("knowledge.yaml", "sources.yaml"):
        (folder / name).write_text((LIBRARY / name).read_text(encoding="utf-8"), encoding="utf-8")
    return Engine(load(folder))


def _entry(verb: str, thing: str) -> dict[str, object]:
    title = f"{verb} {thing}".capitalize()
    text = {"en": f"{title}: at the desk.", "de": f"{title}: am Schalter."}
    questions = "\n".join(shape.format(verb=verb, thing=thing) for shape in SHAPES[:5])
    return {"id": f"{verb}-{thing}", "title": {"en": title, "de": title}, "questions": questions, "answer": text}


@pytest.mark.parametrize("shape", SHAPES[5:])
def test_a_new_wording_of_known_words_leads_to_its_topic(desk: Engine, shape: str) -> None:
    for verb in VERBS:
        for thing in THINGS:
            outcome = desk.ask(shape.format(verb=verb, thing=thing))
            assert isinstance(outcome, Answer), (verb, thing, outcome)
            assert outcome.entries == (f"questions.{verb}-{thing}",)


def test_typing_errors_hardly_mislead(desk: Engine) -> None:
    asked = {f"{verb}-{thing}": SHAPES[4].format(verb=verb, thing=thing) for verb in VERBS for thing in THINGS}
    outcomes = {topic: desk.ask(typed(question, 2, thumbs(topic)).text) for topic, question in asked.items()}
    right = [topic for topic, each in outcomes.items() if isinstance(each, Answer) and each.entries == (f"questions.{topic}",)]
    assert len(right) >= 0.85 * len(asked)


@pytest.mark.parametrize(
    "question",
    ["how do i fly to the moon", "who painted the ceiling of the chapel", "where can one buy a used bicycle", "borrow", "?"],
)
def test_what_no_topic_covers_is_not_answered(desk: Engine, question: str) -> None:
    assert isinstance(desk.ask(question), Declined | Choices)


def test_between_two_likely_topics_the_user_chooses(desk: Engine) -> None:
    outcome = desk.ask("how do i return or renew a map")
    assert isinstance(outcome, Choices)
    assert {"questions.return-map", "questions.renew-map"} <= {option.target for option in outcome.options}


def test_a_classifier_is_the_same_however_often_it_is_trained() -> None:
    texts = [(["red", "apple"], 0), (["green", "pear"], 1), (["red", "pear"], 1), (["green", "apple"], 0)]
    first, second = Classifier(texts, 2), Classifier(texts, 2)
    assert (first.probabilities(["apple"]) == second.probabilities(["apple"])).all()
    assert first.probabilities(["apple"]).argmax() == 0
    assert first.probabilities(["apple"], np.array([False, True])).tolist() == [0.0, 1.0]


@settings(max_examples=200)
@given(words=st.lists(st.text(max_size=20), max_size=20))
def test_probabilities_sum_to_one_whatever_the_words(words: list[str]) -> None:
    classifier = Classifier([(["red", "apple"], 0), (["green", "pear"], 1)], 2)
    assert classifier.probabilities(words).sum() == pytest.approx(1, abs=1e-5)
