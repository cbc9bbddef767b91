"""Marks: the reactions on people's messages, put there one after the other and beside the answers."""

import asyncio
import logging

from adapters.shared.pacing import persist
from adapters.shared.platform import Port
from core.errors import PlatformError
from core.events import Message
from core.ports import Mark

log = logging.getLogger(__name__)

_QUICK = 0.3
"""Seconds; a message that waits no longer for its turn gets no sign of it."""


class Marks:
    """Puts the latest mark on each message; answers never wait for it."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._wanted: dict[str, Mark] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    @property
    def under_way(self) -> tuple[asyncio.Task[None], ...]:
        """Return what is on its way."""
        return tuple(self._tasks.values())

    def put(self, message: Message, mark: Mark) -> None:
        """Put a mark on a message in the place of the one before; returns at once."""
        if (timer := self._waiting.pop(message.event, None)) is not None:
            timer.cancel()
        if mark == "waits":
            loop = asyncio.get_running_loop()
            self._waiting[message.event] = loop.call_later(_QUICK, self._begin, message, mark)
        else:
            self._begin(message, mark)

    def stop(self) -> None:
        """Put no further marks on what waits."""
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()

    def _begin(self, message: Message, mark: Mark) -> None:
        event = message.event
        self._waiting.pop(event, None)
        if event in self._tasks:
            self._wanted[event] = mark
        else:
            self._tasks[event] = asyncio.create_task(self._put_all(message, mark))

    async def _put_all(self, message: Message, mark: Mark) -> None:
        """Put a mark on a message, and then the newest one that is wanted by then."""
        event = message.event
        wanted: Mark | None = mark
        try:
            while wanted is not None:
                await self._put(message, wanted)
                wanted = self._wanted.pop(event, None)
        finally:
            del self._tasks[event]

    async def _put(self, message: Message, mark: Mark) -> None:
        try:
            await persist(lambda: self._port.mark(message, mark))
        except PlatformError as error:
            log.warning("a message was not marked: %s", error, extra={"session": message.session})
