"""Each fault that can be planted is found by its name, and nothing else is."""

import fcntl
import os
import shutil
import socket
import sqlite3
from collections import namedtuple
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from msgspec import Struct

from adapters.slack.manifest import SCOPES
from adapters.storage.peeking import log_of
from bots.doctor.examination import examination
from bots.settings import Settings
from migrations.run import FOLDER, upgrade
from tests.bots.doctored import APP_TOKEN, BOT_TOKEN, ELSEWHERE, SIGNING, WEBHOOK_SECRET, World, sound

Usage = namedtuple("Usage", "total used free")


class Place(Struct):
    """Where a fault is planted."""

    folder: Path
    world: World
    settings: dict[str, str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def database(self) -> Path:
        return self.folder / "trivium.db"

    def without(self, *names: str) -> None:
        for name in names:
            self.settings.pop(name, None)

    def in_env(self) -> None:
        for name, value in self.settings.items():
            self.monkeypatch.setenv(name, value)

    async def found(self) -> dict[str, str]:
        """Return the names and states of what is not well."""
        self.in_env()
        told = await examination(fix=False)
        return {one.name: one.state for one in told.findings if one.state in {"warning", "fault"}}


@pytest.fixture
def used() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
async def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    world = World()
    async with TestServer(world.app()) as server:
        base = str(server.make_url("")).rstrip("/")
        yield Place(tmp_path, world, sound(base, tmp_path), monkeypatch)


Plant = Callable[[Place], None]


def setting(name: str, value: str) -> Plant:
    return lambda place: place.settings.update({name: value})


def world(name: str, value: object) -> Plant:
    return lambda place: setattr(place.world, name, value)


def all_of(*plants: Plant) -> Plant:
    def plant(place: Place) -> None:
        for one in plants:
            one(place)

    return plant


def without(*names: str) -> Plant:
    return lambda place: place.without(*names)


def env_file(text: str, mode: int = 0o600) -> Plant:
    def plant(place: Place) -> None:
        (place.folder / ".env").write_text(text)
        (place.folder / ".env").chmod(mode)

    return plant


def file(name: str, text: str = "These are notes, not tables.\n") -> Plant:
    def plant(place: Place) -> None:
        (place.folder / name).write_text(text)

    return plant


def shop(name: str, script: str = "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)") -> Plant:
    """Plant a database that experts ask."""

    def plant(place: Place) -> None:
        with closing(sqlite3.connect(place.folder / name)) as connection:
            connection.executescript(f"{script}; PRAGMA user_version = 1;")

    return plant


def asking(name: str) -> Plant:
    return setting("EXPERT_DATABASE_URL", f"sqlite:///{name}")


def little_room(free: int) -> Plant:
    return lambda place: place.monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, free))


def graph_of(text: str) -> Plant:
    def plant(place: Place) -> None:
        graphs = place.folder / "graphs"
        shutil.copytree(FOLDER.parent / "graphs", graphs)
        (graphs / "mine.toml").write_text(text)
        place.monkeypatch.setattr("core.graph.files", lambda _: graphs)

    return plant


