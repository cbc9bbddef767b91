"""Interactions that can still be answered: clicks, forms and commands of the last minutes."""

import asyncio
import logging
from typing import TypeAlias

import discord

from adapters.discord.translating import too_late, translated
from core.errors import PlatformError

Interaction: TypeAlias = discord.Interaction[discord.Client]
log = logging.getLogger(__name__)

_PATIENCE = 2.0
"""Seconds after which Discord, which waits 3, is told that an answer will come: a session may be busy for long."""

_LONGEST = 3.0
"""Seconds for that, after which Discord does not take it any more."""


class OpenInteractions:
    """Interactions by their event's id. Discord takes answers for 15 minutes; later ones are forgotten."""

    def __init__(self) -> None:
        self._open: dict[str, Interaction] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._held: set[str] = set()

    def add(self, interaction: Interaction) -> None:
        """Keep an interaction until it is dropped or expires."""
        while self._open and next(iter(self._open.values())).is_expired():
            self.drop(next(iter(self._open)))
        self._open[f"discord:{interaction.id}"] = interaction

    def accepted(self, interaction: Interaction) -> None:
        """Acknowledge an interaction, whose event is on disk by now, if no answer comes in time."""
        event = f"discord:{interaction.id}"
        if event not in self._open or event in self._held:
            return
        task = asyncio.create_task(self._acknowledge_late(event), name=event)
        self._waiting[event] = task
        task.add_done_callback(lambda _: self._waiting.pop(event, None))

    def get(self, event: str) -> Interaction | None:
        """Return the interaction behind an event, if it can still be answered."""
        interaction = self._open.get(event)
        return None if interaction is None or interaction.is_expired() else interaction

    def has(self, interaction: Interaction) -> bool:
        """Say whether an interaction was not dropped."""
        return f"discord:{interaction.id}" in self._open

    def hold(self, event: str) -> Interaction | None:
        """Return the interaction behind an event, and leave its first answer, which is on its way, to the caller."""
        if event in self._open:
            self._held.add(event)
        if (task := self._waiting.get(event)) is not None:
            task.cancel()
        return self.get(event)

    def drop(self, event: str) -> None:
        """Forget an interaction; one that is not there is no error."""
        self._open.pop(event, None)
        self._held.discard(event)

    async def close(self) -> None:
        """Acknowledge at once what is kept and still waits for its first answer, so that nobody is told it failed."""
        waiting = tuple(self._waiting.items())
        for _, task in waiting:
            task.cancel()
        await asyncio.gather(*(self._acknowledge_now(event) for event, _ in waiting))

    async def _acknowledge_late(self, event: str) -> None:
        await asyncio.sleep(_PATIENCE)
        await self._acknowledge_now(event)

    async def _acknowledge_now(self, event: str) -> None:
        interaction = self.get(event)
        if interaction is None or interaction.response.is_done():
            return
        try:
            with translated("acknowledge a click or a command"):
                async with asyncio.timeout(_LONGEST):
                    await acknowledge(interaction)
        except PlatformError as error:
            log.warning("a click or a command was not acknowledged: %s", error, extra={"event": event})


async def acknowledge(interaction: Interaction) -> None:
    """Say that an answer will come: to a command for the one who gave it, to a click in its message.

    Harmless where it has an answer, or is over. Raises discord.HTTPException.
    """
    try:
        await interaction.response.defer(ephemeral=True)
    except discord.HTTPException as error:
        if not too_late(error):
            raise
