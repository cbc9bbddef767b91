"""The pulse: what the process has done so far, as plain numbers that cost next to nothing to count."""

from bisect import bisect_left
from collections import defaultdict
from typing import Literal, TypeAlias

from core.errors import TriviumError
from core.events import Inbound

Outcome: TypeAlias = Literal["answered", "failed", "stopped"]
"""How a turn through a graph ended."""

Fate: TypeAlias = Literal["delivered", "given_up", "waiting"]
"""What became of a reply: shown, never to be shown, or left for the next start."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_SHORT_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0)
_AMOUNTS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)


class Spread:
    """How many values lay between which bounds, each bound belonging to what is below it."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, value: float) -> None:
        """Count a value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value


class Pulse:
    """Numbers that only grow; to be changed and read in the event loop's thread only."""

    def __init__(self) -> None:
        self.accepted: defaultdict[tuple[str, str], int] = defaultdict(int)
        """Events kept, by platform and kind."""
        self.turns: defaultdict[tuple[str, Outcome], int] = defaultdict(int)
        """Turns through a graph, by its name and their outcome."""
        self.turn_seconds = Spread(_SECONDS)
        self.first_text_seconds = Spread(_SECONDS)
        """From the beginning of a reply until the platform shows the first of it."""
        self.replies: defaultdict[tuple[str, Fate], int] = defaultdict(int)
        """Replies, by platform and what became of them."""
        self.clicks_answered_locally = 0
        self.clicks_for_the_graph = 0
        self.refused: defaultdict[str, int] = defaultdict(int)
        """What somebody may not do, by verb."""
        self.limited: defaultdict[str, int] = defaultdict(int)
        """Events that were too many for us, by platform."""
        self.batch_sizes = Spread(_AMOUNTS)
        self.batch_seconds = Spread(_SHORT_SECONDS)
        self.database_errors: defaultdict[str, int] = defaultdict(int)
        """Operations that the database refused, by the name of the error."""
        self.models: defaultdict[str, Asked] = defaultdict(Asked)
        """What models were asked, by node."""
        self.platform_errors: defaultdict[tuple[str, str], int] = defaultdict(int)
        """Calls that a platform refused or did not answer, by platform and the name of the error."""

    def took(self, inbound: Inbound) -> None:
        """Count an event that was kept."""
        self.accepted[platform_of(inbound), type(inbound).__name__] += 1

    def turned(self, graph: str, outcome: Outcome, seconds: float) -> None:
        """Count a turn through a graph."""
        self.turns[graph, outcome] += 1
        self.turn_seconds.add(seconds)

    def replied(self, inbound: Inbound, fate: Fate) -> None:
        """Count a reply."""
        self.replies[platform_of(inbound), fate] += 1

    def wrote(self, operations: int, seconds: float) -> None:
        """Count a batch of operations that was brought to disk, or refused."""
        self.batch_sizes.add(operations)
        self.batch_seconds.add(seconds)

    def asked(self, node: str, seconds: float, *, failed: bool) -> None:
        """Count one call of a model."""
        asked = self.models[node]
        asked.failures += failed
        asked.seconds.add(seconds)

    def refused_by(self, platform: str, error: TriviumError) -> None:
        """Count a call that a platform refused or did not answer."""
        self.platform_errors[platform, type(error).__name__] += 1


class Asked:
    """What one node asked of models; how often is in the seconds."""

    __slots__ = ("failures", "seconds")

    def __init__(self) -> None:
        self.failures = 0
        self.seconds = Spread(_SECONDS)


def platform_of(inbound: Inbound) -> str:
    """Return the platform an event comes from."""
    return inbound.session.partition(":")[0]


pulse = Pulse()
"""The process's own: like its CPU time there is one, whoever works adds to it, and whoever watches reads it."""
