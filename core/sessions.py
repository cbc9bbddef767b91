"""Sessions: every event kept before it is acknowledged, each session's events answered in order, one at a time."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from weakref import WeakValueDictionary

from core.admin import as_command
from core.alarms import Alarms
from core.doors import Doors
from core.errors import InvalidInput, StoreError
from core.events import Action, Inbound, Message, Moved
from core.interrupts import Interrupts, said_of_stop
from core.letters import CatchUp, sorted_out
from core.letters import moved as moved_letter
from core.letters import moved_event as renamed
from core.live import LiveSessions
from core.mailboxes import Mailboxes
from core.ports import Pending, Store
from core.pulse import pulse
from core.reception import Reception
from core.turns import Turns

_CONVERSATIONS = 100
"""Conversations that are looked through for what was missed."""
_REMEMBERED = 7 * 86_400.0
"""Seconds for which a conversation without any event is."""


class Sessions:
    """Takes events in and has them answered, those that an earlier run left behind first."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        interrupts: Interrupts,
        live: LiveSessions,
        boxes: Mailboxes,
        reception: Reception,
        alarms: Alarms,
        limits: CatchUp,
    ) -> None:
        self._store, self._turns, self._interrupts, self._live = store, turns, interrupts, live
        self._reception = reception
        self._boxes, self._alarmed, self._limits = boxes, _Alarmed(alarms), limits
        self._doors = Doors()
        self._caught: list[Pending] = []
        self._entering: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._resumed: set[str] = set()
        self._collecting: set[str] = set()

    @property
    def busy(self) -> int:
        """Return how many sessions have something to do."""
        return self._boxes.busy

    @property
    def waiting(self) -> int:
        """Return how many events wait for the turn before them."""
        return self._boxes.waiting

    def lets_in(self, platform: str) -> bool:
        """Say whether what comes from a platform is taken in at once."""
        return self._doors.let_in(platform)

    def hold(self, platform: str) -> None:
        """Let what comes from a platform wait until `release`; clicks and commands wait for `resume` only."""
        self._doors.close(platform, words_only=platform in self._resumed)

    async def resume(self, platform: str) -> None:
        """Take up, once, what an earlier run accepted or committed for a platform and did not finish.

        A turn that somebody had stopped is not begun again. To be called when the platform can be written to, before
        its first event is accepted. Raises StoreError.
        """
        if platform not in self._resumed:
            with self._alarmed:
                pending = [p for p in await self._store.pending() if _of(platform, p.inbound.session)]
                undelivered = await self._store.undelivered()
            for reply in undelivered:
                if _of(platform, reply.inbound.session):
                    self._boxes.put(reply)
            self._take_up(pending, CatchUp(age=self._limits.age))
            self._resumed.add(platform)
        self._doors.open_for_acts(platform)

    async def seen(self, platform: str) -> tuple[Inbound, ...]:
        """Return the last message of each conversation of a platform, the newest first. Raises StoreError."""
        return await self._store.seen(platform, self._limits.clock() - _REMEMBERED, _CONVERSATIONS)

    async def keep(self, inbound: Inbound | Moved) -> None:
        """Keep an event that came while nobody listened; `release` has it answered. Raises StoreError, InvalidInput.

        It is kept to its end also where the caller is cancelled: what is on disk must be answered.
        """
        await asyncio.shield(asyncio.ensure_future(self._keep(inbound)))

    def collect(self, platform: str) -> None:
        """Let what is kept for a platform wait until `hand_over` or `release`, though new events do not."""
        self._collecting.add(platform)

    def release(self, platform: str) -> None:
        """Have what was kept for a platform answered, and take in what has waited."""
        self.hand_over(platform)
        self._doors.open(platform)

    def hand_over(self, platform: str) -> None:
        """Have what was kept for a platform answered."""
        self._collecting.discard(platform)
        self._take_up([letter for letter in self._caught if _of(platform, letter.inbound.session)], self._limits)
        self._caught = [letter for letter in self._caught if not _of(platform, letter.inbound.session)]

    async def accept(self, inbound: Inbound | Moved) -> None:
        """Keep an event; when this returns it is on disk, or was there before, and may be acknowledged.

        Words not meant for us are kept only in a session that exists. A request to fill in a field changes nothing: it
        is answered beside the mailbox, at once, and not kept. Raises StoreError, and InvalidInput for what was filled
        in and cannot be taken.
        """
        admitted = await self._let_in(inbound)
        if admitted is None:
            return
        inbound = admitted
        await self._doors.passed(inbound)
        async with self._one_at_a_time(inbound):
            letter = await self._kept(inbound)
            if letter is None:
                return
            said = self._interrupts.take(letter.inbound, self._boxes.under_way())
            if said is None:
                self._boxes.put(letter)
            else:
                self._end(letter, said)

    async def close(self, patience: float) -> None:
        """Give running turns `patience` seconds; what is not answered then is answered after the next start."""
        await self._boxes.close(patience)

    async def _keep(self, inbound: Inbound | Moved) -> None:
        admitted = await self._let_in(inbound, live=False)
        letter = None if admitted is None else await self._kept(admitted, live=False)
        if letter is None:
            return
        if self._doors.are_open(letter.inbound) and letter.inbound.session.partition(":")[0] not in self._collecting:
            self._take_up([letter], self._limits)
        else:
            self._caught.append(letter)

    async def _let_in(self, inbound: Inbound | Moved, *, live: bool = True) -> Inbound | Moved | None:
        """Return what is to be kept of an event; None where somebody may not come in, or sends too much."""
        if isinstance(inbound, Moved):
            return inbound
        with self._alarmed:
            return await self._reception.admit(as_command(inbound), live=live)

    def _one_at_a_time(self, inbound: Inbound | Moved) -> AbstractAsyncContextManager[object]:
        """Let a session's events be kept in the order in which they came, also when one takes long.

        Only what needs a look into the database can take longer than what comes after it.
        """
        name = inbound.old if isinstance(inbound, Moved) else inbound.session
        lock = self._entering.get(name)
        if lock is None:
            if isinstance(inbound, Message) and inbound.addressed:
                return nullcontext()
            lock = self._entering[name] = asyncio.Lock()
        return lock

    async def _kept(self, inbound: Inbound | Moved, *, live: bool = True) -> Pending | None:
        """Commit an event; None where there is nothing to answer in the mailbox."""
        if isinstance(inbound, Moved):
            await self._move(inbound)
            return None
        with self._alarmed:
            if isinstance(inbound, Action) and (form := await self._turns.form(inbound)) is not None:
                self._boxes.beside(inbound.session, self._turns.ask(inbound, form))
                return None
            if isinstance(inbound, Action) and "form" in inbound.origin:
                problem = await self._turns.problem(inbound)
                if problem:
                    raise InvalidInput(problem)
            if isinstance(inbound, Message) and not inbound.addressed:
                heard = await self._heard(inbound, live=live)
                if heard is None:
                    return None
                inbound = heard
            number = await self._store.accept(inbound)
        if number is None:
            return None
        pulse.took(inbound)
        return Pending(number, inbound)

    async def _heard(self, message: Message, *, live: bool) -> Inbound | None:
        """Return what is to be kept of words that are not plainly meant for us: those in a session that exists."""
        if not await self._store.knows(message.session):
            return None
        return self._reception.in_time(message) if live else message

    async def _move(self, moved: Moved) -> None:
        """Let a channel's sessions go on under their new name, those in memory and what waits too. Raises StoreError.

        A turn under way is waited for, and stopped when it takes long: it belongs to the old name to its end.
        """
        waiting = await self._boxes.empty(moved.old)
        has_moved = False
        try:
            with self._alarmed:
                await self._store.move(moved.old, moved.new)
            has_moved = True
            self._caught = [renamed(letter, moved) for letter in self._caught]
            self._live.forget_all(moved.old)
            await self._live.reload()
        finally:
            for letter in waiting:
                self._boxes.put(moved_letter(letter, moved) if has_moved else letter)

    def _take_up(self, pending: Sequence[Pending], limits: CatchUp) -> None:
        """Have events answered that came before, oldest first, as far as they are still worth an answer."""
        stopped = self._interrupts.stopped(pending)
        turns = {turn for row in stopped.values() for turn in row}
        left: list[Pending] = []
        for letter in pending:
            if letter.id in turns:
                self._end(letter, said_of_stop(letter.inbound))
            elif letter.id in stopped:
                self._end(letter, "")
            elif (said := self._interrupts.take(letter.inbound, self._boxes.under_way())) is not None:
                self._end(letter, said)
            else:
                left.append(letter)
        for one in sorted_out(left, self._limits.clock(), limits):
            self._boxes.put(one)

    def _end(self, letter: Pending, said: str) -> None:
        """End an event beside its session's mailbox."""
        self._boxes.beside(letter.inbound.session, self._turns.end(letter, said))


class _Alarmed(AbstractContextManager[None]):
    """Tells the admins when the database fails: nothing is acknowledged then, and people wait."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, StoreError):
            self._alarms.sound("database", str(error))


def _of(platform: str, session: str) -> bool:
    return session.startswith(f"{platform}:")
