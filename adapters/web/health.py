"""Health: whether the process can do its work, and whether each platform reaches it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from adapters.shared.http import Request, Response, Route
from core.errors import StoreError

_WRITE_EVERY = 5.0
"""Seconds between two writes, however often somebody asks."""
_WRITE_PATIENCE = 3.0
"""Seconds for one write; Kubernetes asks with a limit of its own, of 1 s where none is set (`timeoutSeconds`)."""
_NAP = 0.01
_LATE = 1.0
"""Seconds by which the event loop may be late; a click must be acknowledged within three."""

_Clock = Callable[[], float]


class Standing(Struct):
    """How one platform's connection stands; times in Unix seconds."""

    since: float | None = None
    last_event: float | None = None


class Connections:
    """Keeps since when each platform is connected, and when it brought something last."""

    def __init__(self, platforms: Iterable[str], clock: _Clock = time.time) -> None:
        self._standings = {platform: Standing() for platform in platforms}
        self._clock = clock

    def came(self, platform: str) -> None:
        """Take note that a platform's connection stands, maybe anew."""
        self._standings[platform].since = self._clock()

    def went(self, platform: str) -> None:
        """Take note that a platform's connection is gone."""
        self._standings[platform].since = None

    def heard(self, platform: str) -> None:
        """Take note that a platform brought an event."""
        self._standings[platform].last_event = self._clock()

    def all(self) -> Mapping[str, Standing]:
        """Return how each platform stands."""
        return self._standings


def health_routes(
    try_to_write: Callable[[], Awaitable[None]],
    connections: Connections,
    alive: Callable[[str], bool],
    lets_in: Callable[[str], bool],
    clock: _Clock = time.monotonic,
) -> tuple[Route, Route]:
    """Return `/healthz` and `/readyz`.

    `try_to_write` raises StoreError; `alive` says whether a platform can bring something at this moment, `lets_in`
    whether that is taken up at once.
    """
    vitals = _Vitals(try_to_write, clock)
    readiness = _Readiness(connections, alive, lets_in)
    return (
        Route("GET", "/healthz", vitals.answer, max_body=0),
        Route("GET", "/readyz", readiness.answer, max_body=0),
    )


class _Vitals:
    """Whether the event loop comes round in time and the database takes a write."""

    def __init__(self, try_to_write: Callable[[], Awaitable[None]], clock: _Clock) -> None:
        self._try_to_write, self._clock = try_to_write, clock
        self._trying: asyncio.Task[str] | None = None
        self._tried = 0.0

    async def answer(self, _: Request) -> Response:
        """Answer 200, or 503 with one line a problem."""
        late, unwritten = await asyncio.gather(self._lateness(), self._writing())
        problems = [problem for problem in (late, unwritten) if problem]
        if not problems:
            return Response(200, b"ok\n")
        return Response(503, "".join(f"{problem}\n" for problem in problems).encode())

    async def _lateness(self) -> str:
        begun = self._clock()
        await asyncio.sleep(_NAP)
        late = self._clock() - begun - _NAP
        return f"The event loop is {late:.1f} s late." if late > _LATE else ""

    async def _writing(self) -> str:
        """Return why the database takes no write, by a try that all who ask within some seconds share."""
        if self._trying is None or (self._trying.done() and self._clock() - self._tried >= _WRITE_EVERY):
            self._tried = self._clock()
            self._trying = asyncio.create_task(self._try())
        # One who asks and goes away must not take the answer from the others.
        return await asyncio.shield(self._trying)

    async def _try(self) -> str:
        try:
            async with asyncio.timeout(_WRITE_PATIENCE):
                await self._try_to_write()
        except TimeoutError:
            return f"The database took no write within {_WRITE_PATIENCE:g} s."
        except StoreError as error:
            return " ".join(str(error).split())
        return ""


class _Readiness:
    """Whether what people write on each platform comes in."""

    def __init__(self, connections: Connections, alive: Callable[[str], bool], lets_in: Callable[[str], bool]) -> None:
        self._connections, self._alive, self._lets_in = connections, alive, lets_in

    async def answer(self, _: Request) -> Response:
        """Answer with how each platform stands: 200 where all are connected, alive and let in, else 503."""
        body = {platform: self._told(platform, standing) for platform, standing in self._connections.all().items()}
        ready = all(told["connected"] and told["alive"] and told["open"] for told in body.values())
        return Response(200 if ready else 503, msgspec.json.encode(body) + b"\n", "application/json")

    def _told(self, platform: str, standing: Standing) -> dict[str, bool | str | None]:
        return {
            "connected": standing.since is not None,
            "since": _moment(standing.since),
            "last_event": _moment(standing.last_event),
            "alive": self._alive(platform),
            "open": self._lets_in(platform),
        }


def _moment(at: float | None) -> str | None:
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
