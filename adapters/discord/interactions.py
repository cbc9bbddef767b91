"""Interactions that can still be answered: clicks and commands of the last minutes."""

from typing import TypeAlias

import discord

Interaction: TypeAlias = discord.Interaction[discord.Client]


class OpenInteractions:
    """Interactions by their event's id. Discord takes answers for 15 minutes; later ones are forgotten."""

    def __init__(self) -> None:
        self._open: dict[str, Interaction] = {}

    def add(self, interaction: Interaction) -> None:
        """Keep an interaction until it is dropped or expires."""
        while self._open and next(iter(self._open.values())).is_expired():
            del self._open[next(iter(self._open))]
        self._open[f"discord:{interaction.id}"] = interaction

    def get(self, event: str) -> Interaction | None:
        """Return the interaction behind an event, if it can still be answered."""
        interaction = self._open.get(event)
        return None if interaction is None or interaction.is_expired() else interaction

    def drop(self, event: str) -> None:
        """Forget an interaction; one that is not there is no error."""
        self._open.pop(event, None)
