"""Catching up: what an earlier run left behind and what came while nobody listened, before anything new."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from adapters.shared.platform import Gateway
from core.alarms import Alarms
from core.errors import RateLimited, StoreError, TriviumError
from core.events import Inbound, Moved
from core.ports import Guard
from core.sessions import Sessions

log = logging.getLogger(__name__)

_PATIENCE = 15.0
"""Seconds for looking through what was written; whoever writes meanwhile waits for it."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two tries of taking up what an earlier run left."""
_FIRST_AGAIN, _LAST_AGAIN = 30.0, 600.0
"""Seconds until what could not be looked through is looked through again."""


class CatchingUp:
    """Catches one platform up whenever a connection may have lost something, and goes on until nothing is left."""

    def __init__(self, gateway: Gateway, sessions: Sessions, alarms: Alarms, guard: Guard) -> None:
        self._gateway, self._sessions, self._alarms, self._guard = gateway, sessions, alarms, guard
        self._name = gateway.platform.name
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0
        self._through = False
        self._again: asyncio.Task[None] | None = None
        self._refused: StoreError | None = None
        """Why an event was not kept since the last look."""

    async def accept(self, inbound: Inbound | Moved) -> None:
        """Keep an event; one that the database did not take is looked for later, should nobody bring it again.

        Raises as `Sessions.accept` does.
        """
        try:
            await self._sessions.accept(inbound)
        except StoreError as error:
            self._refused = error
            if self._again is None or self._again.done():
                self._again = asyncio.create_task(self._look_again(error))
            raise

    async def connected(self) -> None:
        """Catch up while what is new waits; what takes too long, or fails for now, is looked through later."""
        self._stop_again()
        self._through = self._through and self._waiting > 0
        self._waiting += 1
        self._sessions.hold(self._name)
        try:
            async with self._one_at_a_time:
                await self._patiently(lambda: self._sessions.resume(self._name))
                left = await self._look()
                self._through = True
        finally:
            self._waiting -= 1
            if self._through and not self._waiting:
                self._sessions.release(self._name)
        if left is not None:
            self._stop_again()
            self._again = asyncio.create_task(self._look_again(left))

    async def close(self) -> None:
        """Give up what is left; the next start looks through it."""
        self._stop_again()

    def _stop_again(self) -> None:
        if self._again is not None:
            self._again.cancel()
            self._again = None

    async def _patiently(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do what must be done before anything else, however long the database lets us wait for it."""
        pause = _SHORTEST_PAUSE
        while True:
            try:
                await self._guard(work())
            except TriviumError as error:
                self._say(str(error), pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                return

    async def _look(self) -> TriviumError | None:
        """Look through what was written meanwhile; return why something is left."""
        self._refused = None
        try:
            async with asyncio.timeout(_PATIENCE):
                seen = await self._sessions.seen(self._name)
                await self._guard(self._gateway.catch_up(self._sessions.keep, seen))
        except TimeoutError:
            return TriviumError(f"There was more on {self._name} than {_PATIENCE:.0f} s suffice for.")
        except TriviumError as error:
            return error
        return None

    async def _look_again(self, left: TriviumError | None) -> None:
        pause = _FIRST_AGAIN
        while left is not None:
            self._alarms.sound(
                f"catching up {self._name}",
                f"What was written on {self._name} while the assistant was away is not all fetched yet: {left}",
            )
            wanted = max(pause, left.retry_after) if isinstance(left, RateLimited) else pause
            self._say(str(left), wanted)
            await asyncio.sleep(wanted)
            pause = min(pause * 2, _LAST_AGAIN)
            async with self._one_at_a_time:
                self._sessions.collect(self._name)
                try:
                    left = await self._look() or self._refused
                finally:
                    self._sessions.hand_over(self._name)

    def _say(self, why: str, pause: float) -> None:
        log.warning("not caught up yet: %s Trying again.", why, extra={"platform": self._name, "seconds": pause})
