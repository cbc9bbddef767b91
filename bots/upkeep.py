"""Upkeep: what nobody needs any more leaves the database, now and then."""

import asyncio
import logging
import time
from collections.abc import Callable

from core.errors import StoreError
from core.ports import Store

log = logging.getLogger(__name__)

_INTERVAL = 3600.0
"""Seconds between two times."""
_DAY = 86_400.0


async def keep_tidy(store: Store, days: float, clock: Callable[[], float] = time.time) -> None:
    """Let go of answered events and shown replies older than `days`, once an hour, until cancelled."""
    while True:
        try:
            gone = await store.prune(clock() - days * _DAY)
        except StoreError as error:
            log.warning("old rows stay for now: %s", error)
        else:
            if gone:
                log.info("old rows are gone", extra={"rows": gone})
        await asyncio.sleep(_INTERVAL)
