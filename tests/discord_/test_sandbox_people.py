"""The fake Discord's people: who they are in the server, what they may do, and what only one of them sees."""

from typing import Any

import aiohttp
import pytest

from bots.sandbox.discord.options import given, typed_so_far
from bots.sandbox.service import Refused
from core.events import Action
from tests.discord_.connected import Home, connected

GUILD = "1100000000000000002"
KNOWN = [{"name": "graph", "type": 3}, {"name": "where", "type": 3}]


async def fetched(home: Home, path: str) -> tuple[int, Any]:
    headers = {"Authorization": "Bot sandbox"}
    async with aiohttp.ClientSession() as http, http.get(home.base + path, headers=headers) as response:
        return response.status, await response.json()


def told(home: Home, event: str, what: str) -> dict[str, Any]:
    """Return how an event with that id was told."""
    return next(data for name, data, _ in home.sandbox._hub._told if name == event and data["id"] == what)


def values(options: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(option["name"], option["value"]) for option in options]


async def test_a_server_says_whose_it_is_and_what_its_roles_may() -> None:
    async with connected() as home:
        home.sandbox.appoint(home.ben, 32)

        _, guild = await fetched(home, f"/api/v10/guilds/{GUILD}")

        assert guild["owner_id"] == home.ada
        assert [(role["name"], int(role["permissions"]) & 32) for role in guild["roles"]] == [
            ("@everyone", 0),
            ("Helpers", 32),
        ]


async def test_a_member_has_the_role_that_they_were_given_and_no_permissions_of_their_own() -> None:
    async with connected() as home:
        home.sandbox.appoint(home.ben, 32)

        (_, guild), (_, ben), (_, ada) = [
            await fetched(home, f"/api/v10/guilds/{GUILD}{rest}")
            for rest in ("", f"/members/{home.ben}", f"/members/{home.ada}")
        ]

        assert (ben["roles"], ada["roles"]) == ([guild["roles"][1]["id"]], [])
        assert "permissions" not in ben


@pytest.mark.parametrize("rest", ["1", f"{GUILD}/members/1", "1/members/1100000000000000011"])
async def test_servers_and_members_that_are_not_there_are_not_found(rest: str) -> None:
    async with connected() as home:
        status, _ = await fetched(home, f"/api/v10/guilds/{rest}")

        assert status == 404


async def test_an_interaction_says_what_the_person_may_and_a_message_does_not() -> None:
    async with connected() as home:
        home.sandbox.appoint(home.ben, 32)
        for user in (home.ada, home.ben):
            await home.sandbox.say(user, home.general, "/stop")
        await home.sandbox.say(home.ben, home.general, "@Trivium hi")
        commands, message = [await home.inbox.next() for _ in range(2)], await home.inbox.next()

        events = [told(home, "INTERACTION_CREATE", one.event.partition(":")[2]) for one in commands]
        bits = [int(event["member"]["permissions"]) for event in events]
        assert [(one & 8, one & 32) for one in bits] == [(8, 32), (0, 32)]
        assert "permissions" not in told(home, "MESSAGE_CREATE", message.event.partition(":")[2])["member"]


async def test_a_private_message_is_changed_only_by_what_made_it_or_a_click_on_it() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "/graph")
        native = await home.send(await home.inbox.next(), "Here.", count=0, private=True)
        await home.sandbox.say(home.ada, home.general, "/stop")
        stop = await home.inbox.next()
        await home.send(stop, "Stopped.", private=True)
        other = home.gateway._interactions.get(stop.event)
        assert other is not None

        number = native.partition(":")[2]
        statuses = [
            (await fetched(home, f"/api/v10/webhooks/{other.application_id}/{other.token}/messages/{name}"))[0]
            for name in (number, "@original")
        ]
        await home.sandbox.click(home.ada, home.general, number, "count:inc:1")
        click = await home.inbox.next()

        assert statuses == [404, 200]
        assert isinstance(click, Action)


async def test_nobody_else_can_click_on_a_private_message() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "/graph")
        native = await home.send(await home.inbox.next(), "Here.", count=0, private=True)

        with pytest.raises(Refused, match="gone"):
            await home.sandbox.click(home.ben, home.general, native.partition(":")[2], "count:inc:1")


async def test_a_command_that_is_for_servers_only_is_not_there_in_direct_messages() -> None:
    async with connected() as home:
        for command in home.sandbox._world.commands:
            command["contexts"] = [0]

        assert home.sandbox.commands(home.ada, home.direct) == []
        assert home.sandbox.commands(home.ada, home.general) == ["graph", "model", "link", "stop"]


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("", []),
        ("v1", [("graph", "v1")]),
        ("v1 default", [("graph", "v1"), ("where", "default")]),
        ("v1 default and more", [("graph", "v1"), ("where", "default and more")]),
        ("where:default", [("where", "default")]),
        ("where:default v1", [("where", "default"), ("graph", "v1")]),
        ("v1:x", [("graph", "v1:x")]),
    ],
)
def test_words_behind_a_command_become_its_options(typed: str, made: list[tuple[str, str]]) -> None:
    assert values(given(KNOWN, typed)) == made


@pytest.mark.parametrize(
    ("typed", "last"), [("", ("graph", "")), ("v", ("graph", "v")), ("v1 ", ("where", "")), ("where:d", ("where", "d"))]
)
def test_the_option_that_is_being_typed_is_the_last(typed: str, last: tuple[str, str]) -> None:
    assert values(typed_so_far(KNOWN, typed))[-1] == last


def test_a_command_that_needs_an_option_is_not_given_without_it() -> None:
    with pytest.raises(Refused, match="needs more"):
        given([KNOWN[0], {**KNOWN[1], "required": True}], "v1")
