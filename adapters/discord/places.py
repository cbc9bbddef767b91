"""Places: the channels and threads to look through for what was missed, and since when."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from core.events import Inbound, Message

_TEXT_CHANNEL, _THREAD = 0, 11


class Place(Struct, frozen=True):
    """A channel or a thread, as far as a message's history does not say it."""

    id: str
    since: float
    """Unix seconds by Discord's clock: what was written before that is known."""
    kind: int | None = None
    """Discord's channel type, as far as it matters for reading; None where it has to be asked for."""
    parent: str | None = None
    """The channel above a thread."""
    server: str = ""
    """Discord's id of the server; empty for direct messages, and where it has to be asked for."""
    doubtful: bool = False
    """Whether there may be no such thread: nobody is known to have written in it."""


class Places:
    """What is still to be looked through; a place stays until that was done, whatever fails meanwhile."""

    def __init__(self) -> None:
        self._owed: dict[str, Place] = {}
        self._lost: set[str] = set()

    @property
    def lost(self) -> bool:
        """Say whether somewhere a message came that could not be kept."""
        return bool(self._lost)

    def lost_in(self, channel: str) -> bool:
        """Say whether a message that could not be kept came in this channel or thread."""
        return channel in self._lost

    def owed(self) -> tuple[Place, ...]:
        """Return all places that are to be looked through, those first for which that was not begun for longest."""
        return tuple(self._owed.values())

    def add(self, seen: Iterable[Inbound]) -> None:
        """Look through the places of these events for what came after the last of each."""
        latest: dict[str, Place] = {}
        for place in (place for inbound in seen for place in _of(inbound)):
            known = latest.get(place.id)
            latest[place.id] = place if known is None else _one(known, place, max(known.since, place.since))
        for place in latest.values():
            self._owe(place)

    def lose(self, message: Message) -> None:
        """Look through the place of a message that could not be kept."""
        channel = message.origin["channel"]
        self._lost.add(channel)
        for place in _of(message):
            if place.id == channel:
                self._owe(place)

    def begin(self, place: str) -> Place | None:
        """Return what is to be looked through in a place now, None for nothing; the next time its turn comes last."""
        owed = self._owed.pop(place, None)
        if owed is not None:
            self._owed[place] = owed
        return owed

    def done(self, place: Place) -> None:
        """Take note that a place was looked through, or that it cannot be; not if more was owed there meanwhile."""
        if self._owed.get(place.id) is place:
            del self._owed[place.id]
            self._lost.discard(place.id)

    def _owe(self, place: Place) -> None:
        known = self._owed.get(place.id)
        self._owed[place.id] = place if known is None else _one(known, place, min(known.since, place.since))


def _one(one: Place, other: Place, since: float) -> Place:
    """Return what is known of a place from two events."""
    better = one if one.kind is not None else other
    server = one.server or other.server
    return replace(better, since=since, server=server, doubtful=one.doubtful and other.doubtful)


def _of(inbound: Inbound) -> Iterator[Place]:
    """Yield the place of a conversation, and the channel above it, where new ones begin."""
    session, channel = inbound.session.partition(":")[2], inbound.channel.partition(":")[2]
    server = inbound.server.partition(":")[2]
    if session == channel:
        yield Place(channel, inbound.at, server=server)
        return
    yield Place(session, inbound.at, _THREAD, channel, server, doubtful="starter" in inbound.origin)
    yield Place(channel, inbound.at, _TEXT_CHANNEL, server=server)
