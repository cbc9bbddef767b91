"""Patience: a database that fails for a while delays a turn; it neither ends nor repeats it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.alarms import Alarms
from core.errors import Damaged, StateConflict, StoreError

T = TypeVar("T")
log = logging.getLogger(__name__)

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two tries."""


class Patience:
    """Asks the database again and again, until the program ends."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms
        self._over = asyncio.Event()

    async def with_(self, call: Callable[[], Awaitable[T]]) -> T:
        """Return what `call` returns, repeated while the database fails.

        Raises Damaged and StateConflict, which no patience mends, and any StoreError once the program ends.
        """
        pause = _SHORTEST_PAUSE
        while True:
            try:
                return await call()
            except (Damaged, StateConflict):
                raise
            except StoreError as error:
                self._alarms.sound("database", str(error))
                if await self.over_within(pause):
                    raise
                log.warning("%s Trying again.", error, extra={"seconds": pause})
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def over_within(self, seconds: float) -> bool:
        """Wait for some seconds, and say whether the program is ending."""
        try:
            await asyncio.wait_for(self._over.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def end(self) -> None:
        """Let nobody wait any longer: what is not written then is done after the next start."""
        self._over.set()
