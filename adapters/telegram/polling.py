"""Polling: updates fetched, kept, and confirmed by the offset of the next request.

It goes through `Bot.get_updates` and not through `telegram.ext.Updater`: when that one stops, also because of a second
poller, it polls once more and so throws the other one out; and an error of `accept` that is not the library's would
end its polling without anybody hearing of it.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import timedelta
from typing import Any, TypeAlias

from telegram import Bot, Update
from telegram.error import TelegramError

from adapters.shared.pacing import persist
from adapters.shared.platform import Accept
from adapters.telegram.errors import Rival, translated
from adapters.telegram.intake import Arrival, Intake, arrival_of
from adapters.telegram.platform import TelegramPlatform
from core.errors import PlatformUnreachable, RateLimited, StoreError
from core.events import Moved

log = logging.getLogger(__name__)

UPDATES = ("message", "callback_query")
"""The kinds of updates that are asked for."""

_LONG_POLL, _AT_ONCE = timedelta(seconds=30), timedelta(0)
_OVERDUE = timedelta(seconds=30)
"""How late the answer to a long poll may be until we can no longer say that updates come."""
_BATCH = 100
"""Updates in one answer at the most (Bot API, getUpdates)."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0
_RIVAL_PAUSE = 30.0
"""Seconds that another program with our token is left alone; each poll of ours ends one of its."""
_RIVAL_GONE = 600.0
"""Seconds without a conflict after which the next one is told again."""

_Numbered: TypeAlias = tuple[int, Arrival]
"""An arrival under its update's number."""


class Polling:
    """Fetches one bot's updates. The offset, which confirms what is before it, moves only past kept updates."""

    def __init__(self, bot: Bot, intake: Intake, platform: Callable[[], TelegramPlatform]) -> None:
        self._bot, self._intake, self._platform = bot, intake, platform
        self._offset = 0
        self._rival_seen, self._told = float("-inf"), ""
        self._forever, self._answered = False, float("-inf")
        self._one_at_a_time = asyncio.Lock()

    def alive(self) -> bool:
        """Say whether `forever` runs and Telegram answered lately."""
        late = _now() - self._answered > (_LONG_POLL + _OVERDUE).total_seconds()
        return self._forever and not late

    async def backlog(self, keep: Accept) -> None:
        """Fetch what waits at Telegram until nothing does. Raises PlatformError, StoreError.

        While `forever` runs it fetches that anyway: of two requests for updates Telegram ends one.
        """
        while not self._forever:
            async with self._one_at_a_time:
                updates = await persist(lambda: self._fetch(_AT_ONCE))
                if not updates:
                    return
                await _to_its_end(self._take(updates, keep))

    async def forever(self, accept: Accept) -> None:
        """Fetch updates until cancelled. Raises PlatformError when it can never go on.

        To be called when Telegram has just answered something: the first answer here may take a whole long poll.
        """
        self._forever, self._answered = True, _now()
        try:
            async with self._one_at_a_time:
                await self._poll(accept)
        finally:
            self._forever = False

    async def _poll(self, accept: Accept) -> None:
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._take(await self._fetch(_LONG_POLL), accept)
                pause = _FIRST_PAUSE
            except RateLimited as limited:
                await asyncio.sleep(limited.retry_after)
            except Rival as rival:
                self._tell(rival)
                await asyncio.sleep(_RIVAL_PAUSE)
            except (PlatformUnreachable, StoreError) as error:
                log.warning("Telegram's updates wait %g s: %s", pause, error, extra={"platform": "telegram"})
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _fetch(self, wait: timedelta) -> Sequence[Update]:
        try:
            updates = await self._bot.get_updates(
                offset=self._offset, limit=_BATCH, timeout=wait, allowed_updates=UPDATES
            )
        except TelegramError as error:
            raise translated(error, "hand out updates") from error
        self._answered = _now()
        if not updates:
            # All is confirmed by now; after a quiet week numbers start anew, and an offset above them would drop them.
            self._offset = 0
        return updates

    async def _take(self, updates: Sequence[Update], accept: Accept) -> None:
        """Keep a batch and move the offset past what comes before the first that was not kept. Raises StoreError."""
        arrivals = [(u.update_id, arrival_of(self._platform(), json.loads(u.to_json()))) for u in updates]
        kept: set[int] = set()
        try:
            for part in _parted(arrivals):
                await self._keep(part, accept, kept)
        finally:
            for number, _ in arrivals:
                if number not in kept:
                    break
                self._offset = max(self._offset, number + 1)

    async def _keep(self, arrivals: Sequence[_Numbered], accept: Accept, kept: set[int]) -> None:
        """Keep arrivals: all sessions at once, so that one commit serves them, and in each one after the other."""
        sessions: defaultdict[str, list[_Numbered]] = defaultdict(list)
        for number, arrival in arrivals:
            match arrival.inbound:
                case None | Moved():
                    sessions[str(number)].append((number, arrival))
                case inbound:
                    sessions[inbound.session].append((number, arrival))
        ends = await asyncio.gather(
            *(self._keep_in_turn(own, accept, kept) for own in sessions.values()), return_exceptions=True
        )
        for end in ends:
            if end is not None:
                raise end

    async def _keep_in_turn(self, arrivals: Sequence[_Numbered], accept: Accept, kept: set[int]) -> None:
        """Keep one session's arrivals; what comes after one that failed is not tried, so that it overtakes nothing."""
        for number, arrival in arrivals:
            await self._intake.take(arrival, accept)
            kept.add(number)

    def _tell(self, rival: Rival) -> None:
        """Log a conflict once, not each time that two programs throw each other out."""
        now = _now()
        if str(rival) != self._told or now - self._rival_seen > _RIVAL_GONE:
            log.error("%s Trying again every %g s.", rival, _RIVAL_PAUSE, extra={"platform": "telegram"})
        self._rival_seen, self._told = now, str(rival)


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Await work that is carried out to its end also when it is cancelled.

    What is on disk without the one who kept it knowing would be answered only after the next start.
    """
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        if (error := task.exception()) is not None:
            log.warning("Telegram's updates wait: %s", error, extra={"platform": "telegram"})
        raise


def _parted(arrivals: Sequence[_Numbered]) -> Iterator[Sequence[_Numbered]]:
    """Give arrivals in parts to be kept one after the other: a move comes after all before it, by itself."""
    part: list[_Numbered] = []
    for arrival in arrivals:
        if isinstance(arrival[1].inbound, Moved):
            yield part
            yield [arrival]
            part = []
        else:
            part.append(arrival)
    yield part
