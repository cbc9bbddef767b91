"""Reactions on people's messages: waiting, received, answered, not answered."""

import logging
import time
from collections.abc import Callable

import discord

from core.events import Message
from core.ports import Mark

log = logging.getLogger(__name__)

_EMOJI: dict[Mark, str] = {"waits": "⏳", "seen": "👀", "done": "✅", "failed": "❌"}
_PASSING: tuple[Mark, ...] = ("waits", "seen")
"""Marks that another one takes the place of."""
_REMEMBERED = 10_000
"""Messages whose passing mark is remembered."""
_BLOCKED = 90001
"""The writer has blocked the bot; it says nothing of the channel."""


class Reactions:
    """Puts reactions; where they are not allowed it says so once and leaves the channel alone until the next start."""

    def __init__(self, http: discord.http.HTTPClient, clock: Callable[[], float] = time.time) -> None:
        self._http = http
        self._since = clock()
        self._barred: set[str] = set()
        self._put: dict[str, Mark] = {}

    async def put(self, to: Message, mark: Mark) -> None:
        """Put a reaction in the place of the one before. Raises discord.HTTPException."""
        if to.channel in self._barred:
            return
        channel, message = int(to.origin["channel"]), int(to.origin["message"])
        try:
            await self._http.add_reaction(channel, message, _EMOJI[mark])
            for old in self._before(to, mark):
                await self._take_away(channel, message, old)
            self._remember(to.event, mark)
        except discord.NotFound:
            log.debug("the message is gone", extra={"event": to.event})
        except discord.Forbidden as error:
            if error.code != _BLOCKED:
                self._bar(to.channel)

    def _before(self, to: Message, mark: Mark) -> tuple[Mark, ...]:
        """Return what may be there; of a message from before our start that is whatever an earlier run has put."""
        known = self._put.get(to.event)
        passing = _PASSING if known is None and to.at < self._since else (known,)
        return tuple(old for old in passing if old is not None and old != mark)

    async def _take_away(self, channel: int, message: int, mark: Mark) -> None:
        try:
            await self._http.remove_own_reaction(channel, message, _EMOJI[mark])
        except discord.NotFound:
            log.debug("the reaction is not there", extra={"native": f"{channel}:{message}"})

    def _remember(self, event: str, mark: Mark) -> None:
        self._put.pop(event, None)
        if mark in _PASSING:
            self._put[event] = mark
            if len(self._put) > _REMEMBERED:
                del self._put[next(iter(self._put))]

    def _bar(self, channel: str) -> None:
        if channel not in self._barred:
            self._barred.add(channel)
            log.warning("the bot may not add reactions here; it goes on without them", extra={"channel": channel})
