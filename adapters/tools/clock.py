"""The clock: date and time in any of the world's time zones."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import ToolError
from core.ports import Report, ToolResult, ToolSpec

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UTC = "UTC"


class Clock:
    """Says what day and time it is, in UTC where no zone is named."""

    spec = ToolSpec(
        "clock",
        "Says today's date, weekday and the time in a time zone.",
        {
            "type": "object",
            "properties": {
                "zone": {"type": "string", "description": f"IANA name such as Europe/Berlin; {_UTC} if left out"}
            },
            "additionalProperties": False,
        },
    )

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    async def run(self, arguments: Mapping[str, Any], report: Report) -> ToolResult:  # noqa: ARG002 (takes no time)
        """Return `Sunday 2026-11-22 23:59, Europe/Berlin`. Raises ToolError."""
        if strange := sorted(str(name) for name in arguments if name != "zone"):
            raise ToolError(f"The clock takes nothing but a zone, not {', '.join(strange)}.")
        given = arguments.get("zone")
        name = _UTC if given in (None, "") else given
        zone = _zone(name)
        moment = datetime.fromtimestamp(self._now(), zone)
        return ToolResult(f"{_DAYS[moment.weekday()]} {moment:%Y-%m-%d %H:%M}, {name}")


def _zone(name: object) -> tzinfo:
    if name == _UTC:
        return UTC
    unknown = ToolError(f"The clock knows no time zone {name!r}: it wants an IANA name such as Europe/Berlin.")
    if not isinstance(name, str):
        raise unknown
    try:
        return ZoneInfo(name)
    # A name that is no path (`../x`) is a ValueError; where the package `tzdata` is installed, that of a folder in it
    # (`Europe`) or an endless one is an OSError.
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise unknown from error
