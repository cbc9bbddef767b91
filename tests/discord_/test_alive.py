"""Whether events can come at this moment, as Discord's gateway says it."""

import asyncio

import pytest

from adapters.discord import heartbeat
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Shelf
from tests.discord_.connected import Inbox, connected, gateway_to, running, sandbox
from tests.serving import serving
from tests.waiting import until


async def test_it_is_alive_while_it_is_connected() -> None:
    server, inbox = sandbox(), Inbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        before = gateway.alive()
        async with running(gateway, inbox):
            between = gateway.alive()
            await until(gateway.alive)

    assert (before, between, gateway.alive()) == (False, False, False)


async def test_while_it_connects_anew_it_is_not_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    door = asyncio.Event()

    async def late(*_: object, **__: object) -> None:
        await door.wait()
        raise OSError("nobody is there")

    async with connected() as home:
        await until(home.gateway.alive)
        with monkeypatch.context() as patched:
            patched.setattr("discord.client.DiscordWebSocket.from_client", late)
            home.sandbox.drop_sockets()
            await until(lambda: not home.gateway.alive())

        door.set()

        await until(home.gateway.alive)


async def test_a_socket_without_a_session_is_not_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.sandbox.discord.hub.Session.dispatch", lambda *_: None)
    server, inbox = sandbox(), Inbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        async with running(gateway, inbox):
            await until(lambda: server.connected and gateway._client.ws is not None)

            assert gateway._client.ws.open
            assert not gateway.alive()


async def test_a_half_open_connection_is_soon_not_alive_though_the_library_still_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heartbeat, "_GRACE", 0.2)
    async with connected(DiscordSandbox(Shelf(None), heartbeat=0.1)) as home:
        await until(home.gateway.alive)

        home.sandbox.half_open_sockets()

        await until(lambda: not home.gateway.alive())
        assert home.gateway._client.ws.open


async def test_a_quiet_connection_stays_alive_over_many_heartbeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "_GRACE", 1.0)
    async with connected(DiscordSandbox(Shelf(None), heartbeat=0.05)) as home:
        await until(home.gateway.alive)

        await asyncio.sleep(1.5)

        assert home.gateway.alive()
