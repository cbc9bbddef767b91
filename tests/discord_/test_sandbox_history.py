"""The fake Discord's memory: histories, what it sends again, and what it has of private things."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bots.sandbox.discord import hub
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.discord.world import ADA, ADA_DM, BOT, GENERAL
from bots.sandbox.service import Refused
from tests.discord_.connected import connected, sandbox
from tests.discord_.specification import violations
from tests.serving import serving

TOKEN = {"Authorization": "Bot sandbox"}
IDENTIFY = {"op": 2, "d": {"token": "sandbox", "intents": 1 << 9 | 1 << 12 | 1 << 15, "properties": {}}}


class Wire:
    """A bot's requests and its gateway, without the library."""

    def __init__(self, http: aiohttp.ClientSession, server: DiscordSandbox) -> None:
        self.http, self.server = http, server

    async def page(self, query: str = "", channel: str = ADA_DM) -> tuple[int, Any]:
        path = f"/api/v10/channels/{channel}/messages{query}"
        async with self.http.get(path, headers=TOKEN) as response:
            return response.status, await response.json()

    async def post(self, path: str, body: object) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", **TOKEN}
        async with self.http.post(f"/api/v10{path}", data=json.dumps(body), headers=headers) as response:
            return response.status, await response.json()

    async def say(self, *texts: str) -> list[str]:
        for text in texts:
            await self.server.say(ADA, ADA_DM, text)
        return [shown["id"] for shown in self.server.snapshot()["messages"][ADA_DM]]


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    server = sandbox()
    async with serving(server.app) as base, aiohttp.ClientSession(base) as http:
        yield Wire(http, server)


def contents(answer: tuple[int, Any]) -> list[str]:
    status, page = answer
    assert status == 200
    return [message["content"] for message in page]


async def test_a_page_of_a_history_has_its_newest_message_first(wire: Wire) -> None:
    ids = await wire.say("a", "b", "c", "d")

    assert contents(await wire.page()) == ["d", "c", "b", "a"]
    assert contents(await wire.page("?limit=2")) == ["d", "c"]
    assert contents(await wire.page(f"?after={ids[0]}&limit=2")) == ["c", "b"]
    assert contents(await wire.page(f"?before={ids[3]}&limit=2")) == ["c", "b"]
    assert contents(await wire.page(f"?after={ids[3]}")) == []


@pytest.mark.parametrize("query", ["?limit=0", "?limit=101", "?limit=many", "?after=yesterday", "?before=-1"])
async def test_what_is_asked_of_a_history_must_make_sense(wire: Wire, query: str) -> None:
    status, error = await wire.page(query)

    assert (status, error["code"]) == (400, 50035)


async def test_a_history_has_neither_servers_nor_members_nor_nonces(wire: Wire) -> None:
    await wire.server.say(ADA, GENERAL, "@Trivium hi")
    nonce = {"content": "hello", "nonce": "n", "enforce_nonce": True}
    _, made = await wire.post(f"/channels/{GENERAL}/messages", nonce)

    _, page = await wire.page(channel=GENERAL)

    assert made["nonce"] == "n"
    for message in page:
        assert {"guild_id", "member", "nonce"}.isdisjoint(message)
    assert violations("UserResponse", page[0]["author"]) == []


async def test_a_nonce_is_forgotten_after_some_minutes() -> None:
    now = 1_800_000_000.0
    server = DiscordSandbox(sandbox()._world._shelf, clock=lambda: now)
    async with serving(server.app) as base, aiohttp.ClientSession(base) as http:
        wire, body = Wire(http, server), {"content": "hello", "nonce": "n", "enforce_nonce": True}
        made = []
        for pause in (0.0, 60.0, 600.0):
            now += pause
            made.append((await wire.post(f"/channels/{ADA_DM}/messages", body))[1]["id"])

    assert made[0] == made[1] != made[2]


async def test_the_channel_of_somebodys_direct_messages_can_be_asked_for(wire: Wire) -> None:
    status, channel = await wire.post("/users/@me/channels", {"recipient_id": ADA})
    refused, error = await wire.post("/users/@me/channels", {"recipient_id": BOT})

    assert (status, channel["id"]) == (200, ADA_DM)
    assert (refused, error["code"]) == (400, 50033)
    assert violations("PrivateChannelResponse", channel) == []


async def received(socket: aiohttp.ClientWebSocketResponse, count: int) -> list[dict[str, Any]]:
    return [json.loads((await asyncio.wait_for(socket.receive(), 10)).data) for _ in range(count)]


async def test_any_event_can_be_sent_again_with_its_id_and_a_new_number(wire: Wire) -> None:
    ids = await wire.say("before anybody came")
    async with wire.http.ws_connect("/gw") as socket:
        await socket.send_json(IDENTIFY)
        await received(socket, 3)
        ids = await wire.say("first", "second")
        for what in (ids[1], "", ids[0]):
            wire.server.redeliver(what)
        frames = await received(socket, 5)

    assert [frame["d"]["id"] for frame in frames] == [ids[1], ids[2], ids[1], ids[2], ids[0]]
    assert [frame["s"] for frame in frames] == [3, 4, 5, 6, 7]
    with pytest.raises(Refused):
        wire.server.redeliver("1")


async def test_only_the_last_thousand_events_are_kept(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hub._KEPT == 1000
    monkeypatch.setattr(wire.server._hub, "_told", type(wire.server._hub._told)(maxlen=2))
    ids = await wire.say("a", "b", "c")

    wire.server.redeliver(ids[1])
    with pytest.raises(Refused):
        wire.server.redeliver(ids[0])


async def test_a_session_that_has_missed_more_than_is_kept_cannot_be_resumed(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_KEPT", 2)
    for texts, op in ((["a"], 0), (["a", "b", "c"], 9)):
        async with wire.http.ws_connect("/gw") as socket:
            await socket.send_json(IDENTIFY)
            _, ready, _ = await received(socket, 3)
        await wire.say(*texts)

        async with wire.http.ws_connect("/gw") as socket:
            session = {"token": "sandbox", "session_id": ready["d"]["session_id"], "seq": 2}
            await socket.send_json({"op": 6, "d": session})
            _, first = await received(socket, 2)
        assert first["op"] == op


async def test_a_half_open_socket_neither_hears_nor_says_anything_and_the_next_one_does(wire: Wire) -> None:
    async with wire.http.ws_connect("/gw") as socket:
        await socket.send_json(IDENTIFY)
        _, ready, _ = await received(socket, 3)
        wire.server.half_open_sockets()
        await wire.say("into the void")
        await socket.send_json({"op": 1, "d": 2})
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.receive(), 0.2)
        assert not socket.closed

        async with wire.http.ws_connect("/gw") as another:
            session = {"token": "sandbox", "session_id": ready["d"]["session_id"], "seq": 2}
            await another.send_json({"op": 6, "d": session})
            _, replayed, resumed = await received(another, 3)

    assert (replayed["d"]["content"], replayed["s"], resumed["t"]) == ("into the void", 3, "RESUMED")


async def test_what_is_written_while_no_bot_is_there_is_only_in_the_history() -> None:
    server = sandbox()
    ada, direct = server.snapshot()["users"][0]["id"], server.snapshot()["places"][0]["id"]
    await server.say(ada, direct, "nobody hears this")
    async with connected(server) as home:
        await home.sandbox.say(ada, direct, "somebody hears this")

        assert await home.inbox.words() == "somebody hears this"
        assert next(shown["native"]["content"] for shown in home.shown(direct)) == "nobody hears this"
