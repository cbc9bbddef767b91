"""Outlets: the way from the core's replies to the platform of their session."""

import asyncio
from collections.abc import Iterable

from adapters.shared.live import LiveReply, Road
from adapters.shared.marks import Marks
from adapters.shared.pacing import Pacer, persist
from adapters.shared.platform import Gateway
from adapters.shared.watched import WatchedPort
from core.errors import PlatformError
from core.events import Attachment, Claims, Inbound, Message
from core.ports import Mark, Posted
from core.view import View

_PATIENCE = 2.0
"""Seconds that reactions and the like have when the program ends."""


class Outlets:
    """Leads each reply to the platform of its session."""

    def __init__(self, gateways: Iterable[Gateway]) -> None:
        self._roads = {gateway.platform.name: _road_of(gateway) for gateway in gateways}

    def reply(self, to: Inbound, natives: tuple[str, ...], posted: Posted, shown: View | None = None) -> LiveReply:
        """Begin the reply to an event, in the messages `natives` where there are any, else in new ones.

        `shown` is what these messages look like, where that is known.
        """
        return LiveReply(self._road(to), to, natives, posted, shown)

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Return the bytes of a file that came with a message. Raises PlatformError."""
        return await self._road(to).port.fetch(to, attachment)

    def mark(self, to: Message, mark: Mark) -> None:
        """Put a sign on a person's message when there is time; a later one replaces it."""
        self._road(to).marks.put(to, mark)

    async def tell(self, person: str, text: str) -> None:
        """Write to a person where nobody else reads it. Raises PlatformError."""
        platform, _, user = person.partition(":")
        if platform not in self._roads:
            raise PlatformError(f"Nobody can be told anything on {platform}: the assistant does not run there.")
        port = self._roads[platform].port
        await persist(lambda: port.tell(user, text))

    async def claims(self, to: Inbound) -> Claims:
        """Return what the platform says of the person beside the event. Raises PlatformError."""
        return await self._road(to).port.claims(to)

    async def administers(self, to: Inbound) -> bool:
        """Say whether the platform counts the person among those who run the place. Raises PlatformError."""
        return await self._road(to).port.administers(to)

    async def close(self) -> None:
        """Wait a little for what is still on its way beside the answers, and give up the rest."""
        for road in self._roads.values():
            road.marks.stop()
        late = [task for road in self._roads.values() for task in (*road.late, *road.marks.under_way)]
        if late:
            _, slow = await asyncio.wait(late, timeout=_PATIENCE)
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)

    def _road(self, to: Inbound) -> Road:
        return self._roads[to.session.partition(":")[0]]


def _road_of(gateway: Gateway) -> Road:
    pacer = Pacer(gateway.platform.limits.edit_interval)
    port = WatchedPort(gateway.platform.name, gateway.port)
    return Road(gateway.platform, port, pacer, set(), Marks(port))
