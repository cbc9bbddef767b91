"""Connections and bodies that a client could hold for ever are let go, over real sockets."""

import asyncio
from functools import partial

import pytest
import uvicorn

from adapters.shared.http import Request, Response, Route
from adapters.web.bodies import Bodies
from adapters.web.guarded import GuardedProtocol
from tests.web.test_bad_requests import HUGE, connected, post, served


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for requests and for readers as short as a test wants to."""
    monkeypatch.setattr(uvicorn, "Config", partial(uvicorn.Config, timeout_keep_alive=1))
    monkeypatch.setattr(GuardedProtocol, "write_seconds", 0.3)


async def _much(_: Request) -> Response:
    return Response(body=bytes(HUGE))


MUCH = (Route("GET", "/much", _much),)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("sent", [b"", b"\r\n", b"\r\n\r\n"])
async def test_who_was_answered_and_asks_nothing_more_is_let_go_whatever_else_they_send(sent: bytes) -> None:
    async with served() as here, connected(here) as client:
        await client.send(post("content-length: 2"), b"ok")
        assert await client.status() == 200
        await client.send(sent)

        assert await asyncio.wait_for(client.is_closed(), 5)


@pytest.mark.usefixtures("impatient")
async def test_who_ends_a_refused_body_and_asks_nothing_more_is_let_go() -> None:
    async with served() as here, connected(here) as client:
        await client.send(post(f"content-length: {HUGE}"))
        assert await client.status() == 413
        await client.send(bytes(HUGE))

        assert await asyncio.wait_for(client.is_closed(), 5)


@pytest.mark.usefixtures("impatient")
async def test_who_asks_again_is_not_let_go_while_the_answer_is_made() -> None:
    async def slow(_: Request) -> Response:
        await asyncio.sleep(1.5)
        return Response(body=b"late")

    async with served(routes=(Route("POST", "/events", slow),)) as here, connected(here) as client:
        for _ in range(2):
            await client.send(post("content-length: 2"), b"o", pause=0.1)
            await client.send(b"k")
            assert await client.status() == 200


@pytest.mark.usefixtures("impatient")
async def test_who_never_reads_the_answer_is_cut_off() -> None:
    async with served(routes=MUCH) as here, connected(here) as client:
        await client.send(post(method="GET", path="/much"), pause=1.0)

        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await client.answer()


@pytest.mark.usefixtures("impatient")
async def test_who_reads_the_answer_after_a_while_has_all_of_it_and_goes_on() -> None:
    async with served(routes=MUCH) as here, connected(here) as client:
        for _ in range(2):
            await client.send(post(method="GET", path="/much"), pause=0.1)
            assert len((await client.answer())[2]) == HUGE
            await asyncio.sleep(0.5)


async def test_a_body_takes_room_until_it_is_answered() -> None:
    asked, answered = asyncio.Event(), asyncio.Event()

    async def wait(_: Request) -> Response:
        asked.set()
        await answered.wait()
        return Response()

    async with served(Bodies(room=150_000), (Route("POST", "/events", wait, 1_000_000),)) as here:
        async with connected(here) as waiting, connected(here) as refused:
            await waiting.send(post("content-length: 100000"), bytes(100_000))
            await asked.wait()
            await refused.send(post("content-length: 100000"), bytes(100_000))
            assert await asyncio.wait_for(refused.status(), 5) == 503
            answered.set()
            assert await waiting.status() == 200
        async with connected(here) as client:
            await client.send(post("content-length: 100000"), bytes(100_000))
            assert await client.status() == 200
