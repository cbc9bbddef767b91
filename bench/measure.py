"""Measuring: CPU time of this process per event, the median of several rounds, promises beside their figures."""

import statistics
import time
from collections.abc import Awaitable, Callable, Sequence

ROUNDS = 5


async def cpu_per_event(events: int, work: Callable[[], Awaitable[object]]) -> float:
    """Return the median CPU seconds an event of `work`, which does `events` events a call."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        await work()
        rounds.append((time.process_time() - begun) / events)
    return statistics.median(rounds)


def line(what: str, seconds: float, promised: float | None = None) -> str:
    """Return one line of the report, in microseconds, with what is promised where something is."""
    promise = "" if promised is None else kept(f"≤ {promised * 1e6:,.0f}", met=seconds <= promised)
    return told(what, f"{seconds * 1e6:,.1f} µs CPU", promise)


def told(what: str, figure: str, promise: str = "") -> str:
    """Return one line of the report."""
    return f"{what:66}{figure:>18}   {promise}".rstrip()


def kept(promise: str, *, met: bool) -> str:
    """Return a promise with whether it was met."""
    return f"promised {promise}: {'met' if met else 'NOT MET'}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all are not above; `values` must not be empty."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
