"""Trying again: what a platform could not do for the moment is asked of it again, as it wishes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.errors import PlatformUnreachable, RateLimited

T = TypeVar("T")
log = logging.getLogger(__name__)

_PATIENCE = 60.0
_LONGEST_PAUSE = 30.0
_PLACES = 10_000
"""Places remembered before those that may be written to again are forgotten."""


async def persist(call: Callable[[], Awaitable[T]], patience: float = _PATIENCE) -> T:
    """Return what `call` returns, repeated while the platform is unreachable or asks for a pause.

    Raises PlatformError at once, PlatformUnreachable when `patience` seconds were spent on pauses of our own; those
    that the platform asks for do not count.
    """
    failures, waited = 0, 0.0
    while True:
        try:
            return await call()
        except RateLimited as limited:
            log.info("platform asks for a pause", extra={"seconds": limited.retry_after})
            await asyncio.sleep(limited.retry_after)
        except PlatformUnreachable as error:
            if waited >= patience:
                raise
            failures += 1
            pause = min(0.25 * 2**failures, _LONGEST_PAUSE)
            waited += pause
            log.warning("platform unreachable, trying again: %s", error, extra={"seconds": pause})
            await asyncio.sleep(pause)


class Pacer:
    """Spaces previews in one place, and gives way to what must arrive: it only ever holds back previews."""

    def __init__(self, interval: float) -> None:
        """Let `interval` seconds pass between a call in a place and the next preview there."""
        self._interval = interval
        self._next: dict[str, float] = {}
        self._paused_until = 0.0

    def spend(self, place: str) -> None:
        """Take note of a call in a place."""
        now = asyncio.get_running_loop().time()
        if len(self._next) >= _PLACES:
            self._next = {name: at for name, at in self._next.items() if at > now}
        self._next[place] = now + self._interval

    def pause(self, seconds: float) -> None:
        """Hold back all previews: the platform asked for a pause."""
        self._paused_until = max(self._paused_until, asyncio.get_running_loop().time() + seconds)

    def wait(self, place: str) -> float:
        """Return after how many seconds a preview may go to a place."""
        now = asyncio.get_running_loop().time()
        return max(0.0, self._paused_until - now, self._next.get(place, 0.0) - now)
