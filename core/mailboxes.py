"""Mailboxes: one task for each session that has something to do, none for idle ones."""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Iterator

from core.alarms import Alarms
from core.errors import Damaged, StateConflict, StoreError, TriviumError
from core.events import Inbound
from core.letters import Letter, first_of, together
from core.live import LiveSessions
from core.patience import Patience
from core.ports import Guard
from core.trail import enter
from core.turns import Turns

_MOVING_PATIENCE = 10.0
"""Seconds that a channel's new name waits for a turn under way, and then for its stop."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
"""Seconds between tries of a turn that met a changed session."""
_ENDING = 3.0
"""Seconds for turns that were broken off to take their signs of work away."""

log = logging.getLogger(__name__)


class _Box:
    """What one session has still to do; the first `in_hand` letters are being answered."""

    def __init__(self, letter: Letter) -> None:
        self.letters = deque([letter])
        self.in_hand = 0

    @property
    def following(self) -> Letter | None:
        """Return the letter behind those in hand."""
        return self.letters[self.in_hand] if len(self.letters) > self.in_hand else None

    def take_rest(self) -> list[Letter]:
        """Take out what nobody has begun with, oldest first."""
        return [self.letters.pop() for _ in range(len(self.letters) - self.in_hand)][::-1]


class Mailboxes:
    """Has each session's letters answered in order, one at a time, and all sessions side by side."""

    def __init__(self, turns: Turns, live: LiveSessions, patience: Patience, alarms: Alarms, guard: Guard) -> None:
        self._turns, self._live, self._patience = turns, live, patience
        self._alarms, self._guard = alarms, guard
        self._boxes: dict[str, _Box] = {}
        self._drains: dict[str, asyncio.Task[None]] = {}
        self._beside: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def busy(self) -> int:
        """Return how many sessions have something to do."""
        return len(self._boxes)

    @property
    def waiting(self) -> int:
        """Return how many letters nobody has begun with."""
        return sum(len(box.letters) - box.in_hand for box in self._boxes.values())

    def waiting_in(self, session: str) -> tuple[int, int]:
        """Return how many letters of a session nobody has begun with, and how many sessions have something to do."""
        box = self._boxes.get(session)
        return (0 if box is None else len(box.letters) - box.in_hand), len(self._boxes)

    def under_way(self) -> Iterator[Inbound]:
        """Give the events that sessions are busy with, one each."""
        return (first_of(box.letters[0]) for box in self._boxes.values())

    def put(self, letter: Letter) -> None:
        """Have a letter answered after those that its session has already."""
        session = first_of(letter).session
        if self._closing:
            return  # it is on disk
        box = self._boxes.get(session)
        if box is not None:
            box.letters.append(letter)
            self._turns.wait(letter)
            return
        self._boxes[session] = _Box(letter)
        self._drains[session] = asyncio.create_task(self._drain(session))

    def beside(self, session: str, work: Coroutine[None, None, object]) -> None:
        """Do something for a session at once, beside its mailbox; what fails stays in the inbox for the next start."""
        task = asyncio.create_task(self._safely(session, work))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def empty(self, channel: str) -> list[Letter]:
        """Return what waits in a channel's sessions, when their turns have ended; slow ones are stopped."""
        waiting: list[Letter] = []
        busy = [session for session in self._boxes if session.startswith(f"{channel}:")]
        for session in busy:
            waiting += self._boxes[session].take_rest()
        if busy:
            await asyncio.wait([self._drains[session] for session in busy], timeout=_MOVING_PATIENCE)
        for session in (s for s in busy if s in self._boxes):
            self._turns.stop(session)
            await asyncio.wait([self._drains[session]], timeout=_MOVING_PATIENCE)
        return waiting

    async def close(self, patience: float) -> None:
        """Give running turns `patience` seconds; what is not answered then is answered after the next start."""
        self._closing = True
        self._patience.end()
        for box in self._boxes.values():
            box.take_rest()
        if under_way := {*self._drains.values(), *self._beside}:
            _, late = await asyncio.wait(under_way, timeout=patience)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=_ENDING)

    async def _drain(self, session: str) -> None:
        box = self._boxes[session]
        pause = _SHORTEST_PAUSE
        try:
            while box.letters:
                if await self._next(session, box):
                    pause = _SHORTEST_PAUSE
                elif await self._patience.over_within(pause):
                    return
                else:
                    pause = min(2 * pause, _LONGEST_PAUSE)
        finally:
            del self._boxes[session]
            self._drains.pop(session, None)
            self._live.trim(self._boxes)

    async def _next(self, session: str, box: _Box) -> bool:
        """Answer what comes next; False where it is to be tried again."""
        enter(session)
        letter = self._first(box)
        try:
            await self._guard(self._turns.carry_out(letter, box.following))
        except TriviumError as error:
            log.error("an event was not carried out to its end: %s", error, extra={"session": session})
            self._live.forget(session)
            if isinstance(error, StateConflict):
                await self._begin_anew(session, box, letter)
                return False
            if isinstance(error, StoreError) and not isinstance(error, Damaged):
                return False
            self._alarms.sound("fault", f"An event could not be carried out: {error}")
            self._turns.drop(letter)
        for _ in range(box.in_hand):
            box.letters.popleft()
        box.in_hand = 0
        return True

    async def _begin_anew(self, session: str, box: _Box, letter: Letter) -> None:
        """Put what is left of a letter back as it is on disk now, maybe under its session's new name."""
        try:
            left = await self._guard(self._turns.as_kept(letter))
        except TriviumError as error:
            log.error("an event could not be read again: %s", error, extra={"session": session})
            return
        for _ in range(box.in_hand):
            box.letters.popleft()
        box.in_hand = 0
        box.letters.extendleft(one for one in reversed(left) if one.inbound.session == session)
        for one in left:
            if one.inbound.session != session:
                self.put(one)

    def _first(self, box: _Box) -> Letter:
        """Take in hand the first letter, and those that are answered together with it."""
        first = box.letters[0]
        row = together(box.letters) if len(box.letters) > 1 and self._live.gathers(first_of(first)) else None
        box.in_hand = 1 if row is None else len(row.letters)
        return first if row is None else row

    async def _safely(self, session: str, work: Coroutine[None, None, object]) -> None:
        enter(session)
        try:
            await self._guard(work)
        except TriviumError as error:
            log.error("an event was not carried out to its end: %s", error, extra={"session": session})
