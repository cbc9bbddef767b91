"""The running program, watched from outside: health, readiness, metrics, logs and traces tell of the same turn."""

import asyncio
import json
import resource
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bots.sandbox.service import Service, Shelf
from bots.sandbox.telegram.server import TelegramSandbox
from tests.bots.collector import Collector
from tests.bots.program import bots
from tests.drivers import said
from tests.llm.openai_server import KEY, MODEL, Failure, OpenAIServer
from tests.serving import serving
from tests.waiting import until

TOKEN = "open sesame"

pytestmark = pytest.mark.timeout(120)  # the program is begun anew for each


class Run:
    """One run of the program: where it serves, and what it logged."""

    def __init__(self, url: str, process: asyncio.subprocess.Process) -> None:
        self.url, self.process = url, process
        self.lines: list[str] = []

    async def ask(self, path: str, **headers: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}{path}", headers=headers) as answer:
            return answer.status, await answer.text()

    async def status(self, path: str) -> int:
        try:
            return (await self.ask(path))[0]
        except aiohttp.ClientConnectionError:
            return 0

    async def becomes(self, path: str, status: int) -> None:
        for _ in range(1000):
            if await self.status(path) == status:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{path} was never {status}: {self.lines}")

    async def read(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.lines.append(line.decode().rstrip("\n"))


@asynccontextmanager
async def watched(folder: Path, **settings: str) -> AsyncIterator[Run]:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    process = await bots("run", cwd=folder, HTTP_PORT=str(port), **settings)
    run = Run(f"http://127.0.0.1:{port}", process)
    reading = asyncio.create_task(run.read())
    try:
        yield run
    finally:
        process.terminate()
        await process.wait()
        await reading


async def say(service: Service, text: str) -> None:
    snapshot = service.snapshot()
    await service.say(snapshot["users"][0]["id"], snapshot["places"][0]["id"], text)


def answers(service: Service) -> list[str]:
    shown = [m for messages in service.snapshot()["messages"].values() for m in messages if m["author"]["bot"]]
    return [said(service.name, m["native"]) for m in shown]


async def test_a_turn_is_seen_in_the_metrics_the_log_and_the_traces(tmp_path: Path) -> None:
    service, collector, model = TelegramSandbox(Shelf(None)), Collector(), OpenAIServer(*[Failure(400, "no")] * 9)
    async with serving(service.app) as base, serving(collector.app) as traces, serving(model.app) as models:
        settings = {
            **service.environment(base),
            "DIRECT_MESSAGES": "welcome",
            "MODEL": MODEL,
            "MODEL_BASE_URL": f"{models}/v1",
            "MODEL_API_KEY": KEY,
            "METRICS_TOKEN": TOKEN,
            "LOG_FORMAT": "json",
            "OTEL_EXPORTER_OTLP_ENDPOINT": traces,
        }
        async with watched(tmp_path, **settings) as run:
            await run.becomes("/readyz", 200)
            health, readiness = await run.ask("/healthz"), json.loads((await run.ask("/readyz"))[1])
            await say(service, "hello")
            await until(lambda: answers(service), 40)
            await until(lambda: collector.spans, 40)
            found = await metrics(run)
            later = json.loads((await run.ask("/readyz"))[1])

    assert health == (200, "ok\n")
    assert readiness["telegram"]["connected"]
    assert readiness["telegram"]["alive"]
    assert later["telegram"]["last_event"] is not None
    assert found["trivium_events_accepted_total", "telegram"] == 1
    assert found["trivium_turns_total", "failed"] == 1
    assert found["trivium_replies_total", "delivered"] == 1
    assert found["trivium_model_failures_total", "input"] >= 1
    assert found["trivium_first_text_seconds_count",] == found["trivium_turn_seconds_count",] == 1
    assert found["trivium_database_batch_operations_count",] >= 3
    assert found["trivium_connected", "telegram"] == 1
    assert found["trivium_mailbox_letters",] == 0
    logged = [json.loads(line) for line in run.lines]
    (failed,) = [line for line in logged if line["message"].startswith("a turn failed")]
    assert failed["session"].startswith("telegram:")
    roots = {span.trace_id.hex() for span in collector.spans if span.name == "turn"}
    assert roots == {failed["trace"]}
    names = {span.name for span in collector.spans}
    assert {"turn", "input", "model", "database committed", "platform sent"} <= names
    assert b"hello" not in collector.raw
    assert KEY not in "".join(run.lines)


async def metrics(run: Run) -> dict[tuple[str, ...], float]:
    """Return each sample under its name alone, and under its name and any one label."""
    _, text = await run.ask("/metrics", Authorization=f"Bearer {TOKEN}")
    found: dict[tuple[str, ...], float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found |= {(sample.name, label): sample.value for label in sample.labels.values()}
            found |= {} if sample.labels else {(sample.name,): sample.value}
    return found


async def test_who_cannot_reach_the_platform_is_alive_but_not_ready(tmp_path: Path) -> None:
    settings = {"TELEGRAM_TOKEN": "1:a", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    async with watched(tmp_path, **settings) as run:
        await run.becomes("/healthz", 200)
        status, body = await run.ask("/readyz")

    told: dict[str, Any] = json.loads(body)
    assert status == 503
    assert told["telegram"]["connected"] is False


async def test_a_database_that_cannot_be_written_is_told_and_later_it_goes_on(tmp_path: Path) -> None:
    service = TelegramSandbox(Shelf(None))
    async with serving(service.app) as base, watched(tmp_path, **service.environment(base)) as run:
        await run.becomes("/healthz", 200)
        with closing(sqlite3.connect(tmp_path / ".trivium" / "trivium.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await run.becomes("/healthz", 503)
            locked = (await run.ask("/healthz"))[1]
            other.execute("ROLLBACK")
        await run.becomes("/healthz", 200)

        with no_room_for(run.process.pid):
            await run.becomes("/healthz", 503)
            full, readiness = (await run.ask("/healthz"))[1], await run.status("/readyz")
        await run.becomes("/healthz", 200)

    assert locked == "The database took no write within 3 s.\n"
    assert full.startswith("The database ")
    assert full.endswith("\n")
    assert full.count("\n") == 1
    assert readiness == 200


@contextmanager
def no_room_for(pid: int) -> Iterator[None]:
    """Let a process write nothing more into any file, as a disk without room would."""
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("needed", [False, True])
async def test_a_port_that_is_taken_ends_only_who_needs_it(tmp_path: Path, needed: bool) -> None:
    service = TelegramSandbox(Shelf(None))
    webhook = {"TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:1/x", "TELEGRAM_WEBHOOK_SECRET": "s3cret"} if needed else {}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with serving(service.app) as base:
            process = await bots("run", cwd=tmp_path, **{**service.environment(base), **webhook, "HTTP_PORT": port})
            try:
                await until(lambda: process.returncode is not None if needed else service.connected, 40)
                ended = process.returncode
            finally:
                if process.returncode is None:
                    process.terminate()
                _, log = await process.communicate()

    assert (ended == 1) == needed
    assert (b"HTTP is not served" in log) != needed
    assert b"cannot be used" in log
