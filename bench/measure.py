"""Measuring: CPU time of this process per event, the median of several rounds."""

import statistics
import time
from collections.abc import Awaitable, Callable

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
    promise = f"   promised ≤ {promised * 1e6:,.0f}" if promised is not None else ""
    return f"{what:52}{seconds * 1e6:10,.1f} µs CPU{promise}"
