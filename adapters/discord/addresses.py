"""Addresses of the web as Discord takes them behind a link button."""

import re
from urllib.parse import quote

from adapters.discord.limits import URL

_WELL_FORMED = re.compile(r"(https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?)([/?#].*)?", re.DOTALL)
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"


def address(url: str) -> str | None:
    """Return the address with what is not ASCII encoded; None where no button can lead there."""
    parts = _WELL_FORMED.fullmatch(url)
    if parts is None:
        return None
    site, rest = parts.groups()
    encoded = str(site) + quote(rest or "", safe=_KEPT)
    return encoded if len(encoded) <= URL.most else None
