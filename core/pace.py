"""Pace: how much one person may send in a minute."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["in time", "first too many", "too many"]

_MINUTE = 60.0
_REMEMBERED = 10_000
"""People; who was silent for longest is forgotten first, and begins anew."""


class _Bucket:
    def __init__(self, tokens: float, at: float) -> None:
        self.tokens, self.at, self.told = tokens, at, False


class Pace:
    """Counts what each person sends: so many at once, and as many again each minute."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`a_minute` of 0 lets everything pass."""
        self._most, self._clock = a_minute, clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, person: str) -> Verdict:
        """Count one event, and say whether it is too many; the first of a row of those is told apart."""
        if self._most <= 0:
            return "in time"
        now = self._clock()
        bucket = self._buckets.setdefault(person, _Bucket(self._most, now))
        self._buckets.move_to_end(person)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._most, bucket.tokens + (now - bucket.at) * self._most / _MINUTE)
        bucket.at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            bucket.told = False
            return "in time"
        first, bucket.told = not bucket.told, True
        return "first too many" if first else "too many"
