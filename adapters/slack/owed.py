"""What is owed: the channels and threads that are still to be read, and from when on."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from core.events import Inbound

_Key: TypeAlias = tuple[str, str, str]


class Place(Struct, frozen=True):
    """A channel, or a thread in it."""

    team: str
    channel: str
    thread: str
    """The timestamp of its first message; empty for what stands in the channel itself."""
    last: float
    """When the last known event happened in it, Unix seconds by Slack's clock."""
    tries: int = 0
    """How often reading it was begun."""
    connection: int = 0
    """Which connection stood when reading it was last begun."""

    @property
    def key(self) -> _Key:
        """Return what tells it from others."""
        return self.team, self.channel, self.thread


class Owed:
    """Places stay until they were read, whatever fails meanwhile; those that were tried least come first."""

    def __init__(self) -> None:
        self._places: dict[_Key, Place] = {}
        self._read: set[_Key] = set()
        """What is not to be read again with what is still owed."""
        self._connection = 0

    def __len__(self) -> int:
        """Return how many places are to be read."""
        return len(self._places)

    def lost(self) -> None:
        """Take note that something may have been lost everywhere until now."""
        self._connection += 1
        self._read.clear()

    def add(self, seen: Sequence[Inbound]) -> None:
        """Owe the places of these events, from the last of each on, or from the earlier time they are owed from.

        What was read since something was lost, and the call before left something else, is not owed anew.
        """
        latest: dict[_Key, Place] = {}
        for place in sorted((p for inbound in seen for p in _of(inbound)), key=lambda place: -place.last):
            latest.setdefault(place.key, place)
        for key, place in latest.items():
            known = self._places.get(key)
            if known is not None:
                # Another object, so that a reading under way, which may be too early, is not taken for the one owed.
                self._places[key] = replace(known, last=min(known.last, place.last))
            elif key not in self._read:
                self._places[key] = place

    def find(self, thread: Place) -> None:
        """Owe a thread that was found in its channel, unless it is known."""
        if thread.key not in self._read:
            self._places.setdefault(thread.key, thread)

    def channels(self) -> list[Place]:
        """Return the channels that are to be read, those first that were tried least, then those used last."""
        return self._in_order(threads=False)

    def threads(self) -> list[Place]:
        """Return the threads that are to be read, in the same order."""
        return self._in_order(threads=True)

    def begin(self, place: Place) -> Place | None:
        """Note that a place is being read, and return it as it is owed now; None where it is not any more."""
        known = self._places.get(place.key)
        if known is not None:
            known = replace(known, tries=known.tries + 1, connection=self._connection)
            self._places[place.key] = known
        return known

    def done(self, place: Place) -> None:
        """Note that what `begin` returned was read, or can never be."""
        if self._places.get(place.key) is place:
            del self._places[place.key]
            if place.connection == self._connection:
                self._read.add(place.key)

    def shut(self, channel: Place) -> None:
        """Note that neither a channel nor its threads can be read."""
        self.done(channel)
        for place in self.threads():
            if (place.team, place.channel) == (channel.team, channel.channel):
                self.done(self.begin(place) or place)

    def settle(self) -> None:
        """Note that nothing is left: what is asked for next is asked for anew."""
        self._read.clear()

    def clear(self) -> None:
        """Owe nothing any more."""
        self._places.clear()

    def _in_order(self, *, threads: bool) -> list[Place]:
        places = [place for place in self._places.values() if bool(place.thread) is threads]
        return sorted(places, key=lambda place: (place.tries, -place.last))


def _of(inbound: Inbound) -> Iterator[Place]:
    """Yield the channel of an event and, unless it was for the whole channel, its thread."""
    _, team, channel, *thread = inbound.session.split(":")
    yield Place(team, channel, "", inbound.at)
    for ts in thread:
        yield Place(team, channel, ts, inbound.at)
