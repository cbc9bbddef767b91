"""Sessions: every event kept before it is acknowledged, each session's events answered in order, one at a time."""

import asyncio
import logging
from collections import deque
from typing import TypeAlias

from core.errors import TriviumError
from core.events import Inbound, Message
from core.live import LiveSessions
from core.ports import Pending, Store, Undelivered
from core.turns import Guard, Turns

Letter: TypeAlias = Pending | Undelivered
"""What lies in a session's mailbox."""

log = logging.getLogger(__name__)


class Sessions:
    """Takes events in and answers them: one task for each session that has something to do, none for idle ones."""

    def __init__(self, store: Store, turns: Turns, live: LiveSessions, guard: Guard) -> None:
        self._store, self._turns, self._live, self._guard = store, turns, live, guard
        self._boxes: dict[str, deque[Letter]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._resumed: set[str] = set()

    @property
    def busy(self) -> int:
        """Return how many sessions have something to do."""
        return len(self._boxes)

    async def resume(self, platform: str) -> None:
        """Take up, once, what an earlier run accepted or committed for a platform and did not finish.

        To be called when the platform can be written to, before its first event is accepted. Raises StoreError.
        """
        if platform in self._resumed:
            return
        letters: list[Letter] = [*await self._store.undelivered(), *await self._store.pending()]
        for letter in letters:
            if letter.inbound.session.startswith(f"{platform}:"):
                self._put(letter.inbound.session, letter)
        self._resumed.add(platform)

    async def accept(self, inbound: Inbound) -> None:
        """Keep an event; when this returns it is on disk, or was there before, and may be acknowledged.

        Words not meant for us are kept only in a session that exists. Raises StoreError.
        """
        if isinstance(inbound, Message) and not inbound.addressed and not await self._store.knows(inbound.session):
            return
        number = await self._store.accept(inbound)
        if number is not None:
            self._put(inbound.session, Pending(number, inbound))

    async def close(self, patience: float) -> None:
        """Give running turns `patience` seconds; what is not answered then is answered after the next start."""
        for box in self._boxes.values():
            while len(box) > 1:
                box.pop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _put(self, session: str, letter: Letter) -> None:
        box = self._boxes.get(session)
        if box is not None:
            box.append(letter)
            return
        self._boxes[session] = deque([letter])
        task = asyncio.create_task(self._drain(session), name=session)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, session: str) -> None:
        box = self._boxes[session]
        try:
            while box:
                await self._one(session, box[0])
                box.popleft()
        finally:
            del self._boxes[session]
            self._live.trim(self._boxes)

    async def _one(self, session: str, letter: Letter) -> None:
        """Carry a letter out; one that fails stays in the inbox, and memory gives way to the disk."""
        try:
            await self._guard(self._turns.carry_out(letter))
        except TriviumError as error:
            log.error("an event stays in the inbox: %s", error, extra={"session": session})
            self._live.forget(session)
