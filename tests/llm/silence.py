"""Silence: an answer that does not come until the test says so."""

import asyncio


class Silence:
    """A server's silence; it lasts until it is broken."""

    def __init__(self) -> None:
        self._broken = asyncio.Event()

    async def kept(self) -> None:
        """Return once the silence is broken."""
        await self._broken.wait()

    def end(self) -> None:
        """Break the silence."""
        self._broken.set()
