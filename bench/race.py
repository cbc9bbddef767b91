"""`python -m bench race`: many clicks on one message of a slow platform, and of one that says 429 once."""

import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from adapters.web.server import bind, port_of, serve
from bots.sandbox.child import Bots
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox

CLICKS, AT_ONCE = 200, 8
LAG = (0.02, 0.06)
"""Seconds that each call of the platform's API takes at the least, and at random on top of it."""
_PATIENCE = 60.0

_VALUE = re.compile(r"Counter: (\d+)")
_TOKEN = re.compile(r"[\w-]+:inc:\w+")


class Outcome(Struct, frozen=True):
    """What people saw of a race."""

    clicks: int
    pictures: tuple[int, ...]
    """The values that the message showed, one after the other."""
    seconds: float

    @property
    def final(self) -> int:
        """Return the value that it shows in the end."""
        return self.pictures[-1]

    @property
    def backwards(self) -> int:
        """Return how often an older value came after a newer one."""
        return sum(later < earlier for earlier, later in zip(self.pictures, self.pictures[1:], strict=False))


async def race(service: Service, *, clicks: int = CLICKS, limited: bool = False) -> Outcome:
    """Click `+` again and again on a platform that answers slowly, and says 429 once where it is `limited`."""
    with tempfile.TemporaryDirectory() as folder, bind("127.0.0.1", 0) as listening:
        settings = service.environment(f"http://127.0.0.1:{port_of(listening)}")
        bots = Bots(
            (service.name,),
            {
                **settings,
                "DATABASE_URL": f"sqlite:///{Path(folder) / 'race.db'}",
                "HTTP_PORT": "0",
                "EVENTS_A_MINUTE": "0",
                "DIRECT_MESSAGES": "welcome",
            },
        )
        tasks = [asyncio.create_task(serve(service.app, listening)), asyncio.create_task(bots.keep_running())]
        try:
            return await _raced(service, clicks, limited=limited)
        finally:
            for task in reversed(tasks):
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _raced(service: Service, clicks: int, *, limited: bool) -> Outcome:
    await _until(lambda: service.connected > 0)
    user = service.snapshot()["users"][0]["id"]
    first = next(p["id"] for p in service.snapshot()["places"] if user in p.get("users", [user]))
    place = await service.say(user, first, "make me a counter")
    await _until(lambda: bool(list(_shown(service))))
    message, token, _ = next(_shown(service))
    pictures = [0]

    def watch() -> None:
        value = next((value for at, _, value in _shown(service) if at == message), pictures[-1])
        if value != pictures[-1]:
            pictures.append(value)

    service.watch(watch)
    _slow_down(service)
    if limited:
        _limit_once(service)
    begun, left = time.monotonic(), iter(range(clicks))

    async def person() -> None:
        for _ in left:
            await service.click(user, place, message, token)

    await asyncio.gather(*(person() for _ in range(AT_ONCE)))
    await _until(lambda: pictures[-1] == clicks, fail=False)
    return Outcome(clicks, tuple(pictures), time.monotonic() - begun)


def _shown(service: Service) -> Iterator[tuple[str, str, int]]:
    """Give the messages with a counter: id, the token of its `+`, the value it shows."""
    for messages in service.snapshot()["messages"].values():
        for message in messages:
            native = str(message["native"])
            value, token = _VALUE.search(native), _TOKEN.search(native)
            if message["author"]["bot"] and value and token:
                yield message["id"], token[0], int(value[1])


def _slow_down(service: Service) -> None:
    match service:
        case DiscordSandbox():
            service.faults.lag = LAG
        case SlackSandbox() | TelegramSandbox():
            service.lag = LAG
        case _:
            raise TypeError(f"{service.name} has no faults")


def _limit_once(service: Service) -> None:
    """Let the next edit be answered with 429 and a pause of a second."""
    match service:
        case DiscordSandbox():
            service.faults.fail_next("POST /interactions/{interaction}/{token}/callback", status=429, retry_after=1.0)
        case SlackSandbox():
            service.fail_next("chat.update", status=429, retry_after=1.0)
        case TelegramSandbox():
            service.fail_next("editMessageText", status=429, retry_after=1)
        case _:
            raise TypeError(f"{service.name} has no faults")


async def _until(holds: Callable[[], bool], *, fail: bool = True) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            if fail:
                raise TimeoutError("the bot did not answer")
            return
        await asyncio.sleep(0.05)


def services() -> tuple[Service, ...]:
    """Return a fresh server for each platform."""
    return SlackSandbox(Shelf(None)), DiscordSandbox(Shelf(None)), TelegramSandbox(Shelf(None))


async def report() -> None:
    """Run the race, and the one with a 429, on all platforms, and say what came of it."""
    for limited in (False, True):
        for service in services():
            outcome = await race(service, limited=limited)
            lost, edits = outcome.clicks - max(outcome.pictures), len(outcome.pictures) - 1
            sys.stdout.write(
                f"{service.name:9} {outcome.clicks} clicks, {AT_ONCE} at once{', one 429' if limited else ''}: "
                f"{lost} lost, {outcome.backwards} out of order, {edits} pictures, "
                f"the last shows {outcome.final}, {outcome.seconds:.1f} s\n"
            )
