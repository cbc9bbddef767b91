"""Turns as traces, at a real collector."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Status

from adapters.telemetry.exporter import Exporter
from bots.settings import Settings
from bots.watching import exporter_of, told
from core.errors import SettingsError
from core.events import Delta, Hud, OutputEvent
from tests.bots.collector import Collector, attributes
from tests.serving import serving

TURN = "00112233445566778899aabbccddeeff"
SECRET = "my cat is called Rosalind"

Tell = Callable[..., None]


@asynccontextmanager
async def telling(collector: Collector, session: str = "paper:1") -> AsyncIterator[Tell]:
    """Give what tells an exporter of events of a turn; what it made of them is at the collector behind the block."""
    async with serving(collector.app) as base:
        exporter = Exporter(f"{base}/")
        listener = exporter.listener(session)

        def tell(node: str, happened: str, turn: str = TURN, **fields: Any) -> None:
            listener(Hud({"node": node, "event": happened, "turn": turn, **fields}, {"text": SECRET}))

        yield tell
        await exporter.close()


async def test_a_turn_is_a_trace_with_nodes_below_it_and_models_below_them() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("input", "entered")
        tell("input", "usage", model="gpt", input_tokens=7, output_tokens=3)
        tell("input", "asked", model="gpt", ms=1.5, failed=False)
        tell("input", "analysed", ms=2.0, intent="request")
        tell("output", "entered")
        tell("ui", "entered")
        tell("output", "asked", model="gpt", ms=1.0, failed=False)
        tell("output", "spoke", ms=1.2, characters=11)
        tell("runtime", "finished", ms=4.0)
        tell("database", "committed", ms=0.4)
        tell("platform", "sent", ms=30.0, platform="paper")
        tell("turn", "closed")

    parents = sorted((span.name, collector.parent(span)) for span in collector.spans)
    assert parents == [
        ("database committed", "turn"),
        ("input", "turn"),
        ("model", "input"),
        ("model", "output"),
        ("output", "turn"),
        ("platform sent", "turn"),
        ("turn", ""),
        ("ui", "turn"),
    ]
    assert {span.trace_id.hex() for span in collector.spans} == {TURN}
    assert attributes(collector.named("turn")) == {
        "session": "paper:1", "turn": TURN, "platform": "paper", "graph": "v1"
    }  # fmt: skip
    asked = next(span for span in collector.spans if collector.parent(span) == "input")
    assert attributes(asked) == {"model": "gpt", "input_tokens": 7, "output_tokens": 3, "failed": False}
    assert collector.resources[0]["service.name"] == "trivium"


async def test_a_frame_is_a_node_that_was_come_to() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v3")
        tell("input", "frame", number=1)
        tell("input", "asked", model="gpt", ms=1.5, failed=False)
        tell("input", "frame", number=2)
        tell("turn", "closed")

    frames = [attributes(span) for span in collector.spans if span.name == "input"]
    assert frames == [{"number": 1}, {"number": 2}]
    assert collector.parent(collector.named("model")) == "input"


async def test_a_span_is_as_long_as_what_it_tells_of() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("platform", "sent", ms=30.0)
        tell("turn", "closed")

    sent, turn = collector.named("platform sent"), collector.named("turn")
    assert sent.end_time_unix_nano - sent.start_time_unix_nano == 30_000_000
    assert sent.end_time_unix_nano <= turn.end_time_unix_nano


async def test_nobodys_words_leave_the_house() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("input", "entered")
        tell("input", "model_failed", model="gpt", error="ModelError", reason=SECRET)
        tell("input", "analysed", ms=2.0, topic=SECRET, intent=SECRET)
        tell("turn", "closed")

    assert collector.spans
    assert SECRET.encode() not in collector.raw


async def test_what_failed_is_marked_so() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("input", "entered")
        tell("input", "asked", model="gpt", ms=1.0, failed=True)
        tell("runtime", "failed", error="ModelUnavailable")
        tell("runtime", "finished", ms=2.0)
        tell("platform", "sent", ms=1.0, error="RateLimited")
        tell("turn", "closed")

    marked = {span.name: (span.status.code, span.status.message) for span in collector.spans}
    assert marked == {
        "model": (Status.STATUS_CODE_ERROR, ""),
        "turn": (Status.STATUS_CODE_ERROR, "ModelUnavailable"),
        "platform sent": (Status.STATUS_CODE_ERROR, "RateLimited"),
        "input": (Status.STATUS_CODE_UNSET, ""),
    }


async def test_tools_are_spans_from_their_beginning_to_their_end() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("process", "running", id="w1", label="Timer", ms=0.0)
        tell("process", "running", id="w2", label="Clock", ms=0.0)
        tell("process", "done", id="w2", label="Clock", ms=0.1)
        tell("process", "cancelled", id="w1", label="Timer", ms=9.0)
        tell("turn", "closed")

    tools = [attributes(span) for span in collector.spans if span.name == "tool"]
    assert tools == [{"label": "Clock", "state": "done"}, {"label": "Timer", "state": "cancelled"}]


async def test_a_turn_that_never_closed_ends_where_the_next_begins() -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("input", "entered")
        tell("runtime", "began", turn="ff" * 16, graph="v2")
        tell("turn", "closed", turn="ff" * 16)

    roots = [span for span in collector.spans if span.name == "turn"]
    assert [(attributes(root)["graph"], root.trace_id.hex()) for root in roots] == [("v1", TURN), ("v2", "ff" * 16)]
    assert collector.parent(collector.named("input")) == "turn"


@pytest.mark.parametrize("turn", ["", "not a number", "0" * 32])
async def test_a_turn_without_a_number_is_a_trace_of_its_own(turn: str) -> None:
    collector = Collector()

    async with telling(collector) as tell:
        tell("ui", "clicked", turn=turn, reaction="Changed")
        tell("turn", "closed", turn=turn)

    assert int(collector.named("turn").trace_id.hex(), 16)


async def test_headers_and_the_services_name_are_those_of_opentelemetrys_own_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20c0llect")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "trivium-test")
    collector = Collector()

    async with telling(collector) as tell:
        tell("runtime", "began", graph="v1")
        tell("turn", "closed")

    assert collector.headers[0]["authorization"] == "Bearer c0llect"
    assert collector.resources[0]["service.name"] == "trivium-test"


async def test_a_collector_that_is_gone_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.telemetry.exporter._PATIENCE", 0.2)
    exporter = Exporter("http://127.0.0.1:9")
    tell = exporter.listener("paper:1")
    for event in ("began", "finished"):
        tell(Hud({"node": "runtime", "event": event, "turn": TURN}))

    async with asyncio.timeout(5):
        await exporter.close()


async def test_nobody_exports_where_no_endpoint_is_set() -> None:
    assert exporter_of(Settings()) is None


async def test_an_endpoint_without_the_packages_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    for name in [name for name in sys.modules if name.startswith("adapters.telemetry.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")

    with pytest.raises(SettingsError, match=r"^OTEL_EXPORTER_OTLP_ENDPOINT .* pip install 'trivium\[otel\]'\.$"):
        exporter_of(Settings())


def test_all_who_want_to_know_are_told() -> None:
    class Ear:
        def __init__(self) -> None:
            self.heard: list[tuple[str, OutputEvent]] = []

        def listener(self, session: str) -> Callable[[OutputEvent], None]:
            return lambda event: self.heard.append((session, event))

    one, other = Ear(), Ear()
    both, alone = told(one, None, other), told(None, one)
    assert both is not None
    assert alone is not None

    both("paper:1")(Delta("x"))
    alone("paper:2")(Delta("y"))

    assert told(None, None) is None
    assert one.heard == [("paper:1", Delta("x")), ("paper:2", Delta("y"))]
    assert other.heard == [("paper:1", Delta("x"))]
