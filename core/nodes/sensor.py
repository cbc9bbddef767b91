"""The sensor node: clock and idle time."""

from datetime import UTC, datetime

_IDLE_RETURN_AFTER = 30 * 60.0
"""Seconds without activity after which the person is welcomed back."""


class SensorNode:
    """Notices when the person of one session was last active; it needs no task of its own."""

    def __init__(self, last_activity: float | None = None) -> None:
        self.last_activity = last_activity
        self._idle = 0.0

    def note_activity(self, now: float) -> None:
        """Take note of an event at `now`, Unix seconds; a clock gone backwards counts as no time."""
        self._idle = max(0.0, now - self.last_activity) if self.last_activity is not None else 0.0
        self.last_activity = now

    def lines(self) -> list[str]:
        """Return what the sensor knows as lines for a prompt's context."""
        if self.last_activity is None:
            return []
        clock = datetime.fromtimestamp(self.last_activity, UTC)
        lines = [f"clock: {clock:%A %Y-%m-%d %H:%M} UTC"]
        if self._idle >= _IDLE_RETURN_AFTER:
            lines.append(f"idle return: away for {self._idle / 60:.0f} minutes; welcome back briefly")
        return lines
