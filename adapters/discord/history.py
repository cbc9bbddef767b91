"""History: what people wrote while nobody listened, from Discord's own memory."""

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence

import discord
from msgspec.structs import replace

from adapters.discord.places import Place, Places
from adapters.discord.platform import DiscordPlatform
from adapters.discord.recovery import recoverable
from adapters.discord.snowflakes import first_of
from adapters.discord.translating import translated
from adapters.discord.wire import history_payload
from adapters.shared.platform import Accept
from core.errors import PlatformError, RateLimited, StoreError, TriviumError, Unauthorized
from core.events import Inbound, Message

log = logging.getLogger(__name__)

_MOST = 200
"""Messages that are looked through in one place, the newest: two requests of Discord's at most."""
_MARGIN = 30.0
"""Seconds before the last known event that are looked through again: what came last may be kept first."""
_AT_ONCE = 4
"""Places that are looked through at the same time."""
_PATIENCE = 5.0
"""Seconds for one place; the library waits out by itself what Discord asks for up to 30 s."""

_HERE_ONLY = (400, 403, 404)
_NO_MESSAGES = 50024
"""The code for a channel that has threads and no messages, as a forum."""


class History:
    """Looks through channels and threads for messages that never arrived."""

    def __init__(self, client: discord.Client, platform: DiscordPlatform) -> None:
        self._client, self._platform = client, platform
        self.places = Places()

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Give to `keep` what came after these events, and what could not be looked through before.

        A place that fails stays owed, and the others go on; then what it failed of is raised: PlatformError,
        StoreError.
        """
        self.places.add(seen)
        # Threads come last: what is kept in one says of its channel too from when on something may be missing.
        channels = [place.id for place in self.places.owed() if place.parent is None]
        failures = await self._look_through_all(channels, keep)
        threads = [place.id for place in self.places.owed() if place.parent is not None]
        failures += await self._look_through_all(threads, keep)
        if failures:
            raise max(failures, key=_pause)

    async def _look_through_all(self, places: Iterable[str], keep: Accept) -> list[TriviumError]:
        """Return what failed. Raises Unauthorized, which holds for all places."""
        waiting = iter(places)
        workers = [asyncio.create_task(self._work(waiting, keep)) for _ in range(_AT_ONCE)]
        try:
            return [failure for failures in await asyncio.gather(*workers) for failure in failures]
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.wait(workers)

    async def _work(self, waiting: Iterator[str], keep: Accept) -> list[TriviumError]:
        failures: list[TriviumError] = []
        for name in waiting:
            place = self.places.begin(name)
            if place is None:
                continue
            try:
                await self._look_through(place, keep)
            except Unauthorized:
                raise
            except (PlatformError, StoreError) as error:
                log.info("what was written here meanwhile waits: %s", error, extra={"channel": name})
                failures.append(error)
            else:
                self.places.done(place)
        return failures

    async def _look_through(self, place: Place, keep: Accept) -> None:
        with translated("give out what was written meanwhile"):
            try:
                async with asyncio.timeout(_PATIENCE):
                    missed = await self._missed(place)
            except (discord.HTTPException, discord.InvalidData) as error:
                _leave_out(place, error)
                return
        for message in missed:
            try:
                await keep(message)
            except TriviumError as error:
                if recoverable(error):
                    raise
                log.error("a message from meanwhile can never be kept: %s", error, extra={"event": message.event})

    async def _missed(self, place: Place) -> list[Message]:
        """Return what people wrote in a place, oldest first."""
        place = await self._described(place)
        bot = 0 if self._client.user is None else self._client.user.id
        read = (self._platform.read(history_payload(found, bot, place)) for found in await self._found(place))
        return [message for message in read if isinstance(message, Message)]

    async def _found(self, place: Place) -> list[discord.Message]:
        channel = self._client.get_partial_messageable(int(place.id))
        after = discord.Object(first_of(place.since - _MARGIN))
        found = [one async for one in channel.history(limit=_MOST, after=after, oldest_first=True)]
        if len(found) < _MOST:
            return found
        newest = [one async for one in channel.history(limit=_MOST, after=after, oldest_first=False)]
        if newest[-1].id != found[0].id:
            log.warning("only the last %d messages were looked through", _MOST, extra={"channel": place.id})
        return newest[::-1]

    async def _described(self, place: Place) -> Place:
        """Return the place with its kind and server.

        Direct messages and the chat of a voice channel look the same in events; old ones do not say the server.
        """
        if place.kind is not None and (place.server or place.kind == discord.ChannelType.private.value):
            return place
        channel = self._client.get_channel(int(place.id)) or await self._client.fetch_channel(int(place.id))
        if isinstance(channel, discord.abc.PrivateChannel):
            return replace(place, kind=discord.ChannelType.private.value)
        parent = str(channel.parent_id) if isinstance(channel, discord.Thread) else None
        return replace(place, kind=channel.type.value, parent=parent, server=str(channel.guild.id))


def _leave_out(place: Place, error: discord.HTTPException | discord.InvalidData) -> None:
    """Say that a place cannot be looked through, unless none was there. Raises what holds for all places alike."""
    if isinstance(error, discord.HTTPException) and error.status not in _HERE_ONLY:
        raise error
    silent = place.doubtful or getattr(error, "code", 0) == _NO_MESSAGES
    level = logging.DEBUG if silent else logging.WARNING
    log.log(level, "what was written here meanwhile is not known: %s", error, extra={"channel": place.id})


def _pause(error: TriviumError) -> float:
    """Return the seconds that the platform asked for."""
    return error.retry_after if isinstance(error, RateLimited) else 0.0
