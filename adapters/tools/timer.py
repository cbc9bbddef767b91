"""The timer: lets a while pass and says how much of it is over."""

import asyncio
from collections.abc import Mapping
from typing import Any

from core.errors import ToolError
from core.ports import Report, ToolResult, ToolSpec

_LONGEST = 3600
_REPORTS_A_SECOND = 10
_MOST_REPORTS = 100


class Timer:
    """Waits for 1 to 3600 seconds."""

    spec = ToolSpec(
        "timer",
        "Waits for some seconds, showing how far it has come, then says that they have passed.",
        {
            "type": "object",
            "properties": {"seconds": {"type": "number", "minimum": 1, "maximum": _LONGEST}},
            "required": ["seconds"],
            "additionalProperties": False,
        },
    )

    async def run(self, arguments: Mapping[str, Any], report: Report) -> ToolResult:
        """Return `10 seconds have passed.` when they have. Raises ToolError."""
        seconds = _seconds(arguments.get("seconds"))
        clock = asyncio.get_running_loop().time
        start, reports = clock(), min(_MOST_REPORTS, round(seconds * _REPORTS_A_SECOND))
        for number in range(1, reports + 1):
            await asyncio.sleep(start + seconds * number / reports - clock())
            report(number / reports)
        return ToolResult("1 second has passed." if seconds == 1 else f"{seconds:.15g} seconds have passed.")


def _seconds(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 1 <= given <= _LONGEST:
        raise ToolError(f"The timer needs a number of seconds from 1 to {_LONGEST}.")
    return given
