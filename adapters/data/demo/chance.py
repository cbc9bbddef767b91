"""Chance that falls the same way on every machine and every day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

BEGIN = date(2021, 1, 1)
END = date(2026, 10, 31)
"""The first and the last day of readings and billing."""


class Chance:
    """A seeded source of everything that is made up."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing is kept secret by it

    def hits(self, share: float) -> bool:
        """Return True in that share of all calls (0 to 1)."""
        return self._random.random() < share

    def number(self, least: int, greatest: int) -> int:
        """Return a whole number, the bounds among them."""
        return least + int(self._random.random() * (greatest - least + 1))

    def between(self, least: float, greatest: float) -> float:
        """Return a number from that range."""
        return least + self._random.random() * (greatest - least)

    def one(self, among: Sequence[T]) -> T:
        """Return one of several, each as often."""
        return among[int(self._random.random() * len(among))]

    def weighed(self, weights: Mapping[T, int]) -> T:
        """Return one of several, each as often as its weight says."""
        left = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        raise AssertionError("Weights are whole and above nought.")

    def mostly(self, value: T, missing: float) -> T | None:
        """Return the value, or None in that share of all calls."""
        return None if self.hits(missing) else value

    def day(self, first: date, last: date) -> date:
        """Return a day from that range, both ends among it."""
        return first + timedelta(days=self.number(0, (last - first).days))
