"""Requests that nobody should send are refused cheaply, over real sockets, and the next one is answered."""

import asyncio
import gc
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.shared.http import Request, Response, Route
from adapters.web.bodies import Bodies
from adapters.web.guarded import HEAD_BYTES, GuardedProtocol
from adapters.web.routes import application
from tests.serving import serving

MOST = 1_000_000
HUGE = 10_000_000
ASKED: list[Request] = []


async def _answer(request: Request) -> Response:
    ASKED.append(request)
    return Response(body=b"seen " + str(len(request.body)).encode())


ROUTES = (Route("POST", "/events", _answer, MOST), Route("GET", "/healthz", _answer))


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    ASKED.clear()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for heads, and for bodies that nobody wants, as short as a test wants to."""
    monkeypatch.setattr(GuardedProtocol, "head_seconds", 0.3)
    monkeypatch.setattr(GuardedProtocol, "linger_seconds", 0.3)


class Client:
    """A connection that sends whatever it is told to."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        for piece in pieces:
            self._writer.write(piece)
            await self._writer.drain()
            await asyncio.sleep(pause)

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of one answer."""
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await self._reader.readexactly(0 if self.bodiless else int(headers.get("content-length", 0)))
        return int(head[0].split()[1]), headers, body

    bodiless = False

    async def status(self) -> int:
        return (await self.answer())[0]

    async def answer_while_sending(self, *pieces: bytes, pause: float = 0.0) -> int:
        """Return the status of the answer that comes before all is sent."""
        sending = asyncio.create_task(self.send(*pieces, pause=pause))
        try:
            return await self.status()
        finally:
            await asyncio.wait([sending])
            sending.exception()

    async def is_closed(self) -> bool:
        """Wait until the server has closed the connection."""
        try:
            while await self._reader.read(65_536):
                pass
        except ConnectionError:
            pass
        return True


@asynccontextmanager
async def served(bodies: Bodies | None = None, routes: tuple[Route, ...] = ROUTES) -> AsyncIterator[tuple[str, int]]:
    async with serving(application(routes, bodies)) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        yield host, int(port)


@asynccontextmanager
async def connected(to: tuple[str, int]) -> AsyncIterator[Client]:
    reader, writer = await asyncio.open_connection(*to)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()


def post(*headers: str, path: str = "/events", method: str = "POST") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "host: here", *headers, "", ""]).encode()


def chunk(size: int) -> bytes:
    return f"{size:x}\r\n".encode() + b"x" * size + b"\r\n"


async def still_answers(to: tuple[str, int]) -> bool:
    async with connected(to) as client:
        await client.send(post("content-length: 2"), b"ok")
        return (await client.answer())[2] == b"seen 2"


async def test_a_huge_body_is_refused_before_any_of_it_came() -> None:
    async with served() as here:
        async with connected(here) as client:
            await client.send(post(f"content-length: {HUGE}"))
            assert await client.status() == 413
        assert ASKED == []
        assert await still_answers(here)


async def test_who_sends_a_huge_body_all_the_same_can_read_the_refusal_and_go_on() -> None:
    async with served() as here, connected(here) as client:
        await client.send(post(f"content-length: {HUGE}"), bytes(HUGE))
        assert await client.status() == 413
        await client.send(post("content-length: 2"), b"ok")
        assert await client.status() == 200


async def test_a_body_in_chunks_is_refused_as_soon_as_it_is_too_long() -> None:
    async with served() as here:
        async with connected(here) as client:
            await client.send(post("transfer-encoding: chunked"), *[chunk(100_000)] * 11)
            assert await client.status() == 413
        assert ASKED == []
        assert await still_answers(here)


async def test_a_body_as_long_as_it_may_be_is_taken_in_one_or_in_chunks() -> None:
    async with served() as here, connected(here) as client:
        await client.send(post(f"content-length: {MOST}"), bytes(MOST))
        assert (await client.answer())[2] == b"seen 1000000"
        await client.send(post("transfer-encoding: chunked"), *[chunk(100_000)] * 10, b"0\r\n\r\n")
        assert (await client.answer())[2] == b"seen 1000000"


async def test_a_length_that_says_less_than_comes_makes_no_longer_body(caplog: pytest.LogCaptureFixture) -> None:
    async with served() as here:
        async with connected(here) as client:
            assert await client.answer_while_sending(post("content-length: 5") + b"x" * 500_000) == 400
            assert await client.is_closed()
        assert {len(request.body) for request in ASKED} <= {5}
        assert await still_answers(here)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


async def test_what_follows_an_answered_body_is_no_part_of_it() -> None:
    async with served() as here, connected(here) as client:
        await client.send(post("content-length: 5"), b"x" * 5)
        assert (await client.answer())[2] == b"seen 5"
        assert await client.answer_while_sending(b"x" * 500_000) == 400
        assert [len(request.body) for request in ASKED] == [5]


async def test_a_length_that_says_more_than_comes_is_too_slow() -> None:
    async with served(Bodies(seconds=0.3)) as here:
        async with connected(here) as client:
            await client.send(post("content-length: 500"), b"x")
            assert await client.status() == 408
            assert await client.is_closed()
        assert ASKED == []


@pytest.mark.parametrize(
    "headers",
    [
        ("content-length: -1",),
        ("content-length: many",),
        ("content-length: 1", "content-length: 2"),
        ("content-length: 5", "transfer-encoding: chunked"),
        ("transfer-encoding: chunked, identity",),
        ("content-length: " + "9" * 400,),
        ("no colon",),
        ("a\x00b: c",),
    ],
)
async def test_a_head_that_contradicts_itself_or_is_none_reaches_nobody(headers: tuple[str, ...]) -> None:
    async with served() as here:
        async with connected(here) as client:
            await client.send(post(*headers), b"0\r\n\r\n")
            assert await client.status() in {400, 413}
        assert ASKED == []
        assert await still_answers(here)


async def test_who_breaks_off_in_a_body_is_not_taken_for_one_without() -> None:
    async with served() as here:
        async with connected(here) as client:
            await client.send(post("content-length: 500"), b"half")
        assert await still_answers(here)
        assert [len(request.body) for request in ASKED] == [2]


async def test_slow_bodies_end_in_time_and_leave_no_memory_taken() -> None:
    async with served(Bodies(seconds=0.5)) as here:
        assert await still_answers(here)
        gc.collect()
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            async with asyncio.TaskGroup() as group:
                statuses = [group.create_task(_trickle(here)) for _ in range(20)]
            gc.collect()
            left = tracemalloc.get_traced_memory()[0] - before
        finally:
            tracemalloc.stop()

    assert {task.result() for task in statuses} == {408}
    assert left < 3_000_000


async def _trickle(to: tuple[str, int]) -> int:
    async with connected(to) as client:
        await client.send(post(f"content-length: {MOST}"), bytes(600_000))
        return await client.answer_while_sending(*[b"x"] * 8, pause=0.1)


async def test_bodies_together_get_only_so_much_room_and_give_it_back() -> None:
    async with served(Bodies(room=150_000)) as here:
        async with connected(here) as waiting, connected(here) as refused:
            await waiting.send(post("content-length: 100000"), bytes(99_999))
            await asyncio.sleep(0.1)
            await refused.send(post("content-length: 100000"), bytes(100_000))
            assert await refused.status() == 503
            await waiting.send(b"x")
            assert await waiting.status() == 200
        async with connected(here) as client:
            await client.send(post("content-length: 100000"), bytes(100_000))
            assert await client.status() == 200


@pytest.mark.parametrize(
    "flood",
    [
        [b"x-%d: %s\r\n" % (number, b"y" * 100) for number in range(5_000)],
        [b"x: ", *[b"y" * 10_000] * 100],
        [b"y" * 10_000] * 100,
        [b"x:\r\n" * 200_000],
    ],
    ids=["many", "one without an end", "a name without an end", "empty ones"],
)
async def test_a_flood_of_headers_is_cut_off(flood: list[bytes]) -> None:
    async with served() as here:
        async with connected(here) as client:
            assert await client.answer_while_sending(post().removesuffix(b"\r\n"), *flood) == 431
            assert await client.is_closed()
        assert ASKED == []
        assert await still_answers(here)


async def test_headers_that_are_too_long_are_refused_also_where_they_come_at_once() -> None:
    async with served() as here, connected(here) as client:
        assert await client.answer_while_sending(post("content-length: 0", "x: " + "y" * 100_000)) == 431
        assert ASKED == []


async def test_an_address_without_an_end_is_cut_off() -> None:
    async with served() as here:
        async with connected(here) as client:
            assert await client.answer_while_sending(b"GET /", *[b"a" * 10_000] * 100) == 431
        assert await still_answers(here)


async def test_headers_that_are_long_but_allowed_are_taken_on_a_connection_that_goes_on() -> None:
    async with served() as here, connected(here) as client:
        for _ in range(3):
            await client.send(post("content-length: 2", "x: " + "y" * (HEAD_BYTES - 200)), b"ok")
            assert await client.status() == 200


@pytest.mark.usefixtures("impatient")
async def test_a_head_that_takes_too_long_is_cut_off() -> None:
    async with served() as here, connected(here) as client:
        letters = [bytes([letter]) for letter in post("a: b")]
        assert await client.answer_while_sending(*letters, pause=0.05) == 408
        assert await client.is_closed()


@pytest.mark.usefixtures("impatient")
async def test_who_connects_and_says_nothing_is_let_go_without_a_word() -> None:
    async with served() as here, connected(here) as client:
        assert await asyncio.wait_for(client.is_closed(), 5)


@pytest.mark.usefixtures("impatient")
async def test_who_goes_on_with_a_refused_body_for_ever_is_cut_off() -> None:
    async with served() as here, connected(here) as client:
        await client.send(post(f"content-length: {HUGE}"), b"x")
        assert await client.status() == 413
        with pytest.raises(ConnectionError):
            await client.send(*[b"x"] * 100, pause=0.05)


@pytest.mark.usefixtures("impatient")
async def test_a_body_may_take_longer_than_a_head() -> None:
    async with served() as here, connected(here) as client:
        await client.send(post("content-length: 2"), b"o", pause=0.5)
        await client.send(b"k")
        assert await client.status() == 200


@pytest.mark.usefixtures("impatient")
async def test_a_connection_that_was_answered_may_pause_and_ask_again() -> None:
    async with served() as here, connected(here) as client:
        for _ in range(2):
            await client.send(post("content-length: 2"), b"ok")
            assert await client.status() == 200
            await asyncio.sleep(0.5)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
async def test_methods_that_a_path_does_not_have_are_405_and_told_which_it_has(method: str) -> None:
    async with served() as here, connected(here) as client:
        await client.send(post(f"content-length: {HUGE}", method=method))
        status, headers, _ = await client.answer()

        assert (status, headers["allow"]) == (405, "POST")
        assert ASKED == []


@pytest.mark.parametrize("path", ["/", "/event", "/events/", "/healthz/", "//events", "/%2e%2e/etc/passwd", "/EVENTS"])
async def test_paths_that_are_none_are_404_and_lead_nowhere_else(path: str) -> None:
    async with served() as here, connected(here) as client:
        await client.send(post("content-length: 0", path=path))
        status, headers, _ = await client.answer()

        assert (status, headers.get("location")) == (404, None)
        assert ASKED == []


async def test_head_is_answered_like_get_without_a_body() -> None:
    async with served() as here, connected(here) as client:
        client.bodiless = True
        await client.send(post(method="HEAD", path="/healthz"))
        status, headers, _ = await client.answer()
        await client.send(post(method="GET", path="/healthz"))
        client.bodiless = False

        assert (status, headers["content-length"]) == (200, "6")
        assert (await client.answer())[2] == b"seen 0"
