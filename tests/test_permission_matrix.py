"""Who may do what by which entry, each cell tried for real on each platform, against the table of permissions."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path

import aiohttp
import pytest

from adapters.web.routes import application
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from core.permissions import CHAT, ROLES, VERBS, Role, allowed
from core.ranks import Ranks
from tests.matrix.acts import SECRET, Acts, Cell
from tests.matrix.cast import ADA, BEN, CLEO, DAN, EVE, enter
from tests.matrix.doing import do_all
from tests.matrix.stage import PATIENCE, Stage
from tests.matrix.trying import try_all
from tests.serving import serving
from tests.town import services, town
from tests.waiting import until

pytestmark = pytest.mark.timeout(240)

PLATFORMS = ("slack", "discord", "telegram")
_CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_SHOWN_CODE = "Your code is"


@asynccontextmanager
async def stage_of(
    platform: str, folder: Path, patch: pytest.MonkeyPatch, **settings: str
) -> AsyncIterator[tuple[Stage, Acts]]:
    """Run the program on a platform with all its people, the member let in where the platform vouches for nobody."""
    ids = enter(platform, patch)
    service = services()[platform]
    wanted = {"ADMINS": service.admin(), "PLACES": ids.channel + ids.room, "EVENTS_A_MINUTE": "0"}
    told = wanted | {"DIRECT_MESSAGES": "pair"} | settings
    async with town(service, folder) as here, here.assistant(**told) as assistant:
        await here.connected()
        stage = Stage(service, ids, here.database, lambda: assistant.sessions.busy)
        guests = iter((DAN, EVE))

        async def code() -> str:
            return await knock(stage, next(guests, CLEO))

        if platform != "slack":
            await stage.slash(ADA, ids.direct[ADA], f"/pair {await knock(stage, BEN)}")
            await until(lambda: "may talk with me now" in stage.seen(ADA), PATIENCE)
        acts = Acts(stage, code)
        acts.homes[CLEO], acts.rooms[CLEO] = ids.direct[CLEO], ids.outside
        yield stage, acts


async def knock(stage: Stage, name: str) -> str:
    """Let somebody write to us for the first time; return the code that they are shown."""
    if _SHOWN_CODE not in stage.seen(name):
        await stage.words(name, stage.ids.direct[name], f"let me in, {SECRET}")
        await until(lambda: _SHOWN_CODE in stage.seen(name), PATIENCE)
    found = _CODE.search(stage.seen(name))
    assert found is not None
    return found[0]


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_each_may_do_by_each_entry_what_the_table_says_and_nothing_else(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage_of(platform, tmp_path, monkeypatch) as (stage, acts):
        cells: dict[Cell, bool] = {}
        await acts.settle_in(ADA)
        cells |= await do_all(acts, "admin")
        await acts.settle_in(BEN)
        cells |= await do_all(acts, "member")
        cells |= await try_all(acts, "admin")
        cells |= await try_all(acts, "member")
        cells |= await do_all(acts, "stranger")
        cells |= await try_all(acts, "stranger")

        assert {cell: done for cell, done in cells.items() if done is not allowed(cell[0], cell[1], cell[3])} == {}
        assert set(cells) == {(entry, role, platform, verb) for entry in CHAT for role in ROLES for verb in VERBS}
        assert b"Score" in stage.kept()
        assert SECRET.encode() not in stage.kept()


async def test_over_http_all_see_the_health_and_who_knows_the_token_the_metrics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("slack", monkeypatch)
    async with (
        town(services()["slack"], tmp_path) as here,
        here.assistant(METRICS_TOKEN="open sesame") as assistant,
        serving(application(assistant.watching)) as base,
        aiohttp.ClientSession() as client,
    ):
        given: dict[Role, dict[str, str]] = {"stranger": {}, "admin": {"Authorization": "Bearer open sesame"}}
        for role, verb in product(given, VERBS):
            page = {"health": "healthz"}.get(verb, verb)
            async with client.get(f"{base}/{page}", headers=given[role]) as answer:
                assert (answer.status == 200) is allowed("web", role, verb), (role, verb, answer.status)


async def test_without_a_token_nobody_sees_the_metrics(tmp_path: Path) -> None:
    async with (
        town(services()["slack"], tmp_path) as here,
        here.assistant() as assistant,
        serving(application(assistant.watching)) as base,
        aiohttp.ClientSession() as client,
        client.get(f"{base}/metrics", headers={"Authorization": "Bearer "}) as answer,
    ):
        assert answer.status == 404


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_button_that_names_somebody_is_nobody_elses(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage_of(platform, tmp_path, monkeypatch) as (stage, acts):
        await acts.settle_in(BEN)
        await acts.settle_in(ADA, acts.rooms[BEN])
        button = await acts.bait(ADA, acts.rooms[ADA], "forget_shared")

        await stage.forge(BEN, button)
        await until(lambda: any(row.person == stage.person(BEN) and not row.allowed for row in stage.audit()), PATIENCE)
        await until(lambda: stage.idle, PATIENCE)

        assert "Forgotten." not in stage.seen(ADA) + stage.seen(BEN)
        await stage.press(ADA, button)
        await until(lambda: "Forgotten." in stage.seen(ADA), PATIENCE)


_APPOINTED = 1 << 5
"""Discord's right to manage a server."""


def appoint(stage: Stage, name: str, *, to_run: bool) -> None:
    """Let the platform count somebody among those who run the place, or no longer."""
    user = stage.ids.users[name]
    match stage.service:
        case SlackSandbox() as slack:
            slack.describe(user, is_admin=to_run)
        case DiscordSandbox() as discord:
            discord.appoint(user, _APPOINTED if to_run else 0)
        case TelegramSandbox() as telegram:
            telegram.become(user, "administrator" if to_run else "member")
        case _:
            raise TypeError(stage.platform)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_who_runs_a_place_is_an_admin_there_while_they_do_and_five_minutes_longer(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = 0.0
    monkeypatch.setattr(Ranks.__init__, "__defaults__", (lambda: time.monotonic() + later,))
    async with stage_of(platform, tmp_path, monkeypatch, TRUST_PLATFORM_ADMINS="1") as (stage, _):
        for wait, runs, may in ((0.0, True, True), (0.0, False, True), (301.0, False, False)):
            appoint(stage, BEN, to_run=runs)
            later += wait
            before = stage.audit()
            await stage.words(BEN, stage.ids.room, "/graph v1")
            await until(lambda: len(stage.audit()) > len(before), PATIENCE)  # noqa: B023 - awaited at once

            assert [(row.verb, row.allowed) for row in stage.audit()[len(before) :]] == [("graph", may)]