over_http = all_of(without("SLACK_APP_TOKEN"), setting("SLACK_SIGNING_SECRET", SIGNING))
by_webhook = all_of(
    setting("TELEGRAM_WEBHOOK_URL", "https://bot.example"),
    setting("TELEGRAM_WEBHOOK_SECRET", WEBHOOK_SECRET),
)
installing = all_of(
    over_http,
    without("SLACK_BOT_TOKEN"),
    setting("SLACK_CLIENT_ID", "1.2"),
    setting("SLACK_CLIENT_SECRET", "planted-client-secret"),
    setting("SECRET_KEYS", f"{'k' * 43}="),
)
failing = {"last_error_message": "Connection refused"}
OURS = "https://bot.example/telegram/webhook"
NO_PLATFORM = without("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DISCORD_TOKEN", "TELEGRAM_TOKEN")
PLANTED: list[tuple[Plant, dict[str, str]]] = [
    (setting("HTTP_PORT", "http"), {"settings.http_port": "fault"}),
    (setting("ADMINS", "ada"), {"settings.admins": "fault"}),
    (env_file("GRAPH=v1\n", 0o644), {"env.mode": "fault"}),
    (env_file("GRAPH=v1\n", 0o604), {"env.mode": "fault"}),
    (env_file("GRAPH=v1\n", 0o620), {"env.mode": "fault"}),
    (env_file("GRAPH=v1\n", 0o640), {"env.mode": "warning"}),
    (env_file("GRAF=v1\nSOMEBODY=else\n"), {}),
    (env_file("SLACK_BOT_TOKN=x\nSOMEBODY=else\n"), {"env.names": "warning"}),
    (NO_PLATFORM, {"platforms": "fault", "admins.platforms": "warning"}),
    (without("ADMINS"), {"admins": "warning"}),
    (all_of(without("DISCORD_TOKEN"), setting("ADMINS", "slack:U1,discord:2")), {"admins.platforms": "warning"}),
    (setting("PLACES", "slack:T1,myspace:2"), {"places.platforms": "warning"}),
    (setting("DIRECT_MESSAGES", "welcome"), {"direct-messages": "warning"}),
    (setting("CLOCK", "2026-11-22T10:00"), {"clock": "warning"}),
    (without("SLACK_BOT_TOKEN"), {"slack.token": "fault"}),
    (setting("SLACK_BOT_TOKEN", "xoxp-1"), {"slack.token": "fault"}),
    (setting("SLACK_BOT_TOKEN", f"{BOT_TOKEN} "), {"slack.token": "fault"}),
    (
        all_of(setting("SLACK_BOT_TOKEN", APP_TOKEN), setting("SLACK_APP_TOKEN", BOT_TOKEN)),
        {"slack.token": "fault", "slack.app-token": "fault"},
    ),
    (without("SLACK_APP_TOKEN"), {"slack.receiving": "fault"}),
    (over_http, {}),
    (installing, {}),
    (all_of(installing, setting("SLACK_CLIENT_SECRET", "")), {"slack.installing": "fault"}),
    (all_of(installing, setting("SECRET_KEYS", "")), {"secret-keys": "fault"}),
    (all_of(installing, setting("SECRET_KEYS", "a-key,another")), {"secret-keys": "fault"}),
    (world("bot_error", "account_inactive"), {"slack.login": "fault"}),
    (world("app_error", "missing_scope"), {"slack.socket": "fault"}),
    (world("scopes", tuple(s for s in SCOPES if s != "chat:write")), {"slack.scopes": "fault"}),
    (world("scopes", tuple(s for s in SCOPES if s != "files:write")), {"slack.scopes": "warning"}),
    (world("scopes", tuple(s for s in SCOPES if s != "im:write")), {"slack.scopes": "warning"}),
    (world("scopes", tuple(s for s in SCOPES if s != "assistant:write")), {"slack.agent": "warning"}),
    (world("ahead", {"api": 90.0}), {"slack.clock": "fault"}),
    (world("ahead", {"v10": -90.0}), {"discord.clock": "fault"}),
    (world("ahead", {"telegram": 90.0}), {"telegram.clock": "fault"}),
    (world("ahead", {"telegram": 30.0}), {}),
    (world("status", {"api": 503}), {"slack.unreachable": "fault"}),
    (world("status", {"api": 404}), {"slack.unreachable": "fault"}),
    (world("status", {"v10": 502}), {"discord.unreachable": "fault"}),
    (world("status", {"v10": 404}), {"discord.login": "fault"}),
    (world("status", {"telegram": 429}), {"telegram.unreachable": "fault"}),
    (setting("DISCORD_TOKEN", "Bot x.y.z"), {"discord.token": "fault"}),
    (all_of(without("DISCORD_API_URL"), setting("DISCORD_TOKEN", "no-token")), {"discord.token": "fault"}),
    (setting("DISCORD_TOKEN", "another-token"), {"discord.login": "fault"}),
    (world("flags", 0), {"discord.intents": "fault"}),
    (world("flags", 1 << 18), {}),
    (world("endpoint", "https://bot.example/discord"), {"discord.interactions": "fault"}),
    (world("guilds", []), {"discord.servers": "warning"}),
    (setting("TELEGRAM_TOKEN", "trivium_bot"), {"telegram.token": "fault"}),
    (setting("TELEGRAM_TOKEN", "4711:another"), {"telegram.login": "fault"}),
    (world("webhook", {"url": ELSEWHERE, "pending_update_count": 0}), {"telegram.webhook": "fault"}),
    (world("rival", True), {"telegram.rival": "fault"}),
    (world("reads_all", False), {}),
    (by_webhook, {}),
    (all_of(by_webhook, world("webhook", {"url": OURS})), {}),
    (all_of(by_webhook, world("webhook", {"url": ELSEWHERE})), {"telegram.webhook": "fault"}),
    (
        all_of(by_webhook, world("webhook", {"url": OURS, "pending_update_count": 2, **failing})),
        {"telegram.delivery": "fault"},
    ),
    (all_of(by_webhook, world("webhook", {"url": OURS, **failing})), {"telegram.delivery": "warning"}),
    (all_of(by_webhook, setting("TELEGRAM_WEBHOOK_SECRET", "")), {"telegram.webhook-secret": "fault"}),
    (all_of(by_webhook, setting("TELEGRAM_WEBHOOK_SECRET", "with blanks")), {"telegram.webhook-secret": "fault"}),
    (
        all_of(by_webhook, setting("TELEGRAM_WEBHOOK_URL", "http://bot.example")),
        {"telegram.webhook-url": "fault"},
    ),
    (setting("DATABASE_URL", "postgresql://db/trivium"), {"database.url": "fault"}),
    (setting("DATABASE_URL", "sqlite:///none/trivium.db"), {"database.folder": "warning"}),
    (all_of(file("none"), setting("DATABASE_URL", "sqlite:///none/trivium.db")), {"database.folder": "fault"}),
    (file("trivium.db"), {"database.file": "fault"}),
    (file("trivium.db-wal"), {"database.wal": "fault"}),
    (little_room(400_000_000), {"disk.database": "warning"}),
    (little_room(40_000_000), {"disk.database": "fault"}),
    (setting("TRACE_FILE", "nowhere/trace.jsonl"), {"disk.trace": "fault"}),
    (
        all_of(little_room(600_000_000), setting("TRACE_FILE", "t"), setting("TRACE_BYTES", "400000000")),
        {"disk.trace": "fault"},
    ),
    (setting("MODEL", "huge"), {"model.name": "fault"}),
    (setting("MODELS", "small,tiny"), {"model.name": "fault"}),
    (world("key", "another-key"), {"model.key": "fault"}),
    (world("status", {"model": 500}), {"model.unreachable": "fault"}),
    (without("MODEL"), {"model.settings": "fault"}),
    (without("MODEL_BASE_URL", "MODEL_API_KEY"), {"model.settings": "fault"}),
    (setting("GRAPH", "v9"), {"graphs.default": "fault"}),
    (asking("nowhere.db"), {"expert.main": "fault"}),
    (all_of(file("notes.db"), asking("notes.db")), {"expert.main": "fault"}),
    (setting("EXPERT_DATABASE_URL", "postgresql://reader:sesame@127.0.0.1:9/x"), {"expert.main": "fault"}),
    (setting("EXPERT_DATABASE_URL", "nosuch://db/x"), {"expert.main": "fault"}),
    (all_of(shop("shop.db"), asking("shop.db")), {}),
    (
        all_of(shop("shop.db"), setting("EXPERT_DATABASES", "hr=sqlite:///shop.db it=sqlite:///no.db")),
        {"expert.it": "fault"},
    ),
    (all_of(shop("shop.db", ""), asking("shop.db")), {"expert.main": "warning"}),
    (all_of(shop("shop.db"), asking("shop.db"), setting("EXPERT_MASKED", "customers.email")), {}),
    (
        all_of(shop("shop.db"), asking("shop.db"), setting("EXPERT_MASKED", "customer.email")),
        {"expert.masked": "fault"},
    ),
    (graph_of("title = 3\n"), {"graphs.files": "fault"}),
]


