"""Doors: what comes in while a platform is being caught up with waits, so that nothing overtakes what came before."""

import asyncio

from msgspec import Struct, field

from core.events import Inbound, Message, Moved


def _open() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


class _Door(Struct, frozen=True):
    acts: asyncio.Event = field(default_factory=_open)
    words: asyncio.Event = field(default_factory=_open)


class Doors:
    """One door a platform for people's words, and one for their acts: a click must be answered within seconds."""

    def __init__(self) -> None:
        self._doors: dict[str, _Door] = {}

    def close(self, platform: str, *, words_only: bool) -> None:
        """Let words wait, and acts too unless it is `words_only`."""
        door = self._doors.setdefault(platform, _Door())
        door.words.clear()
        if not words_only:
            door.acts.clear()

    def open_for_acts(self, platform: str) -> None:
        """Let acts in."""
        if platform in self._doors:
            self._doors[platform].acts.set()

    def open(self, platform: str) -> None:
        """Let all in, in the order in which they came."""
        if platform in self._doors:
            self._doors[platform].acts.set()
            self._doors[platform].words.set()

    def let_in(self, platform: str) -> bool:
        """Say whether nothing of a platform waits."""
        door = self._doors.get(platform)
        return door is None or door.words.is_set()

    def are_open(self, inbound: Inbound) -> bool:
        """Say whether nothing of the event's platform waits."""
        return self.let_in(inbound.session.partition(":")[0])

    async def passed(self, inbound: Inbound | Moved) -> None:
        """Return when an event may come in."""
        name = inbound.new if isinstance(inbound, Moved) else inbound.session
        door = self._doors.get(name.partition(":")[0])
        if door is not None:
            await (door.words if isinstance(inbound, Message) else door.acts).wait()
