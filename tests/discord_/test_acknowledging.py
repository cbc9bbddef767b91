"""Clicks and commands are acknowledged when they are on disk, and not before: Discord would never show them again."""

import asyncio

import pytest

from adapters.discord import interactions
from core.events import Inbound, Moved
from tests.discord_.connected import CALLBACK, Home, connected, sandbox
from tests.discord_.test_keeping import SlowFor
from tests.waiting import until

_DEFERRED = {"Action": 6, "AdminCommand": 5}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.05)


async def act(home: Home, kind: str) -> SlowFor:
    """Let Ada click or give a command, which waits at the store; return the store."""
    _, native = await home.counter()
    home.gateway._client.accept = accept = SlowFor(kind)
    if kind == "Action":
        await home.click(native)
    else:
        await home.sandbox.say(home.ada, home.direct, "/graph")
    await accept.reached.wait()
    return accept


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ["Action", "AdminCommand"])
async def test_what_is_not_kept_yet_is_not_acknowledged(kind: str) -> None:
    async with connected() as home:
        accept = await act(home, kind)
        await asyncio.sleep(0.3)
        assert home.callbacks() == []

        accept.go.set()
        await until(home.callbacks)

        assert [answer["type"] for answer in home.callbacks()] == [_DEFERRED[kind]]


@pytest.mark.parametrize("kind", ["Action", "AdminCommand"])
async def test_what_is_not_kept_at_the_end_is_not_acknowledged_then_either(kind: str) -> None:
    server = sandbox()
    async with connected(server) as home:
        await act(home, kind)

    assert [call for call in server.calls if call.route == CALLBACK] == []


@pytest.mark.usefixtures("impatient")
async def test_a_click_whose_answer_was_on_its_way_before_it_was_kept_is_left_to_that_answer() -> None:
    server = sandbox()
    async with connected(server) as home:
        _, native = await home.counter()
        accepted = asyncio.Event()

        async def accept(inbound: Inbound | Moved) -> None:
            assert not isinstance(inbound, Moved)
            home.gateway._interactions.hold(inbound.event)
            accepted.set()

        home.gateway._client.accept = accept
        await home.click(native)
        await accepted.wait()
        await asyncio.sleep(0.3)
        assert home.callbacks() == []

    assert [call for call in server.calls if call.route == CALLBACK] == []
