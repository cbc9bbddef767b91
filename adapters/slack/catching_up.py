"""Catching up: what people wrote while nobody listened, read from the past of the conversations that are known."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from msgspec import Struct

from adapters.shared.platform import Accept, Payload
from adapters.slack.errors import OF_ONE_PLACE, OF_THE_APP, MissingScope
from adapters.slack.owed import Owed, Place
from adapters.slack.past import Past, Told
from adapters.slack.platform import SlackPlatform
from core.errors import Damaged, PlatformError, PlatformUnreachable, RateLimited, Unauthorized
from core.events import Inbound, Message

log = logging.getLogger(__name__)

_MARGIN = 60.0
"""Seconds before the last event that is known: one that happened earlier may have been on its way still, or be lost
with a socket that was dead for twenty seconds before that was noticed, and some more before another one stood."""
_AT_ONCE = 4
"""Conversations that are read at the same time; when as many fail one after the other, Slack fails and not they."""

_Read: TypeAlias = Callable[[Place, Accept], Awaitable[None]]


class _Trouble(Struct):
    """What keeps places from being read in one go."""

    errors: list[PlatformUnreachable]
    in_a_row: int = 0
    stops: bool = False


class CatchingUp:
    """Catches up as often as it is asked to, and remembers what is still owed."""

    def __init__(self, past: Past, platform: SlackPlatform) -> None:
        self._past, self._platform = past, platform
        self._owed = Owed()
        self._told: set[str] = set()
        """The scopes and places that the log has named."""
        self._own = ""

    def identify(self, own: str) -> None:
        """Remember our own user's id."""
        self._own = own

    def lost(self) -> None:
        """Take note that something may have been lost everywhere until now."""
        self._owed.lost()

    async def run(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Give what was missed to `keep`, channels first, then their threads, those first that were used last.

        Raises RateLimited or PlatformUnreachable when something is left, which the next call begins with;
        Unauthorized, and whatever `keep` raises but Damaged.
        """
        self._owed.add(seen)
        errors = await self._all(self._owed.channels(), self._read, keep)
        errors += await self._all(self._owed.threads(), self._follow, keep)
        if not self._owed:
            self._owed.settle()
        elif errors:
            raise _left(len(self._owed), errors)

    async def _all(self, places: Sequence[Place], read: _Read, keep: Accept) -> list[PlatformUnreachable]:
        """Read these places, a few at a time; return why some are left."""
        waiting, trouble = iter(places), _Trouble([])

        async def work() -> None:
            for place in waiting:
                if trouble.stops:
                    return
                begun = self._owed.begin(place)
                if begun is not None:
                    await self._tried(begun, read, keep, trouble)

        workers = [asyncio.create_task(work()) for _ in range(_AT_ONCE)]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.wait(workers)
        return trouble.errors

    async def _tried(self, place: Place, read: _Read, keep: Accept, trouble: _Trouble) -> None:
        """Read one place; what concerns it alone stops no other."""
        try:
            await read(place, keep)
        except PlatformUnreachable as error:
            trouble.errors.append(error)
            trouble.in_a_row += 1
            trouble.stops |= isinstance(error, RateLimited) or trouble.in_a_row >= _AT_ONCE
        except Unauthorized:
            raise
        except PlatformError as error:
            trouble.stops |= self._refused(place, error)
            trouble.in_a_row = 0
        else:
            self._owed.done(place)
            trouble.in_a_row = 0

    def _refused(self, place: Place, error: PlatformError) -> bool:
        """Owe no longer what can never be read; say whether that is everything."""
        if isinstance(error, MissingScope):
            self._tell_once(error.scope, f"{error} Add the scope {error.scope} and install the app anew.")
        elif any(code in str(error) for code in OF_THE_APP):
            self._tell_once("", str(error))
            self._owed.clear()
            return True
        elif any(code in str(error) for code in OF_ONE_PLACE):
            log.info("a conversation is not caught up with: %s", error)
        else:
            where = f"{place.channel}/{place.thread}".rstrip("/")
            self._tell_once(where, f"{error} This concerns {where} alone.")
        if place.thread:
            self._owed.done(place)
        else:
            self._owed.shut(place)
        return False

    def _tell_once(self, about: str, sentences: str) -> None:
        if about not in self._told:
            self._told.add(about)
            log.warning("What people wrote while nobody listened is not answered: %s", sentences)

    async def _read(self, channel: Place, keep: Accept) -> None:
        """Read what stands in a channel itself, and owe the threads that were found there."""
        since = channel.last - _MARGIN
        for told in await self._past.history(channel.channel, since):
            ts = str(told["ts"])
            thread = str(told.get("thread_ts") or ts)
            if thread != ts:  # it was sent to the channel too, and is read with its thread
                self._owed.find(Place(channel.team, channel.channel, thread, since))
                continue
            if told.get("reply_count"):
                self._owed.find(Place(channel.team, channel.channel, thread, float(ts)))
            await self._give(channel, told, keep)

    async def _follow(self, thread: Place, keep: Accept) -> None:
        """Read a thread from the last event on that is known."""
        for told in await self._past.replies(thread.channel, thread.thread, thread.last - _MARGIN):
            if str(told["ts"]) != thread.thread:
                await self._give(thread, told, keep, after=thread.last)

    async def _give(self, place: Place, told: Told, keep: Accept, *, after: float = 0.0) -> None:
        """Keep a message; up to `after` only one meant for us: others were passed over, or are kept already."""
        event = self._platform.read(self._payload(place, told))
        if not isinstance(event, Message) or not (event.addressed or event.at > after):
            return
        try:
            await keep(event)
        except Damaged as error:
            log.error("a message that was written while nobody listened can never be kept: %s", error)

    def _payload(self, place: Place, told: Told) -> Payload:
        """Return the message as an event, as it would have been delivered when it was written.

        The first message of a thread was in none then, and an edit has not made another one of it.
        """
        event = {name: value for name, value in told.items() if name != "edited"}
        if event.get("thread_ts") == event["ts"]:
            del event["thread_ts"]
        kind = "im" if place.channel.startswith("D") else "channel"
        return {
            "type": "event_callback",
            "team_id": place.team,
            "authorizations": [{"user_id": self._own, "team_id": place.team}],
            "event": {**event, "type": "message", "channel": place.channel, "channel_type": kind},
        }


def _left(places: int, errors: Sequence[PlatformUnreachable]) -> PlatformUnreachable:
    """Return the error that says how much is left and why; where Slack asked for pauses, with the longest."""
    pauses = [error for error in errors if isinstance(error, RateLimited)]
    why = max(pauses, key=lambda error: error.retry_after) if pauses else errors[0]
    sentence = f"What was written in {places} conversations while nobody listened is not read yet: {why}"
    return (
        RateLimited(sentence, retry_after=why.retry_after)
        if isinstance(why, RateLimited)
        else PlatformUnreachable(sentence)
    )
