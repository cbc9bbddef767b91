"""Metrics: the process's pulse in Prometheus' text form, for those who know the token."""

import hmac
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from msgspec import Struct
from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from adapters.shared.http import Request, Response, Route
from core.pulse import Pulse, Spread

_PACKAGE = "trivium"


class May(Protocol):
    """Says whether somebody may read the numbers."""

    def __call__(self, *, proven: bool) -> Awaitable[bool]:
        """Say so of somebody who has shown the token, or not."""


class Gauge(Struct, frozen=True):
    """A number that goes up and down, and how to read it; `labels` are those of its one line."""

    name: str
    about: str
    read: Callable[[], float]
    labels: Mapping[str, str] = {}


def metrics_route(pulse: Pulse, gauges: Sequence[Gauge], token: str, may: May) -> Route:
    """Return `/metrics`: 401 for who may not, 404 for everybody where there is no `token`."""
    if not token:
        return Route("GET", "/metrics", _not_served, max_body=0)
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    registry.register(_Collector(pulse, gauges))
    wanted = f"Bearer {token}".encode()

    async def answer(request: Request) -> Response:
        proven = hmac.compare_digest(request.headers.get("authorization", "").encode(), wanted)
        if not await may(proven=proven):
            return Response(401, b"wrong or no token (METRICS_TOKEN)\n", headers={"WWW-Authenticate": "Bearer"})
        encode, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(200, encode(registry), media_type)

    return Route("GET", "/metrics", answer, max_body=0)


async def _not_served(_: Request) -> Response:
    return Response(404, b"METRICS_TOKEN is not set\n")


class _Collector(Collector):
    """Reads the numbers when somebody asks for them, so that counting them costs nothing but the counting."""

    def __init__(self, pulse: Pulse, gauges: Sequence[Gauge]) -> None:
        self._pulse, self._gauges = pulse, gauges

    def collect(self) -> Iterator[Metric]:
        """Give all families."""
        yield _build()
        yield from self._counters()
        yield from self._histograms()
        yield from self._models()
        yield from self._readings()

    def describe(self) -> Iterable[Metric]:
        """Give nothing: the names are ours alone, and reading the gauges only to learn them is not needed."""
        return ()

    def _counters(self) -> Iterator[Metric]:
        pulse = self._pulse
        kind, error = ("platform", "kind"), ("platform", "error")
        yield _counter("events_accepted", "Events kept", kind, pulse.accepted.items())
        yield _counter("turns", "Turns through a graph", ("graph", "outcome"), pulse.turns.items())
        yield _counter("replies", "Replies, by what became of them", ("platform", "fate"), pulse.replies.items())
        yield _counter("refused", "What somebody may not do", ("verb",), _alone(pulse.refused))
        yield _counter("rate_limited", "Events that were too many", ("platform",), _alone(pulse.limited))
        yield _counter("database_errors", "What the database refused", ("error",), _alone(pulse.database_errors))
        yield _counter(
            "platform_errors", "Calls that a platform did not carry out", error, pulse.platform_errors.items()
        )
        clicks = [(("locally",), pulse.clicks_answered_locally), (("by the graph",), pulse.clicks_for_the_graph)]
        yield _counter("clicks", "Clicks, by who answered them", ("answered",), clicks)

    def _histograms(self) -> Iterator[Metric]:
        pulse = self._pulse
        first = "From the beginning of a reply to its first visible text"
        yield _histogram("turn_seconds", "A turn through a graph", [((), pulse.turn_seconds)])
        yield _histogram("first_text_seconds", first, [((), pulse.first_text_seconds)])
        yield _histogram("database_batch_operations", "Operations in one transaction", [((), pulse.batch_sizes)])
        yield _histogram("database_batch_seconds", "One transaction, to disk", [((), pulse.batch_seconds)])

    def _models(self) -> Iterator[Metric]:
        asked = self._pulse.models
        failures = ((node, one.failures) for node, one in asked.items())
        yield _counter("model_failures", "Model calls that failed", ("node",), _alone(dict(failures)))
        seconds = [((node,), one.seconds) for node, one in asked.items()]
        yield _histogram("model_seconds", "One call of a model", seconds, ("node",))

    def _readings(self) -> Iterator[Metric]:
        families: dict[str, GaugeMetricFamily] = {}
        for gauge in self._gauges:
            name = f"{_PACKAGE}_{gauge.name}"
            if name not in families:
                families[name] = GaugeMetricFamily(name, gauge.about, labels=tuple(gauge.labels))
            families[name].add_metric(tuple(gauge.labels.values()), gauge.read())
        yield from families.values()


def _alone(counts: Mapping[str, int]) -> Iterator[tuple[tuple[str, ...], int]]:
    return (((label,), count) for label, count in counts.items())


def _counter(
    name: str, about: str, labels: tuple[str, ...], counts: Iterable[tuple[tuple[str, ...], int]]
) -> CounterMetricFamily:
    family = CounterMetricFamily(f"{_PACKAGE}_{name}", about, labels=labels)
    for values, count in counts:
        family.add_metric(values, count)
    return family


def _histogram(
    name: str, about: str, spreads: Iterable[tuple[tuple[str, ...], Spread]], labels: tuple[str, ...] = ()
) -> HistogramMetricFamily:
    family = HistogramMetricFamily(f"{_PACKAGE}_{name}", about, labels=labels)
    for values, spread in spreads:
        family.add_metric(values, list(_buckets(spread)), spread.total)
    return family


def _buckets(spread: Spread) -> Iterator[tuple[str, float]]:
    """Give each bound with how many values lay below it, as Prometheus counts."""
    below = 0
    for bound, count in zip([*map(str, spread.bounds), "+Inf"], spread.counts, strict=True):
        below += count
        yield bound, below


def _build() -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"{_PACKAGE}_build_info", "What runs here", labels=("version",))
    family.add_metric((_version(),), 1)
    return family


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:  # run from a checkout
        return "unknown"
