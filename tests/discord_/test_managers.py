"""Managers: whom Discord itself counts among those who run the server."""

import pytest
from msgspec.structs import replace

from core.errors import PlatformError, RateLimited
from core.events import Action, AdminCommand, Inbound
from tests.discord_.connected import Home, connected

GUILD, MEMBER = "GET /guilds/{guild}", "GET /guilds/{guild}/members/{user}"
ADMINISTRATOR, MANAGE_MESSAGES, MANAGE_SERVER = 1 << 3, 1 << 13, 1 << 5


async def wrote(home: Home, user: str) -> Inbound:
    await home.sandbox.say(user, home.general, "@Trivium hi")
    return await home.inbox.next()


async def commanded(home: Home, user: str) -> Inbound:
    await home.sandbox.say(user, home.general, "/stop")
    return await home.inbox.next()


@pytest.mark.parametrize(
    ("permissions", "manages"), [(ADMINISTRATOR, True), (MANAGE_SERVER, True), (MANAGE_MESSAGES, False)]
)
async def test_of_who_writes_the_roles_decide_as_they_are_at_that_moment(permissions: int, *, manages: bool) -> None:
    async with connected() as home:
        message = await wrote(home, home.ben)
        before = await home.gateway.port.administers(message)

        home.sandbox.appoint(home.ben, permissions)

        assert (before, await home.gateway.port.administers(message)) == (False, manages)


async def test_the_owner_needs_no_role() -> None:
    async with connected() as home:
        message = await wrote(home, home.ada)

        assert await home.gateway.port.administers(message)


@pytest.mark.parametrize(
    ("permissions", "manages"), [(ADMINISTRATOR, True), (MANAGE_SERVER, True), (MANAGE_MESSAGES, False)]
)
async def test_of_who_gives_a_command_its_own_permissions_decide_without_a_request(
    permissions: int, *, manages: bool
) -> None:
    async with connected() as home:
        home.sandbox.appoint(home.ben, permissions)
        command = await commanded(home, home.ben)

        assert isinstance(command, AdminCommand)
        assert await home.gateway.port.administers(command) is manages
        assert home.calls("GET /guilds") == []


async def test_of_who_clicks_the_permissions_of_the_click_decide() -> None:
    async with connected() as home:
        message = await wrote(home, home.ada)
        native = await home.send(message, "Here.", count=0)
        place, _, posted = native.partition(":")
        for user in (home.ada, home.ben):
            await home.sandbox.click(user, place, posted, "count:inc:1")
        clicks = [await home.inbox.next() for _ in range(2)]

        assert all(isinstance(click, Action) for click in clicks)
        assert [await home.gateway.port.administers(click) for click in clicks] == [True, False]


async def test_nobody_runs_direct_messages_the_owner_of_the_server_neither() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        await home.sandbox.say(home.ada, home.direct, "/stop")
        message, command = await home.inbox.next(), await home.inbox.next()

        assert [await home.gateway.port.administers(one) for one in (message, command)] == [False, False]
        assert [(one.direct, one.server) for one in (message, command)] == [(True, ""), (True, "")]


async def test_what_is_said_in_a_server_names_it_and_is_not_direct() -> None:
    async with connected() as home:
        message, command = await wrote(home, home.ada), await commanded(home, home.ada)

        assert {(one.direct, one.server) for one in (message, command)} == {(False, "discord:1100000000000000002")}
        assert not any(one.person.member for one in (message, command))


async def test_who_has_left_the_server_does_not_run_it() -> None:
    async with connected() as home:
        message = await wrote(home, home.ben)
        home.sandbox.appoint(home.ben, ADMINISTRATOR)
        home.sandbox.leave(home.ben)

        assert await home.gateway.port.administers(message) is False


async def test_a_server_that_we_are_not_in_is_an_error_in_one_sentence() -> None:
    async with connected() as home:
        message = replace(await wrote(home, home.ben), server="discord:1")

        with pytest.raises(PlatformError, match=r"^Discord refused to say who runs the server: "):
            await home.gateway.port.administers(message)


@pytest.mark.parametrize("route", [GUILD, MEMBER])
async def test_a_pause_that_discord_asks_for_is_handed_on(route: str) -> None:
    async with connected() as home:
        message = await wrote(home, home.ben)
        home.sandbox.faults.fail_next(route, status=429, retry_after=60.0)

        with pytest.raises(RateLimited, match="say who runs the server") as limited:
            await home.gateway.port.administers(message)

        assert limited.value.retry_after == 60.0


async def test_the_right_to_administer_suffices_where_discord_does_not_spell_out_what_it_includes() -> None:
    async with connected() as home:
        command = await commanded(home, home.ben)
        bare = replace(command, origin={**command.origin, "permissions": str(ADMINISTRATOR)})

        assert await home.gateway.port.administers(bare)