@pytest.mark.parametrize(
    ("plant", "expected"), PLANTED, ids=[f"{i}-{'+'.join(e) or 'well'}" for i, (_, e) in enumerate(PLANTED)]
)
async def test_what_is_planted_is_found_by_its_name_and_nothing_else(
    place: Place, plant: Plant, expected: dict[str, str]
) -> None:
    plant(place)

    assert await place.found() == expected


async def test_a_sound_set_up_has_no_fault_and_no_warning(place: Place) -> None:
    assert await place.found() == {}


@pytest.mark.parametrize(
    ("plant", "state"),
    [(setting("MODEL", "small"), "warning"), (over_http, "fault"), (installing, "fault"), (by_webhook, "fault")],
    ids=["dialled", "over-http", "installing", "by-webhook"],
)
async def test_a_port_in_use_is_a_fault_only_where_a_platform_comes_in_by_it(
    place: Place, used: int, plant: Plant, state: str
) -> None:
    plant(place)
    place.settings["HTTP_PORT"] = str(used)

    assert await place.found() == {"http.port": state}


async def made(place: Place, statement: str = "") -> None:
    """Make the database, and change it behind the program's back."""
    await upgrade(place.settings["DATABASE_URL"])
    if statement:
        with closing(sqlite3.connect(place.database)) as connection, connection:
            connection.execute(statement)


async def test_a_damaged_database_is_found(place: Place) -> None:
    await made(place)
    with place.database.open("r+b") as damaged:
        damaged.seek(2048)
        damaged.write(b"\xff" * 4096)

    assert await place.found() == {"database.damage": "fault"}


@pytest.mark.parametrize(("revision", "state"), [("0001", "warning"), ("9999", "fault")], ids=["pending", "newer"])
async def test_tables_of_another_program_are_found(place: Place, revision: str, state: str) -> None:
    first = min(path.stem for path in (FOLDER / "versions").glob("0001*"))
    await made(place, f"UPDATE alembic_version SET version_num = '{first if revision == '0001' else revision}'")

    assert await place.found() == {"database.migrations": state}


async def test_a_log_that_was_left_behind_is_told_of(place: Place) -> None:
    await made(place)
    log_of(place.database).write_bytes(b"left")

    assert await place.found() == {"database.wal": "warning"}


async def test_a_bot_at_work_is_no_fault_and_is_not_disturbed(place: Place) -> None:
    await made(place)
    place.in_env()
    descriptor = os.open(f"{place.database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        told = await examination(fix=False)
    finally:
        os.close(descriptor)

    states = {one.name: one.state for one in told.findings}
    assert "fault" not in states.values()
    assert (states["database.damage"], states["telegram.rival"]) == ("skipped", "skipped")
    assert any("A bot is running" in one.sentence for one in told.findings)
    assert not [asked for asked in place.world.asked if "getUpdates" in asked]
