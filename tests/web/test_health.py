"""Whether the process can do its work, asked over HTTP and of a real database."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from adapters.shared.http import Request
from adapters.storage.store import SqlStore, open_store
from adapters.web import health
from adapters.web.health import Connections, health_routes
from adapters.web.routes import application
from core.errors import StoreError
from migrations.run import upgrade
from tests.serving import serving
from tests.waiting import until


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'db'}", upgrade)
    yield opened
    await opened.close()


class Clock:
    """Seconds as the test says."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Disk:
    """Counts what is to be written, and fails as told."""

    def __init__(self) -> None:
        self.writes = 0
        self.error: StoreError | None = None
        self.slow: asyncio.Event | None = None

    async def __call__(self) -> None:
        self.writes += 1
        if self.slow is not None:
            await self.slow.wait()
        if self.error is not None:
            raise self.error


Ask = Callable[[str], "asyncio.Task[tuple[int, str]]"]


@asynccontextmanager
async def asking(
    disk: Callable[[], "asyncio.Future[None]"] | Disk | SqlStore,
    connections: Connections | None = None,
    lets_in: Callable[[str], bool] = lambda _: True,
    clock: Callable[[], float] = time.monotonic,
    alive: Callable[[str], bool] = lambda _: True,
) -> AsyncIterator[Ask]:
    """Serve both routes on a socket, and give what asks them."""
    write = disk.try_to_write if isinstance(disk, SqlStore) else disk
    routes = health_routes(write, connections or Connections(()), alive, lets_in, clock)
    async with serving(application(routes)) as base, aiohttp.ClientSession() as session:

        async def got(path: str) -> tuple[int, str]:
            async with session.get(f"{base}/{path}") as answer:
                return answer.status, await answer.text()

        yield lambda path: asyncio.create_task(got(path))


async def test_a_process_that_works_is_healthy(store: SqlStore) -> None:
    async with asking(store) as ask:
        assert await ask("healthz") == (200, "ok\n")


async def test_asking_brings_something_to_disk_and_changes_nothing(store: SqlStore, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "db")
    version, rows = "PRAGMA data_version", "SELECT count(*) FROM settings"
    before, had = other.execute(version).fetchone(), other.execute(rows).fetchone()

    async with asking(store) as ask:
        await ask("healthz")

    assert other.execute(version).fetchone() != before
    assert other.execute(rows).fetchone() == had
    other.close()


async def test_a_closed_database_is_said_in_one_line(store: SqlStore) -> None:
    await store.close()

    async with asking(store) as ask:
        status, body = await ask("healthz")

    assert status == 503
    assert body.endswith(" is closed.\n")
    assert body.count("\n") == 1


async def test_a_database_that_somebody_else_locks_is_said(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_WRITE_PATIENCE", 0.1)
    other = sqlite3.connect(tmp_path / "db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async with asking(store) as ask:
        answer = await ask("healthz")
        other.execute("ROLLBACK")
        other.close()

    assert answer == (503, "The database took no write within 0.1 s.\n")


async def test_a_database_without_room_is_said(store: SqlStore) -> None:
    disk = Disk()
    disk.error = StoreError("The database x has no room\nto grow.")

    async with asking(disk) as ask:
        assert await ask("healthz") == (503, "The database x has no room to grow.\n")


async def test_however_often_it_is_asked_it_writes_once_in_some_seconds() -> None:
    disk, clock = Disk(), Clock()

    async with asking(disk, clock=clock) as ask:
        for _ in range(5):
            assert await ask("healthz") == (200, "ok\n")
        written_at_first = disk.writes
        disk.error = StoreError("It is full.")
        clock.now = 4.9
        still = await ask("healthz")
        clock.now = 5.0
        then = await ask("healthz")

    assert (written_at_first, disk.writes) == (1, 2)
    assert (still, then) == ((200, "ok\n"), (503, "It is full.\n"))


async def test_those_who_ask_at_once_share_one_write_though_one_is_cut_short() -> None:
    disk = Disk()
    disk.slow = asyncio.Event()
    route, _ = health_routes(disk, Connections(()), lambda _: True, lambda _: True)

    first, second, third = (asyncio.ensure_future(route.answer(Request("GET", "/healthz", {}))) for _ in range(3))
    await until(lambda: disk.writes)
    first.cancel()
    await asyncio.wait({first})
    disk.slow.set()
    answers = await asyncio.gather(second, third)

    assert [answer.status for answer in answers] == [200, 200]
    assert disk.writes == 1


async def test_an_event_loop_that_stood_still_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_LATE", 0.2)
    disk = Disk()
    disk.slow = asyncio.Event()

    async with asking(disk) as ask:
        asked = ask("healthz")
        await until(lambda: disk.writes)
        time.sleep(0.4)  # noqa: ASYNC251 - this is what must not be
        disk.slow.set()
        status, body = await asked

    assert status == 503
    assert body.startswith("The event loop is 0.")
    assert body.endswith(" s late.\n")


async def test_each_problem_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_LATE", -1.0)
    disk = Disk()
    disk.error = StoreError("It is full.")

    async with asking(disk) as ask:
        _, body = await ask("healthz")

    assert len(body.splitlines()) == 2


async def test_nobody_is_ready_before_each_platform_is_connected() -> None:
    clock = Clock()
    clock.now = 1_700_000_000.0
    connections = Connections(("paper", "glass"), clock)
    connections.came("paper")
    clock.now += 60
    connections.heard("paper")

    async with asking(Disk(), connections) as ask:
        status, body = await ask("readyz")

    assert status == 503
    assert json.loads(body) == {
        "paper": {
            "connected": True, "since": "2023-11-14T22:13:20Z", "last_event": "2023-11-14T22:14:20Z", "alive": True,
            "open": True,
        },
        "glass": {"connected": False, "since": None, "last_event": None, "alive": True, "open": True},
    }  # fmt: skip


async def test_ready_is_who_is_connected_everywhere_and_lets_all_in() -> None:
    connections = Connections(("paper", "glass"))
    connections.came("paper")
    connections.came("glass")
    shut = {"glass"}

    async with asking(Disk(), connections, lambda platform: platform not in shut) as ask:
        while_catching_up, body = await ask("readyz")
        shut.clear()
        then, _ = await ask("readyz")
        connections.went("paper")
        cut_off, _ = await ask("readyz")

    assert (while_catching_up, then, cut_off) == (503, 200, 503)
    assert json.loads(body)["glass"]["open"] is False


async def test_a_platform_that_connects_anew_is_named_as_not_alive() -> None:
    connections = Connections(("paper", "glass"))
    connections.came("paper")
    connections.came("glass")
    gone = {"glass"}

    async with asking(Disk(), connections, alive=lambda platform: platform not in gone) as ask:
        while_gone, body = await ask("readyz")
        gone.clear()
        then, _ = await ask("readyz")

    told = json.loads(body)
    assert (while_gone, then) == (503, 200)
    assert {platform: told[platform]["alive"] for platform in told} == {"paper": True, "glass": False}
    assert told["glass"]["connected"]


async def test_since_is_that_of_the_last_connection() -> None:
    clock = Clock()
    connections = Connections(("paper",), clock)

    connections.came("paper")
    connections.went("paper")
    clock.now = 5.0
    connections.came("paper")

    assert connections.all()["paper"].since == 5.0
