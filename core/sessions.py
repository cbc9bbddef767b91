"""Sessions: every event kept before it is acknowledged, each session's events answered in order, one at a time."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Coroutine
from typing import TypeAlias

from msgspec.structs import replace

from core.admin import as_command
from core.errors import InvalidInput, TriviumError
from core.events import Action, Inbound, Message, Moved
from core.fields import Form
from core.interrupts import Interrupts, said_of_stop
from core.live import LiveSessions
from core.ports import Guard, Pending, Store, Undelivered
from core.turns import Turns

Letter: TypeAlias = Pending | Undelivered
"""What lies in a session's mailbox."""

_MOVING_PATIENCE = 10.0
"""Seconds that a channel's new name waits for a turn under way, and then for its stop."""

log = logging.getLogger(__name__)


class Sessions:
    """Takes events in and answers them: one task for each session that has something to do, none for idle ones."""

    def __init__(self, store: Store, turns: Turns, interrupts: Interrupts, live: LiveSessions, guard: Guard) -> None:
        self._store, self._turns, self._interrupts, self._live, self._guard = store, turns, interrupts, live, guard
        self._boxes: dict[str, deque[Letter]] = {}
        self._drains: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._resumed: set[str] = set()

    @property
    def busy(self) -> int:
        """Return how many sessions have something to do."""
        return len(self._boxes)

    async def resume(self, platform: str) -> None:
        """Take up, once, what an earlier run accepted or committed for a platform and did not finish.

        A turn that somebody had stopped is not begun again. To be called when the platform can be written to, before
        its first event is accepted. Raises StoreError.
        """
        if platform in self._resumed:
            return
        pending = [p for p in await self._store.pending() if p.inbound.session.startswith(f"{platform}:")]
        stopped = self._interrupts.stopped(pending)
        for undelivered in await self._store.undelivered():
            if undelivered.inbound.session.startswith(f"{platform}:"):
                self._put(undelivered.inbound.session, undelivered)
        for letter in pending:
            if letter.id in stopped.values():
                self._end(letter, said_of_stop(letter.inbound))
            elif letter.id in stopped:
                self._end(letter, "")
            else:
                self._put(letter.inbound.session, letter)
        self._resumed.add(platform)

    async def accept(self, inbound: Inbound | Moved) -> None:
        """Keep an event; when this returns it is on disk, or was there before, and may be acknowledged.

        Words not meant for us are kept only in a session that exists. A request to fill in a field changes nothing: it
        is answered beside the mailbox, at once, and not kept. Raises StoreError, and InvalidInput for what was filled
        in and cannot be taken.
        """
        if isinstance(inbound, Moved):
            await self._move(inbound)
            return
        if isinstance(inbound, Action) and (form := await self._turns.form(inbound)) is not None:
            self._start(self._asked(inbound, form))
            return
        if isinstance(inbound, Action) and "form" in inbound.origin:
            problem = await self._turns.problem(inbound)
            if problem:
                raise InvalidInput(problem)
        if isinstance(inbound, Message) and not inbound.addressed and not await self._store.knows(inbound.session):
            return
        inbound = as_command(inbound)
        number = await self._store.accept(inbound)
        if number is None:
            return
        letter = Pending(number, inbound)
        said = self._interrupts.take(inbound, (box[0].inbound for box in self._boxes.values()))
        if said is None:
            self._put(inbound.session, letter)
        else:
            self._end(letter, said)

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

    async def _asked(self, action: Action, form: Form) -> None:
        await self._done(self._turns.ask(action, form), action.session)

    async def _move(self, moved: Moved) -> None:
        """Let a channel's sessions go on under their new name, those in memory and what waits too. Raises StoreError.

        A turn under way is waited for, and stopped when it takes long: it belongs to the old name to its end.
        """
        waiting: list[Letter] = []
        busy = [session for session in self._boxes if session.startswith(f"{moved.old}:")]
        for session in busy:
            box = self._boxes[session]
            waiting += [box.pop() for _ in range(len(box) - 1)][::-1]
        if busy:
            await asyncio.wait([self._drains[session] for session in busy], timeout=_MOVING_PATIENCE)
        for session in (s for s in busy if s in self._boxes):
            self._turns.stop(session)
            await asyncio.wait([self._drains[session]], timeout=_MOVING_PATIENCE)
        await self._store.move(moved.old, moved.new)
        self._live.forget_all(moved.old)
        await self._live.reload()
        for letter in waiting:
            self._put(_renamed(letter.inbound.session, moved), _moved(letter, moved))

    def _put(self, session: str, letter: Letter) -> None:
        box = self._boxes.get(session)
        if box is not None:
            box.append(letter)
            return
        self._boxes[session] = deque([letter])
        self._drains[session] = self._start(self._drain(session))

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _drain(self, session: str) -> None:
        box = self._boxes[session]
        try:
            while box:
                await self._one(session, box[0], box[1] if len(box) > 1 else None)
                box.popleft()
        finally:
            del self._boxes[session]
            self._drains.pop(session, None)
            self._live.trim(self._boxes)

    async def _one(self, session: str, letter: Letter, following: Letter | None) -> None:
        """Carry a letter out; where that fails, memory gives way to the disk."""
        if not await self._done(self._turns.carry_out(letter, following), session):
            self._live.forget(session)

    def _end(self, letter: Pending, said: str) -> None:
        """End an event beside its session's mailbox."""
        self._start(self._ended(letter, said))

    async def _ended(self, letter: Pending, said: str) -> None:
        await self._done(self._turns.end(letter, said), letter.inbound.session)

    async def _done(self, work: Awaitable[None], session: str) -> bool:
        """Await work on an event; what fails before it is committed stays in the inbox for the next start."""
        try:
            await self._guard(work)
        except TriviumError as error:
            log.error("an event was not carried out to its end: %s", error, extra={"session": session})
            return False
        return True


def _renamed(name: str, moved: Moved) -> str:
    return moved.new + name.removeprefix(moved.old) if name == moved.old or name.startswith(f"{moved.old}:") else name


def _moved(letter: Letter, moved: Moved) -> Letter:
    """Return a letter that waited, as it is under the new name."""
    inbound = letter.inbound
    session, channel = _renamed(inbound.session, moved), _renamed(inbound.channel, moved)
    return replace(letter, inbound=replace(inbound, session=session, channel=channel))
