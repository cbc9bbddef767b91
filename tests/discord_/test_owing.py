"""Places that could not be looked through: they keep no other from it, and are owed until they can be."""

import asyncio
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from adapters.discord import history
from core.errors import PlatformUnreachable, RateLimited, StoreError
from core.events import Inbound, Message, Moved
from tests.discord_.connected import Home, Inbox, connected

LIST = "GET /channels/{channel}/messages"


@pytest.fixture(autouse=True)
def one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first place be the first that a fault meets."""
    monkeypatch.setattr(history, "_AT_ONCE", 1)


async def talked(home: Home) -> list[Inbound]:
    """Let Ada and Ben have talked in direct messages and Ada in a thread; return the last events, newest first."""
    theirs = next(p["id"] for p in home.sandbox.snapshot()["places"] if p.get("users") == [home.ben])
    seen: list[Inbound] = []
    for who, place, text in (
        (home.ada, home.direct, "ada"),
        (home.ben, theirs, "ben"),
        (home.ada, home.general, "@Trivium thread"),
    ):
        await home.sandbox.say(who, place, text)
        seen.append(await home.inbox.next())
    return seen


def owed(home: Home) -> list[str]:
    return [place.id for place in home.gateway._history.places.owed()]


def place_of(inbound: Inbound) -> str:
    return inbound.session.partition(":")[2]


async def texts(inbox: Inbox, count: int) -> list[str]:
    return [await inbox.words() for _ in range(count)]


@pytest.mark.parametrize(
    ("status", "retry_after", "error"),
    [(429, 60.0, RateLimited), (429, 6.0, PlatformUnreachable), (500, 0.0, PlatformUnreachable)],
)
async def test_a_place_that_fails_is_owed_and_the_others_are_looked_through_threads_too(
    monkeypatch: pytest.MonkeyPatch, status: int, retry_after: float, error: type[Exception]
) -> None:
    monkeypatch.setattr(history, "_PATIENCE", 0.5)
    async with connected() as home:
        seen = await talked(home)
        home.sandbox.faults.fail_next(LIST, status=status, retry_after=retry_after)

        with pytest.raises(error):
            await home.gateway.catch_up(home.inbox.accept, seen)

        assert await texts(home.inbox, 2) == ["ben", "thread"]
        assert owed(home) == [place_of(seen[0])]
        await home.gateway.catch_up(home.inbox.accept, [])
        assert await texts(home.inbox, 1) == ["ada"]
        assert owed(home) == []


async def test_of_several_pauses_the_longest_is_told() -> None:
    async with connected() as home:
        seen = await talked(home)
        for seconds in (40.0, 70.0, 50.0):
            home.sandbox.faults.fail_next(LIST, status=429, retry_after=seconds)

        with pytest.raises(RateLimited) as told:
            await home.gateway.catch_up(home.inbox.accept, seen)

        assert told.value.retry_after == 70.0


async def test_what_can_never_be_kept_is_passed_over_and_what_cannot_be_just_now_is_owed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected() as home:
        seen = await talked(home)
        kept: list[str] = []
        full = True

        async def keep(inbound: Inbound | Moved) -> None:
            if full and isinstance(inbound, Message) and inbound.text == "ben":
                raise StoreError("The disk is full.")
            await home.inbox.accept(inbound)
            kept.append(inbound.text if isinstance(inbound, Message) else "")

        home.inbox.damaged.add("ada")
        with pytest.raises(StoreError, match="The disk is full"):
            await home.gateway.catch_up(keep, seen)
        assert kept == ["thread"]
        assert owed(home) == [place_of(seen[1])]
        assert caplog.text.count("can never be kept") == 1

        full = False
        await home.gateway.catch_up(keep, [])

        assert kept == ["thread", "ben"]
        assert owed(home) == []


async def test_what_is_cancelled_is_owed_and_comes_last_the_next_time_from_where_it_was() -> None:
    async with connected() as home:
        seen = await talked(home)
        before = [place_of(one) for one in seen[:2]]
        begun = asyncio.Event()

        async def never(_: object) -> None:
            begun.set()
            await asyncio.Event().wait()

        catching_up = asyncio.create_task(home.gateway.catch_up(never, seen[:2]))
        await begun.wait()
        catching_up.cancel()
        await asyncio.wait({catching_up})
        assert owed(home) == before[::-1]

        await home.gateway.catch_up(home.inbox.accept, _later(seen[:2]))

        assert await texts(home.inbox, 2) == ["ben", "ada"]
        assert owed(home) == []


def _later(events: Sequence[Inbound]) -> list[Inbound]:
    """Return the events as if they had come an hour later."""
    return [replace(event, at=event.at + 3600.0) for event in events]
