"""Recovery: messages that could not be kept are fetched again, which Discord itself never repeats."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from adapters.discord.places import Places
from core.errors import Damaged, StoreError, TriviumError
from core.events import Message

log = logging.getLogger(__name__)

_SHORTEST, _LONGEST = 1.0, 30.0
"""Seconds between two attempts; the pause doubles from one to the other."""


class Recovery:
    """One task that catches up, again and again, until nothing that was lost is missing."""

    def __init__(self, places: Places, catch_up: Callable[[], Awaitable[None]]) -> None:
        """`catch_up` looks through all places; it never raises."""
        self._places, self._catch_up = places, catch_up
        self._task: asyncio.Task[None] | None = None
        self._attempt = asyncio.Event()
        """Set, and replaced, when an attempt is over."""

    def lost(self, message: Message) -> None:
        """Take note of a message that could not be kept, and fetch it when that is possible again."""
        self._places.lose(message)
        if not self._running:
            self._task = asyncio.create_task(self._recover(), name="discord recovery")

    async def passed(self, message: Message) -> bool:
        """Wait until what was lost in the place of a message is fetched; False if it is not, and would be overtaken."""
        channel = message.origin["channel"]
        while self._running and self._places.lost_in(channel):
            await self._attempt.wait()
        return not self._places.lost_in(channel)

    async def stop(self) -> None:
        """Fetch nothing more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._let_go()

    @property
    def _running(self) -> bool:
        return self._task is not None and not self._task.done()

    async def _recover(self) -> None:
        pause = _SHORTEST
        try:
            while self._places.lost:
                await asyncio.sleep(pause)
                await self._catch_up()
                pause = min(pause * 2, _LONGEST)
                self._let_go()
        finally:
            self._let_go()
        log.info("messages that could not be kept were fetched again", extra={"platform": "discord"})

    def _let_go(self) -> None:
        self._attempt.set()
        self._attempt = asyncio.Event()


def recoverable(error: TriviumError) -> bool:
    """Say whether an event that met this error may be kept when it is tried again."""
    return isinstance(error, StoreError) and not isinstance(error, Damaged)
