"""Trying again: what a platform could not do for the moment is asked of it again, as it wishes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.errors import PlatformUnreachable, RateLimited

T = TypeVar("T")
log = logging.getLogger(__name__)

_ATTEMPTS = 8
_LONGEST_PAUSE = 30.0


async def persist(call: Callable[[], Awaitable[T]]) -> T:
    """Return what `call` returns, repeated while the platform is unreachable or asks for a pause.

    Raises PlatformError at once, PlatformUnreachable after eight attempts; pauses asked for do not count as attempts.
    """
    failures = 0
    while True:
        try:
            return await call()
        except RateLimited as limited:
            log.info("platform asks for a pause", extra={"seconds": limited.retry_after})
            await asyncio.sleep(limited.retry_after)
        except PlatformUnreachable as error:
            failures += 1
            if failures == _ATTEMPTS:
                raise
            pause = min(0.25 * 2**failures, _LONGEST_PAUSE)
            log.warning("platform unreachable, trying again: %s", error, extra={"seconds": pause})
            await asyncio.sleep(pause)
