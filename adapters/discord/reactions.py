"""Reactions on people's messages: received, answered, not answered."""

import logging

import discord

from adapters.shared.platform import Mark
from core.events import Message

log = logging.getLogger(__name__)

_EMOJI: dict[Mark, str] = {"seen": "👀", "done": "✅", "failed": "❌"}
_BLOCKED = 90001
"""The writer has blocked the bot; it says nothing of the channel."""


class Reactions:
    """Puts reactions; where they are not allowed it says so once and leaves the channel alone until the next start."""

    def __init__(self, http: discord.http.HTTPClient) -> None:
        self._http = http
        self._barred: set[str] = set()

    async def put(self, to: Message, mark: Mark) -> None:
        """Put a reaction in the place of the one before. Raises discord.HTTPException."""
        if to.channel in self._barred:
            return
        channel, message = int(to.origin["channel"]), int(to.origin["message"])
        try:
            await self._http.add_reaction(channel, message, _EMOJI[mark])
            if mark != "seen":
                await self._http.remove_own_reaction(channel, message, _EMOJI["seen"])
        except discord.NotFound:
            log.debug("the message, or the reaction on it, is gone", extra={"event": to.event})
        except discord.Forbidden as error:
            if error.code != _BLOCKED:
                self._bar(to.channel)

    def _bar(self, channel: str) -> None:
        if channel not in self._barred:
            self._barred.add(channel)
            log.warning("the bot may not add reactions here; it goes on without them", extra={"channel": channel})
