"""Signs of work: what people see beside an answer while it is under way, and at its end."""

import asyncio
import logging
from collections.abc import Awaitable

from adapters.shared.marks import Marks
from adapters.shared.platform import Platform, Port
from core.errors import PlatformError
from core.events import AdminCommand, Inbound, Message
from core.ports import Mark

log = logging.getLogger(__name__)

QUICK = 0.3
"""Seconds; an answer that is complete within them is sent once, without a preview or a sign of work before it."""

_PATIENCE = 1.0
"""Seconds that an answer waits for the sign being given, which would be shown for long if it came after it."""


class Signs:
    """The signs for one event: typing (or the like) while it is answered, and a reaction on a person's message.

    Reactions are put there beside the answer, which never waits for them.
    """

    def __init__(self, platform: Platform, port: Port, to: Inbound, marks: Marks) -> None:
        self._platform, self._port, self._to, self._marks = platform, port, to, marks
        self._over = asyncio.Event()
        self._working: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Say that a message was received, and, if it takes longer, that it is worked on."""
        if isinstance(self._to, Message):
            self._marks.put(self._to, "seen")
        if not isinstance(self._to, AdminCommand):
            self._timer = asyncio.get_running_loop().call_later(QUICK, self._show_work)

    async def end(self) -> None:
        """Let no further sign of work be given, and wait a little for the one on its way."""
        self._over.set()
        if self._timer is not None:
            self._timer.cancel()
        if self._working is not None:
            await asyncio.wait({self._working}, timeout=_PATIENCE)

    async def clear(self, mark: Mark | None) -> None:
        """Take the sign of work away, after the one that may still be on its way; leave the reaction `mark`."""
        if self._working is not None:
            await asyncio.wait({self._working})
        await self._carefully(self._port.working(self._to, on=False), "the sign of work is not as it should be")
        if mark is not None and isinstance(self._to, Message):
            self._marks.put(self._to, mark)

    def _show_work(self) -> None:
        self._working = asyncio.create_task(self._keep_showing())

    async def _keep_showing(self) -> None:
        """Give the sign as often as the platform needs it."""
        pause = self._platform.limits.typing_interval
        while not self._over.is_set():
            await self._carefully(self._port.working(self._to, on=True), "the sign of work is not as it should be")
            if pause is None:
                return
            await rest(self._over, pause)

    async def _carefully(self, call: Awaitable[None], failure: str) -> None:
        """Await a call that an answer does not depend on."""
        try:
            await call
        except PlatformError as error:
            log.warning("%s: %s", failure, error, extra={"session": self._to.session})


async def rest(over: asyncio.Event, seconds: float) -> None:
    """Wait for some seconds, or until it is over."""
    try:
        await asyncio.wait_for(over.wait(), seconds)
    except TimeoutError:
        return
