"""A watched port: each call of a platform is timed for the HUD, and counted where the platform refused it."""

import time
from collections.abc import Awaitable
from typing import TypeVar

from adapters.shared.platform import Body, Port
from core.errors import PlatformError
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark
from core.pulse import pulse
from core.sink import hud

T = TypeVar("T")


class WatchedPort:
    """Hands everything on to a platform's port."""

    def __init__(self, platform: str, port: Port) -> None:
        self._platform, self._port = platform, port

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message and return its id."""
        return await self._timed("sent", self._port.send(to, body, key=key, private=private))

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:
        """Show a state that will soon be replaced."""
        return await self._timed("previewed", self._port.preview(to, native, body, key=key, last=last))

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a posted message look like `body`."""
        await self._timed("edited", self._port.edit(to, native, body))

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a posted message away."""
        await self._timed("deleted", self._port.delete(to, native))

    async def notify(self, to: Inbound, text: str) -> None:
        """Tell the one person who caused the event something short."""
        await self._timed("notified", self._port.notify(to, text))

    async def acknowledge(self, to: Inbound) -> None:
        """Let the platform stop showing that a click is being worked on."""
        await self._timed("acknowledged", self._port.acknowledge(to))

    async def mark(self, to: Message, mark: Mark) -> None:
        """Put a reaction on a person's message."""
        await self._timed("marked", self._port.mark(to, mark))

    async def tell(self, person: str, text: str) -> None:
        """Write to a person, in their direct messages with us."""
        await self._timed("told", self._port.tell(person, text))

    async def claims(self, to: Inbound) -> Claims:
        """Return what the platform says of the person."""
        return await self._port.claims(to)

    async def administers(self, to: Inbound) -> bool:
        """Say whether the platform counts the person among those who run the place."""
        return await self._timed("vouched", self._port.administers(to))

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        """Ask for a field's value."""
        await self._timed("asked for a value", self._port.ask(to, form, problem))

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Return the bytes of a file that came with a message."""
        return await self._timed("fetched", self._port.fetch(to, attachment))

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Let the platform show that an answer is under way, or no longer."""
        await self._timed("showed work", self._port.working(to, on=on))

    async def _timed(self, what: str, call: Awaitable[T]) -> T:
        begun, failed = time.perf_counter(), ""
        try:
            return await call
        except PlatformError as error:
            pulse.refused_by(self._platform, error)
            failed = type(error).__name__
            raise
        finally:
            hud("platform", what, since=begun, platform=self._platform, error=failed)
