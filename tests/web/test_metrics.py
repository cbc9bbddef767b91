"""What the process did, as Prometheus reads it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapters.web.metrics import Gauge, metrics_route
from adapters.web.routes import application
from core.errors import PlatformUnreachable, RateLimited
from core.events import Action, Message, Person
from core.pulse import Pulse
from tests.serving import serving

TOKEN = "open sesame"


def event(kind: type[Message] | type[Action], session: str = "paper:1") -> Message | Action:
    ada = Person("paper:ada")
    if kind is Message:
        return Message(event="e", session=session, channel=session, person=ada, at=0.0, text="")
    return Action(event="e", session=session, channel=session, person=ada, at=0.0, control="c", verb="v", reply=1)


@asynccontextmanager
async def asking(
    pulse: Pulse, token: str = TOKEN, gauges: Sequence[Gauge] = ()
) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    async def may(*, proven: bool) -> bool:
        return proven

    route = metrics_route(pulse, gauges, token, may)
    async with serving(application([route])) as base, aiohttp.ClientSession() as session:
        yield session, f"{base}/metrics"


async def read(pulse: Pulse, gauges: Sequence[Gauge] = ()) -> dict[str, float]:
    """Return each sample with its labels as Prometheus' own parser reads it."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with asking(pulse, gauges=gauges) as (session, url), session.get(url, headers=headers) as answer:
        assert answer.status == 200
        text = await answer.text()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for sample in samples
    }


async def test_counters_say_what_was_counted_by_what() -> None:
    pulse = Pulse()
    pulse.took(event(Message))
    pulse.took(event(Message))
    pulse.took(event(Action, "glass:1"))
    pulse.turned("v1", "answered", 0.2)
    pulse.replied(event(Message), "given_up")
    pulse.clicks_answered_locally += 3
    pulse.clicks_for_the_graph += 1
    pulse.refused["graph"] += 1
    pulse.limited["paper"] += 2
    pulse.database_errors["StateConflict"] += 1
    pulse.refused_by("paper", RateLimited("later"))
    pulse.refused_by("paper", PlatformUnreachable("away"))

    found = await read(pulse)

    assert {name: value for name, value in found.items() if name.startswith("trivium") and "_total" in name} == {
        "trivium_events_accepted_total kind=Message platform=paper": 2,
        "trivium_events_accepted_total kind=Action platform=glass": 1,
        "trivium_turns_total graph=v1 outcome=answered": 1,
        "trivium_replies_total fate=given_up platform=paper": 1,
        "trivium_clicks_total answered=locally": 3,
        "trivium_clicks_total answered=by the graph": 1,
        "trivium_refused_total verb=graph": 1,
        "trivium_rate_limited_total platform=paper": 2,
        "trivium_database_errors_total error=StateConflict": 1,
        "trivium_platform_errors_total error=RateLimited platform=paper": 1,
        "trivium_platform_errors_total error=PlatformUnreachable platform=paper": 1,
    }


async def test_histograms_are_cumulative_and_have_sum_and_count() -> None:
    pulse = Pulse()
    for seconds in (0.004, 0.005, 0.3, 1000.0):
        pulse.turned("v1", "answered", seconds)

    found = await read(pulse)

    assert found["trivium_turn_seconds_bucket le=0.005"] == 2
    assert found["trivium_turn_seconds_bucket le=0.25"] == 2
    assert found["trivium_turn_seconds_bucket le=0.5"] == 3
    assert found["trivium_turn_seconds_bucket le=60.0"] == 3
    assert found["trivium_turn_seconds_bucket le=+Inf"] == found["trivium_turn_seconds_count"] == 4
    assert found["trivium_turn_seconds_sum"] == pytest.approx(1000.309)


async def test_models_are_told_by_node_and_writes_by_batch() -> None:
    pulse = Pulse()
    pulse.asked("pa", 0.3, failed=False)
    pulse.asked("pa", 0.4, failed=True)
    pulse.asked("output", 1.5, failed=False)
    pulse.wrote(7, 0.002)

    found = await read(pulse)

    assert found["trivium_model_seconds_count node=pa"] == 2
    assert found["trivium_model_failures_total node=pa"] == 1
    assert found["trivium_model_failures_total node=output"] == 0
    assert found["trivium_model_seconds_bucket le=2.5 node=output"] == 1
    assert found["trivium_database_batch_operations_bucket le=5.0"] == 0
    assert found["trivium_database_batch_operations_bucket le=10.0"] == 1
    assert found["trivium_database_batch_seconds_sum"] == 0.002


async def test_gauges_are_read_when_somebody_asks() -> None:
    length = [3.0]
    gauges = [
        Gauge("letters", "Waiting", lambda: length[0]),
        Gauge("connected", "Standing", lambda: 1, {"platform": "paper"}),
        Gauge("connected", "Standing", lambda: 0, {"platform": "glass"}),
    ]

    first = await read(Pulse(), gauges)
    length[0] = 4.0
    second = await read(Pulse(), gauges)

    assert (first["trivium_letters"], second["trivium_letters"]) == (3, 4)
    assert first["trivium_connected platform=paper"] == 1
    assert first["trivium_connected platform=glass"] == 0


async def test_the_process_and_its_build_are_told_too() -> None:
    found = await read(Pulse())

    assert found["process_resident_memory_bytes"] > 1_000_000
    assert found["process_cpu_seconds_total"] > 0
    assert [value for name, value in found.items() if name.startswith("trivium_build_info version=")] == [1]


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer ä"]
)
async def test_who_does_not_know_the_token_learns_nothing(given: str) -> None:
    headers = {"Authorization": given} if given else {}
    async with asking(Pulse()) as (session, url), session.get(url, headers=headers) as answer:
        body = await answer.text()

    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "trivium_" not in body


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Bearer None"])
async def test_without_a_token_there_are_no_metrics_for_anybody(given: str) -> None:
    headers = {"Authorization": given} if given else {}

    async with asking(Pulse(), token="") as (session, url), session.get(url, headers=headers) as answer:
        body = await answer.text()

    assert answer.status == 404
    assert "trivium_" not in body
    assert body == "METRICS_TOKEN is not set\n"


async def test_who_wants_openmetrics_gets_it() -> None:
    wanted = "application/openmetrics-text; version=1.0.0"
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": wanted}

    async with asking(Pulse()) as (session, url), session.get(url, headers=headers) as answer:
        body = await answer.text()

    assert answer.headers["Content-Type"].startswith(wanted)
    assert body.endswith("# EOF\n")
