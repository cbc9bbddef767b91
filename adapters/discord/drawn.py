"""A drawn body as the library takes it."""

from typing import Any

import discord

from adapters.shared.platform import Body


class Drawn(discord.ui.LayoutView):
    """Sends a body's components as they are. It is finished from the start, so that the library never stores it."""

    def __init__(self, body: Body) -> None:
        super().__init__(timeout=None)
        self._components: list[dict[str, Any]] = body["components"]
        self.stop()

    def has_components_v2(self) -> bool:
        """Say that the message needs the flag of Components V2."""
        return True

    def to_components(self) -> list[dict[str, Any]]:
        """Return the body's components."""
        return self._components
