"""The sensor node: clock, idle time, and what the person sees."""

import time
from collections.abc import Sequence
from functools import lru_cache

from core.controls import Control
from core.dashboard import listed, mismatch

_IDLE_RETURN_AFTER = 30 * 60.0
"""Seconds without activity after which the person is welcomed back."""


class SensorNode:
    """Notices when the person of one session was last active and what they see; it needs no task of its own."""

    def __init__(self, last_activity: float | None = None) -> None:
        self.last_activity = last_activity
        self._idle = 0.0
        self._mismatch = ""

    def note_activity(self, now: float) -> None:
        """Take note of an event at `now`, Unix seconds; a clock gone backwards counts as no time."""
        if self.last_activity is not None and now - self.last_activity >= _IDLE_RETURN_AFTER:
            self._idle = now - self.last_activity
        self.last_activity = now

    def note_dashboard(self, believed: Sequence[Control], seen: Sequence[Control]) -> str:
        """Take note of what the person sees, where the server believes to show `believed`; return it in one line."""
        self._mismatch = mismatch(believed, seen)
        return listed(seen)

    def lines(self) -> list[str]:
        """Return what the sensor knows as lines for a prompt's context."""
        if self.last_activity is None:
            return []
        return [_clock(int(self.last_activity // 60))]

    def take_flags(self) -> list[str]:
        """Return the lines of what is to be mentioned once, and forget them."""
        lines = []
        if self._idle:
            away = f"{self._idle / 60:.0f} minutes" if self._idle < 7200 else f"{self._idle / 3600:.0f} hours"
            lines.append(f"idle_return: away for {away}; welcome back briefly, mention what is on the dashboard")
        if self._mismatch:
            lines.append(f"workspace_mismatch: {self._mismatch}")
        self._idle, self._mismatch = 0.0, ""
        return lines


@lru_cache(4)
def _clock(minute: int) -> str:
    """Return the line for a minute since 1970, the same for all sessions of the moment."""
    return time.strftime("clock: %A %Y-%m-%d %H:%M UTC", time.gmtime(minute * 60))
