"""Stopping: how a query that runs in a thread is ended from outside."""

from collections.abc import Callable
from threading import Lock
from time import monotonic


class Stop:
    """One query's end: its deadline, and who wants it to end before."""

    def __init__(self, seconds: float) -> None:
        self.wanted = False
        """True where somebody asked for the end; False where only the time is up."""
        self._begun = monotonic()
        self._deadline = self._begun + seconds
        self._interrupt: Callable[[], object] | None = None
        self._lock = Lock()

    @property
    def due(self) -> bool:
        """Say whether the query has to end now."""
        return self.wanted or monotonic() >= self._deadline

    @property
    def elapsed(self) -> float:
        """Return the seconds since the beginning."""
        return monotonic() - self._begun

    def can_be(self, interrupt: Callable[[], object] | None) -> None:
        """Say how the query can be interrupted by another thread, or with None that it no longer can be."""
        with self._lock:
            self._interrupt = interrupt
            if interrupt is not None and self.wanted:
                interrupt()

    def now(self, *, wanted: bool = True) -> None:
        """End the query, whichever thread it runs in."""
        with self._lock:
            self.wanted = self.wanted or wanted
            if self._interrupt is not None:
                self._interrupt()
