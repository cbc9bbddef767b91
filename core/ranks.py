"""Ranks: whom the platforms themselves count among those who run a place."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from core.errors import PlatformError
from core.events import Inbound
from core.ports import Outlet

_LIFE = 300.0
"""Seconds for which an answer is kept."""
_PATIENCE = 5.0
"""Seconds that a platform has for its answer."""
_REMEMBERED = 10_000

log = logging.getLogger(__name__)


class Ranks:
    """Asks the platforms, and keeps their answers for minutes; who cannot be asked for is nobody."""

    def __init__(self, outlet: Outlet, clock: Callable[[], float] = time.monotonic) -> None:
        self._outlet, self._clock = outlet, clock
        self._kept: OrderedDict[tuple[str, str], tuple[bool, float]] = OrderedDict()

    async def trusted(self, inbound: Inbound) -> bool:
        """Say whether the person runs the place, as far as the platform says; never raises."""
        key, now = (inbound.person.id, inbound.channel), self._clock()
        if key in self._kept and now - self._kept[key][1] < _LIFE:
            return self._kept[key][0]
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await self._outlet.administers(inbound)
        except (PlatformError, TimeoutError) as error:
            log.warning("it is not known whether somebody is an admin: %s", error, extra={"person": inbound.person.id})
            return False
        self._kept[key] = answer, now
        self._kept.move_to_end(key)
        if len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)
        return answer
