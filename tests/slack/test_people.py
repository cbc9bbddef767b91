"""What Slack says of people: who runs the workspace, what they are called."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import names as names_module
from adapters.slack.names import Names
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError, PlatformUnreachable, RateLimited
from core.events import Inbound
from tests.serving import serving
from tests.slack.connected import Connected, over_socket


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


@asynccontextmanager
async def client_of(sandbox: SlackSandbox) -> AsyncIterator[AsyncWebClient]:
    async with serving(sandbox.app) as base, ClientSession() as session:
        settings = sandbox.environment(base)
        yield AsyncWebClient(settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"], session=session)


async def said(both: Connected, user: str, room: str) -> Inbound:
    await both.sandbox.say(user, room, "hi")
    return await both.inbox.next()


def asked(sandbox: SlackSandbox) -> int:
    return sum(call.method == "users.info" for call in sandbox.calls)


async def test_the_workspaces_admin_runs_it_and_others_do_not(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        ada, ben = await said(both, "U1", "D1"), await said(both, "U2", "D2")

        assert await both.gateway.port.administers(ada)
        assert not await both.gateway.port.administers(ben)


@pytest.mark.parametrize("role", ["is_admin", "is_owner", "is_primary_owner"])
async def test_each_of_slacks_three_roles_runs_the_workspace_from_when_it_is_given(
    sandbox: SlackSandbox, role: str
) -> None:
    async with over_socket(sandbox) as both:
        ben = await said(both, "U2", "D2")
        before = await both.gateway.port.administers(ben)

        sandbox.describe("U2", **{role: True})

        assert (before, await both.gateway.port.administers(ben)) == (False, True)


@pytest.mark.parametrize("why", [{"deleted": True}, {"is_bot": True}, {"team_id": "T2"}])
async def test_who_left_a_bot_and_an_admin_of_another_workspace_run_nothing(
    sandbox: SlackSandbox, why: dict[str, object]
) -> None:
    async with over_socket(sandbox) as both:
        ada = await said(both, "U1", "D1")

        sandbox.describe("U1", **why)

        assert not await both.gateway.port.administers(ada)


@pytest.mark.parametrize("code", ["user_not_found", "user_not_visible"])
async def test_somebody_the_workspace_does_not_know_runs_nothing(sandbox: SlackSandbox, code: str) -> None:
    async with over_socket(sandbox) as both:
        ada = await said(both, "U1", "D1")
        sandbox.fail_next("users.info", status=200, error=code)

        assert not await both.gateway.port.administers(ada)


async def test_that_slack_cannot_be_asked_is_told_and_never_a_yes(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        ada = await said(both, "U1", "D1")

        sandbox.fail_next("users.info", status=503)
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.administers(ada)
        sandbox.fail_next("users.info", retry_after=9)
        with pytest.raises(RateLimited):
            await both.gateway.port.administers(ada)
        sandbox.fail_next("users.info", status=200, error="missing_scope", needed="users:read")
        with pytest.raises(PlatformError, match="it needs users:read"):
            await both.gateway.port.administers(ada)


async def test_slack_says_what_people_are_called_and_which_language_they_use(sandbox: SlackSandbox) -> None:
    sandbox.describe("U1", locale="de-DE", profile={"real_name": "Ada Lovelace", "display_name": "Countess"})
    async with over_socket(sandbox) as both:
        ada = await said(both, "U1", "D1")

        assert await both.gateway.port.claims(ada) == {
            "name": "Ada Lovelace",
            "preferred_username": "Countess",
            "username": "ada",
            "language": "de-DE",
        }


async def test_who_has_no_display_name_is_called_by_the_username(sandbox: SlackSandbox) -> None:
    sandbox.describe("U1", locale=None, profile={"real_name": "", "display_name": ""})
    async with client_of(sandbox) as client:
        claims = await Names(client).claims("U1")

    assert claims == {"name": "Ada", "preferred_username": "ada", "username": "ada"}


async def test_a_person_is_asked_for_once_however_many_want_to_know_and_again_after_ten_minutes(
    sandbox: SlackSandbox,
) -> None:
    now = 0.0
    async with client_of(sandbox) as client:
        names = Names(client, lambda: now)

        await asyncio.gather(*(names.claims("U1") for _ in range(5)))
        now = 599.0
        await names.claims("U1")
        before = asked(sandbox)
        now = 601.0
        sandbox.describe("U1", profile={"real_name": "Ada L."})
        later = await names.claims("U1")

    assert (before, asked(sandbox), later["name"]) == (1, 2, "Ada L.")


async def test_a_name_that_slack_does_not_tell_is_no_error_and_not_asked_for_at_every_turn(
    sandbox: SlackSandbox,
) -> None:
    async with client_of(sandbox) as client:
        names = Names(client)
        sandbox.fail_next("users.info", status=503)

        assert await names.claims("U1") == {}
        assert await names.claims("U1") == {}
        assert asked(sandbox) == 0


async def test_nobody_waits_long_for_a_name(sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "_PATIENCE", 0.05)
    async with client_of(sandbox) as client:
        sandbox.lag = (0.5, 0.0)

        assert await Names(client).claims("U1") == {}


async def test_without_the_scope_the_log_names_it_once_and_slack_is_asked_no_more(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with client_of(sandbox) as client:
        names = Names(client)
        sandbox.fail_next("users.info", status=200, error="missing_scope", needed="users:read")

        assert [await names.claims(user) for user in ("U1", "U2")] == [{}, {}]

    lines = [line.message for line in caplog.records if "users:read" in line.message]
    assert len(lines) == 1
    assert "Add the scope users:read and install the app anew." in lines[0]
    assert asked(sandbox) == 0


async def test_only_so_many_people_are_remembered(sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "_PEOPLE", 1)
    async with client_of(sandbox) as client:
        names = Names(client)

        for user in ("U1", "U2", "U1"):
            await names.claims(user)

    assert asked(sandbox) == 3


async def test_an_asker_who_gives_up_takes_nothing_from_the_others(sandbox: SlackSandbox) -> None:
    async with client_of(sandbox) as client:
        names = Names(client)
        sandbox.lag = (0.1, 0.0)
        first, second = asyncio.create_task(names.claims("U1")), asyncio.create_task(names.claims("U1"))
        await asyncio.sleep(0.02)

        first.cancel()

        assert (await second)["name"] == "Ada"
