"""Alarms: what the operator must know is told to the admins, where they talk with us."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection

from msgspec import Struct

from core.errors import TriviumError
from core.ports import Guard, Outlet

log = logging.getLogger(__name__)

_SILENCE = 3600.0
"""Seconds in which nothing more is said of the same kind of trouble."""


class Trouble(Struct, frozen=True):
    """What went wrong, and when (Unix seconds)."""

    sentence: str
    at: float


class Alarms:
    """Tells all admins of a fault; of a kind of trouble that they have just heard of they hear no more for an hour."""

    def __init__(
        self, outlet: Outlet, people: Collection[str], guard: Guard, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._outlet, self._people, self._guard, self._clock = outlet, people, guard, clock
        self._told: dict[tuple[str, str], float] = {}
        self.last: Trouble | None = None
        """What was last told, or would have been."""
        self._tasks: set[asyncio.Task[None]] = set()

    def sound(self, kind: str, sentence: str) -> None:
        """Tell the admins of some kind of trouble; returns at once, never raises."""
        now = self._clock()
        self.last = Trouble(sentence, time.time())
        for person in self._people:
            last = self._told.get((kind, person))
            if last is None or now - last >= _SILENCE:
                self._told[kind, person] = now
                task = asyncio.create_task(self._tell(kind, person, sentence))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is not told yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _tell(self, kind: str, person: str, sentence: str) -> None:
        try:
            await self._guard(self._outlet.tell(person, f"⚠️ {sentence}"))
        except TriviumError as error:
            log.warning("an admin was not told: %s", error, extra={"person": person})
            self._told.pop((kind, person), None)
