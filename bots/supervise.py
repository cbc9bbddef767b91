"""Keeping the program alive: faults become errors, gateways are connected again, signals end it in good order."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from adapters.shared.platform import Gateway
from adapters.web.health import Connections
from bots.catching_up import CatchingUp
from core.alarms import Alarms
from core.errors import PlatformError, PlatformUnreachable, StoreError, TriviumError
from core.events import Inbound, Moved
from core.pulse import pulse
from core.sessions import Sessions

log = logging.getLogger(__name__)

T = TypeVar("T")

_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_SOUND = 60.0
"""Seconds that a connection must have lasted for the next try to come soon."""


class Fault(TriviumError):
    """The program has a fault; the log has the place."""


async def guard(work: Awaitable[T]) -> T:
    """Await work; a fault of our own in it is logged with its place and raised as Fault, never further."""
    try:
        return await work
    except TriviumError:
        raise
    except Exception as error:
        log.exception("a fault in the program")
        raise Fault from error


async def keep(
    gateways: Sequence[Gateway],
    sessions: Sessions,
    alarms: Alarms,
    tried: asyncio.Event,
    connections: Connections | None = None,
) -> None:
    """Keep all gateways connected; returns when none can go on, so that the program ends.

    `tried` is set when each gateway has been started once, with success or without; `connections` is told how each
    stands.
    """
    standings = connections or Connections(gateway.platform.name for gateway in gateways)
    first = [asyncio.Event() for _ in gateways]

    async def tell() -> None:
        for event in first:
            await event.wait()
        tried.set()

    kept = (_keep_one(g, sessions, alarms, event, standings) for g, event in zip(gateways, first, strict=True))
    await asyncio.gather(tell(), *kept)


async def _keep_one(
    gateway: Gateway, sessions: Sessions, alarms: Alarms, tried: asyncio.Event, connections: Connections
) -> None:
    """Connect, and connect again, until the platform refuses us for good; the other platforms go on."""
    name, pause = gateway.platform.name, _SHORTEST_PAUSE
    catching_up, clock = CatchingUp(gateway, sessions, alarms, guard), asyncio.get_running_loop().time

    async def accept(inbound: Inbound | Moved) -> None:
        connections.heard(name)
        await catching_up.accept(inbound)

    async def connected() -> None:
        connections.came(name)
        await catching_up.connected()

    while True:
        begun = clock()
        try:
            sessions.hold(name)
            who = await guard(gateway.start())
            log.info("connected", extra={"platform": name, "bot": who})
            tried.set()
            await guard(gateway.run(accept, connected))
        except (PlatformUnreachable, StoreError, Fault) as error:
            tried.set()
            connections.went(name)
            _count(name, error)
            pause = _SHORTEST_PAUSE if clock() - begun > _SOUND else pause
            log.warning("%s; trying again in %.0f s", str(error).rstrip("."), pause, extra={"platform": name})
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        except TriviumError as error:
            tried.set()
            connections.went(name)
            _count(name, error)
            log.error("%s", error, extra={"platform": name})
            alarms.sound(f"gone {name}", f"The assistant is gone from {name}: {error}")
            return
        finally:
            await catching_up.close()


def _count(platform: str, error: TriviumError) -> None:
    if isinstance(error, PlatformError):
        pulse.refused_by(platform, error)


async def until_told(*, with_parent: bool) -> None:
    """Return at SIGINT or SIGTERM, or with `with_parent` when standard input closes."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    if with_parent:
        reader = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        watching = asyncio.create_task(reader.read())
        watching.add_done_callback(lambda _: told.set())
    await told.wait()


async def first_of(*work: Awaitable[None]) -> None:
    """Return when one of the works ends, the others cancelled; what it raised is raised."""
    tasks = [asyncio.ensure_future(w) for w in work]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    for task in rest:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    for task in done:
        task.result()
