"""The metrics: what is counted under which labels, and that nothing that people send becomes one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from handlers.metrics import Metrics
from tests.handlers.outcomes import answer
from tests.updates import message, update

if TYPE_CHECKING:
    from handlers.context import BotApplication
    from tests.talking import Talk

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read(metrics: Metrics) -> Samples:
    """The samples of the page, as Prometheus reads them."""
    text, kind = metrics.page()
    assert kind.startswith("text/plain")
    families = text_string_to_metric_families(text.decode())
    return {(each.name, tuple(each.labels.items())): each.value for family in families for each in family.samples}


def counted(metrics: Metrics, name: str, *by: str) -> dict[tuple[str, ...], float]:
    """The values of a metric by the values of its labels, which are these and no others."""
    found = [(dict(labels), value) for (each, labels), value in read(metrics).items() if each == name]
    assert all(set(labels) == set(by) for labels, _ in found)
    return {tuple(labels[each] for each in by): value for labels, value in found}


async def test_an_answer_is_counted_by_how_it_came_about_and_its_entry(talk: Talk) -> None:
    await talk.say("Who are the partners of Optence?")
    metrics = talk.application.bot_data.metrics
    assert counted(metrics, "cluster_answers_updates_total", "kind", "outcome") == {("question", "answer"): 1}
    assert counted(metrics, "cluster_answers_outcomes_total", "outcome", "stage", "entry") == {
        ("answer", "entry", "optence.partners"): 1
    }
    assert counted(metrics, "cluster_answers_update_seconds_count", "kind") == {("question",): 1}


async def test_a_refusal_is_counted_without_an_entry(talk: Talk) -> None:
    await talk.say("phone number of Optence")
    outcomes = counted(talk.application.bot_data.metrics, "cluster_answers_outcomes_total", "outcome", "stage", "entry")
    assert outcomes == {("declined", "absent-detail", ""): 1}


async def test_nothing_that_people_send_is_a_label(talk: Talk) -> None:
    for words in ("/madeup", "/madeup2", "madeup words", "/cluster madeup", "Who works with Madeup?"):
        await talk.give(update(message=message(words)))
    page = talk.application.bot_data.metrics.page()[0].decode()
    kinds = {kind for kind, _ in counted(talk.application.bot_data.metrics, "cluster_answers_updates_total", "kind", "outcome")}
    assert kinds == {"unknown command", "question", "/cluster"}
    assert "madeup" not in page.casefold()
    assert str(talk.person["id"]) not in re.findall(r"\d+", page)


def test_errors_of_the_api_are_counted_by_method_and_kind() -> None:
    metrics = Metrics()
    metrics.api_error("sendMessage", "RetryAfter")
    metrics.api_error("sendMessage", "RetryAfter")
    assert counted(metrics, "cluster_answers_api_errors_total", "method", "error") == {("sendMessage", "RetryAfter"): 2}


@pytest.mark.parametrize(("seconds", "bound"), [(0.0009, "0.001"), (0.2, "0.25"), (29.0, "30.0"), (31.0, "+Inf")])
def test_times_from_a_millisecond_to_half_a_minute_are_told_apart(seconds: float, bound: str) -> None:
    metrics = Metrics()
    metrics.handled("question", "answer", seconds)
    buckets = counted(metrics, "cluster_answers_update_seconds_bucket", "kind", "le")
    assert min((float(le), le) for (_, le), value in buckets.items() if value)[1] == bound


def test_what_is_open_and_what_runs_is_told() -> None:
    metrics = Metrics()
    metrics.open(3)
    metrics.open(2)
    metrics.runs("0.1.0", "abc")
    assert counted(metrics, "cluster_answers_open_updates") == {(): 2}
    assert read(metrics)["cluster_answers_info", (("knowledge", "abc"), ("version", "0.1.0"))] == 1


def test_each_application_has_its_own(application: BotApplication) -> None:
    other = Metrics()
    other.told(answer())
    assert counted(application.bot_data.metrics, "cluster_answers_outcomes_total", "outcome", "stage", "entry") == {}
