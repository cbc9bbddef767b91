"""Days: as people write them, `2026-12-24` or `24.12.2026`."""

import re
from datetime import date

DAY = r"(?:(?:the|den|dem)\s+)?(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[0-9]{4})(?![\w-])"
"""A day in a folded text, with its article or without."""

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_GERMAN = re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})")


def day(text: str) -> str:
    """Return a written day as in `2026-12-24`; empty where there is none or no calendar has it."""
    found = _ISO.search(text) or _GERMAN.search(text)
    if found is None:
        return ""
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return ""
