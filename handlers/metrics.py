"""Metrics for Prometheus: how much is asked, what comes of it and how long it takes; nothing of who asks or of what words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from knowledge import Answer, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = "cluster_answers"
# From an answer that is at hand to one that waits for Telegram.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The metrics of one application. Every label has one of a few values, whatever people send."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._updates = self._counter("updates", "Updates by kind and by what became of them.", ("kind", "outcome"))
        self._outcomes = self._counter(
            "outcomes", "Outcomes told, by how they came about and by their first entry.", ("outcome", "stage", "entry")
        )
        self._ratings = self._counter("ratings", "Thumbs on what was told.", ("told", "helpful"))
        self._errors = self._counter("api_errors", "Errors of calls to the Bot API.", ("method", "error"))
        self._seconds = Histogram(
            "update_seconds",
            "From the reception of an update until it is dealt with.",
            ("kind",),
            namespace=_PREFIX,
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._open = Gauge("open_updates", "Updates received and not dealt with.", namespace=_PREFIX, registry=self._registry)
        self._info = Info(_PREFIX, "What is running.", registry=self._registry)

    def _counter(self, name: str, text: str, labels: Iterable[str]) -> Counter:
        return Counter(name, text, labels, namespace=_PREFIX, registry=self._registry)

    def runs(self, version: str, knowledge: str) -> None:
        """Note the versions of the program and of the knowledge."""
        self._info.info({"version": version, "knowledge": knowledge})

    def handled(self, kind: str, outcome: str, seconds: float) -> None:
        """Count an update that is dealt with. `kind` and `outcome` are those of the journal."""
        self._updates.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def told(self, outcome: Outcome) -> None:
        """Count an outcome that was told."""
        entry = outcome.entries[0] if isinstance(outcome, Answer) and outcome.entries else ""
        self._outcomes.labels(type(outcome).__name__.lower(), outcome.stage, entry).inc()

    def api_error(self, method: str, error: str) -> None:
        """Count an error, by its class, of a call of a method of the Bot API."""
        self._errors.labels(method, error).inc()

    def rated(self, told: str, helpful: bool) -> None:
        """Count a thumb on what was told, an entry's id or the kind of outcome."""
        self._ratings.labels(told, "yes" if helpful else "no").inc()

    def open(self, count: int) -> None:
        """Note how many updates are being dealt with or wait for it."""
        self._open.set(count)

    def page(self) -> tuple[bytes, str]:
        """All metrics as Prometheus reads them, and their content type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
