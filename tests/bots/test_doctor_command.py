"""The doctor as an operator calls it: what is printed, what is mended, and what is left alone."""

import asyncio
import json
import shutil
import socket
import sqlite3
import stat
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import Conflict

from adapters.shared.checkup import Line
from adapters.slack.checkup import SlackCheckup
from adapters.slack.manifest import SCOPES
from adapters.telegram.checkup import TelegramCheckup
from bots.doctor.command import doctor
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TOKEN, TelegramSandbox
from bots.settings import Settings
from migrations.run import FOLDER, revisions, upgrade
from tests.bots.doctored import ELSEWHERE, SECRETS, WEBHOOK_SECRET, World, sound
from tests.bots.program import bots, running
from tests.serving import serving
from tests.waiting import until


async def ran(*arguments: str, cwd: Path, **settings: str) -> tuple[str, int]:
    """Run the program and return what it prints and its exit status."""
    process = await bots("doctor", *arguments, cwd=cwd, **settings)
    out, complaint = await process.communicate()
    assert complaint == b""
    assert process.returncode is not None
    return out.decode(), process.returncode


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


async def told(settings: Mapping[str, str], *, fix: bool = False, as_json: bool = False) -> tuple[str, int]:
    """Return what the program would print, and its exit status, with these settings in the environment."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        return await doctor(fix=fix, json=as_json)


def states(printed: str) -> dict[str, str]:
    """Return the states by name from what was printed, down to the empty line."""
    lines = printed.split("\n\n", maxsplit=1)[0].splitlines()
    return {line.split()[0]: line.split()[1] for line in lines}


@asynccontextmanager
async def served(world: World) -> AsyncIterator[str]:
    async with TestServer(world.app()) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_a_sound_set_up_is_said_to_be_well(tmp_path: Path) -> None:
    async with served(World()) as base:
        printed, status = await told(sound(base, tmp_path))

    assert status == 0
    assert set(states(printed).values()) == {"ok"}
    assert "@trivium" in printed


async def test_in_an_empty_folder_it_says_that_there_is_no_platform(tmp_path: Path) -> None:
    printed, status = await ran(cwd=tmp_path)

    assert status == 1
    assert states(printed)["platforms"] == "fault"
    assert printed.splitlines()[-1].startswith("1 fault, ")
    assert not (tmp_path / ".trivium").exists()


async def test_the_sandbox_is_well(tmp_path: Path) -> None:
    slack, discord, telegram = SlackSandbox(Shelf(None)), DiscordSandbox(Shelf(None)), TelegramSandbox(Shelf(None))
    async with serving(slack.app) as one, serving(discord.app) as two, serving(telegram.app) as three:
        settings = {**slack.environment(one), **discord.environment(two), **telegram.environment(three)}
        printed, status = await told({**settings, "ADMINS": slack.admin(), "HTTP_PORT": "0"})

    assert status == 0
    assert "fault" not in states(printed).values()
    assert {"slack.login", "discord.login", "telegram.login"} <= states(printed).keys()


async def test_a_missing_scope_is_named_with_what_to_do(tmp_path: Path) -> None:
    world = World(scopes=tuple(scope for scope in SCOPES if scope not in {"commands", "im:history"}))
    async with served(world) as base:
        printed, status = await told(sound(base, tmp_path))

    (line,) = (line for line in printed.splitlines() if line.startswith("slack.scopes"))
    assert status == 1
    assert "add commands, im:history under OAuth & Permissions and reinstall the app." in line


async def test_no_secret_is_ever_printed(tmp_path: Path) -> None:
    world = World(bot_error="invalid_auth", flags=None, webhook={"url": f"{ELSEWHERE}/{WEBHOOK_SECRET}"}, key="other")
    async with served(world) as base:
        settings = sound(base, tmp_path) | {"TELEGRAM_TOKEN": "4711:refused-telegram-token"}
        printed = "".join([(await told(settings, as_json=how))[0] for how in (True, False)])
        settings |= sound("http://127.0.0.1:9", tmp_path) | {"TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET}
        printed += (await told(settings))[0]

    assert [secret for secret in (*SECRETS, "refused-telegram-token") if secret in printed] == []
    assert "unreachable" in printed


async def test_as_json_it_is_for_programs(tmp_path: Path) -> None:
    async with served(World(rival=True)) as base:
        printed, status = await ran("--json", cwd=tmp_path, **sound(base, tmp_path))

    found = {one["name"]: one for one in json.loads(printed)["findings"]}
    assert status == 1
    assert found["telegram.rival"]["state"] == "fault"
    assert all(one.keys() == {"name", "state", "sentence"} for one in found.values())


async def test_what_can_do_no_harm_is_mended_and_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("GRAPH=v1\n")
    (tmp_path / ".env").chmod(0o644)
    async with served(World()) as base:
        settings = sound(base, tmp_path) | {"DATABASE_URL": "sqlite:///data/t.db"}
        before, refused = await told(settings)
        after, status = await told(settings, fix=True)

    assert refused == 1
    assert "--fix` mends env.mode, database.folder." in before
    assert status == 0
    assert all(f"Mended: {name}: " in after for name in ("env.mode", "database.folder"))
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


async def test_a_group_that_may_read_the_settings_is_told_of_and_goes_on_reading_them(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("GRAPH=v1\n")
    (tmp_path / ".env").chmod(0o640)
    async with served(World()) as base:
        printed, status = await told(sound(base, tmp_path), fix=True)

    assert (status, states(printed)["env.mode"]) == (0, "warning")
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o640


async def test_a_webhook_in_the_way_may_be_another_bot_s_and_is_only_reported(tmp_path: Path) -> None:
    world = World(webhook={"url": ELSEWHERE, "pending_update_count": 3})
    async with served(world) as base:
        printed, status = await told(sound(base, tmp_path), fix=True)

    (line,) = (line for line in printed.splitlines() if line.startswith("telegram.webhook"))
    assert (status, states(printed)["telegram.webhook"]) == (1, "fault")
    assert "a bot that polls deletes it when it starts; set TELEGRAM_WEBHOOK_URL if it is yours." in line
    assert not [asked for asked in world.asked if "deleteWebhook" in asked]


async def test_tables_are_brought_up_to_date(tmp_path: Path) -> None:
    older, url = tmp_path / "older", f"sqlite:///{tmp_path}/trivium.db"
    shutil.copytree(FOLDER, older)
    for later in revisions()[1:]:
        (older / "versions" / f"{later}.py").unlink()
    await upgrade(url, older)
    async with served(World()) as base:
        before, _ = await told(sound(base, tmp_path))
        after, status = await told(sound(base, tmp_path), fix=True)

    assert states(before)["database.migrations"] == "warning"
    assert (status, states(after)["database.migrations"]) == (0, "ok")
    with closing(sqlite3.connect(tmp_path / "trivium.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revisions()[-1],)


async def test_a_file_that_is_no_database_is_only_reported(tmp_path: Path) -> None:
    (tmp_path / "trivium.db").write_text("notes")
    async with served(World()) as base:
        printed, status = await told(sound(base, tmp_path), fix=True)

    assert (status, states(printed)["database.file"]) == (1, "fault")
    assert (tmp_path / "trivium.db").read_text() == "notes"


async def test_a_fix_that_fails_is_said_once_and_ends(tmp_path: Path) -> None:
    async with served(World()) as base:
        settings = sound(base, tmp_path) | {"DATABASE_URL": "sqlite:////proc/none/t.db"}
        printed, _ = await told(settings, fix=True)

    assert printed.count("Not mended: database.folder: The folder /proc/none cannot be made: ") == 1


async def test_without_a_network_each_platform_says_why(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    printed, status = await told(sound(f"http://127.0.0.1:{port}", tmp_path))

    assert status == 1
    for name in ("slack", "discord", "telegram", "model"):
        (line,) = (line for line in printed.splitlines() if line.startswith(f"{name}.unreachable"))
        assert f"127.0.0.1:{port} takes no connection (connection refused)" in line


async def test_a_server_that_never_answers_is_left_after_a_short_time() -> None:
    sandbox = TelegramSandbox(Shelf(None))
    sandbox.half_open = True
    async with serving(sandbox.app) as base, aiohttp.ClientSession() as session:
        line = Line(session, patience=0.2)
        found = await TelegramCheckup(TOKEN, base).examine(line, alone=True)

    assert found[-1].name == "telegram.unreachable"
    assert "no answer within 0.2 s" in found[-1].sentence


async def test_what_was_found_before_the_connection_broke_is_told() -> None:
    sandbox = SlackSandbox(Shelf(None))
    sandbox.fail_next("apps.connections.open", status=503)
    async with serving(sandbox.app) as base, aiohttp.ClientSession() as session:
        settings = sandbox.environment(base)
        tokens = settings["SLACK_BOT_TOKEN"], settings["SLACK_APP_TOKEN"], ""
        found = await SlackCheckup(*tokens, settings["SLACK_API_URL"]).examine(Line(session, time.time), alone=True)

    assert {one.name: one.state for one in found}.items() >= {"slack.login": "ok", "slack.unreachable": "fault"}.items()


async def test_another_poller_is_found_and_loses_nothing() -> None:
    sandbox = TelegramSandbox(Shelf(None))
    conflicts = 0

    async def poll(base: str) -> None:
        nonlocal conflicts
        async with Bot(TOKEN, base_url=f"{base}/bot") as rival:
            while True:
                try:
                    await rival.get_updates(timeout=5)
                except Conflict:
                    conflicts += 1
                    await asyncio.sleep(0.1)

    async with serving(sandbox.app) as base, aiohttp.ClientSession() as session:
        polling = asyncio.create_task(poll(base))
        await until(lambda: sandbox.connected)
        found = await TelegramCheckup(TOKEN, base, probe=2).examine(Line(session), alone=True)
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling

    (rival,) = (one for one in found if one.name == "telegram.rival")
    assert rival.state == "fault"
    assert conflicts == 1


async def test_messages_that_wait_are_neither_taken_nor_a_sign_of_a_rival() -> None:
    sandbox = TelegramSandbox(Shelf(None))
    person = sandbox.snapshot()["users"][0]["id"]
    await sandbox.say(person, sandbox.snapshot()["places"][0]["id"], "hello")
    async with serving(sandbox.app) as base, aiohttp.ClientSession() as session:
        found = await TelegramCheckup(TOKEN, base, probe=1).examine(Line(session), alone=True)
        async with Bot(TOKEN, base_url=f"{base}/bot") as bot:
            waiting = await bot.get_updates(timeout=0)

    assert {one.name: one.state for one in found}["telegram.rival"] == "ok"
    assert [update.message.text for update in waiting if update.message] == ["hello"]


@pytest.mark.parametrize("fix", [False, True])
async def test_a_running_bot_is_left_alone(tmp_path: Path, fix: bool) -> None:
    sandbox = TelegramSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        settings = sandbox.environment(base) | {"HTTP_PORT": "0"}
        async with running("run", cwd=tmp_path, **settings):
            printed, status = await told(settings, fix=fix)
            probes = [c for c in sandbox.calls if c.method == "getUpdates" and str(c.params.get("limit")) == "1"]

    assert status == 0
    assert states(printed)["telegram.rival"] == states(printed)["http.port"] == "skipped"
    assert "A bot is running on this database" in printed
    assert probes == []
