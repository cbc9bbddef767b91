"""What goes wrong on purpose, and the rate limits that always hold."""

import asyncio
import random
from collections import defaultdict, deque
from collections.abc import Callable
from zlib import crc32

from msgspec import Struct

from bots.sandbox.discord.errors import ApiError, limited

_REFUSALS = {
    400: (50024, "Cannot execute action on this channel type"),
    401: (0, "401: Unauthorized"),
    403: (50013, "Missing Permissions"),
    404: (10003, "Unknown Channel"),
    500: (0, "500: Internal Server Error"),
}


class _Fault(Struct, frozen=True):
    status: int
    retry_after: float


class Faults:
    """Answers that a test or a person in the sandbox has ordered."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[_Fault]] = defaultdict(deque)
        self.lag = (0.0, 0.0)
        """Seconds that a request and its answer are on their way together, and up to how many more by chance."""

    def fail_next(self, route: str, *, status: int, retry_after: float = 0.1, times: int = 1) -> None:
        """Answer the next requests on `route` (as `POST /users/@me/channels`) with 400, 401, 403, 404, 429 or 500."""
        self._waiting[route].extend([_Fault(status, retry_after)] * times)

    async def travel(self) -> None:
        """Take the time of one way; so much that a slow request can be overtaken."""
        fixed, chance = self.lag
        if fixed or chance:
            await asyncio.sleep((fixed + random.uniform(0, chance)) / 2)  # noqa: S311 (no secret depends on it)

    def check(self, route: str) -> None:
        """Raise the error that is waiting for this route."""
        if self._waiting[route]:
            fault = self._waiting[route].popleft()
            if fault.status == 429:
                raise limited(fault.retry_after)
            raise ApiError(fault.status, *_REFUSALS[fault.status])


class Buckets:
    """Fifty requests a second on each route of each channel, announced by Discord's headers.

    Answers to interactions are outside of Discord's limits, and of these.
    """

    LIMIT = 50
    WINDOW = 1.0

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[float, int]] = {}

    def take(self, bucket: str) -> dict[str, str]:
        """Count a request and return its headers. Raises ApiError 429."""
        now = self._clock()
        start, used = self._windows.get(bucket, (now, 0))
        if now - start >= self.WINDOW:
            start, used = now, 0
        left = start + self.WINDOW - now
        if used == self.LIMIT:
            raise limited(left)
        self._windows[bucket] = (start, used + 1)
        return {
            "X-RateLimit-Limit": str(self.LIMIT),
            "X-RateLimit-Remaining": str(self.LIMIT - used - 1),
            "X-RateLimit-Reset": f"{start + self.WINDOW:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": f"{crc32(bucket.encode()):08x}",
        }
