"""Asking a database about its own content, with little time for each question."""

from collections.abc import Sequence
from time import monotonic
from typing import Any, Protocol

Rows = Sequence[Sequence[Any]]


class Ask(Protocol):
    """Asks something while a schema is read."""

    def __call__(self, sql: str, seconds: float) -> Rows | None:
        """Return the rows, None where it took more than so many seconds or cannot be answered."""


class Budget:
    """Time to be shared out."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    def share(self, most: float) -> float:
        """Return how many seconds the next question may take; 0 where the time is used up."""
        return max(0.0, min(most, self._until - monotonic()))


def quoted(*names: str) -> str:
    """Return a name as SQL writes it, each part in quotes; parts that are empty left out."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names if name)
