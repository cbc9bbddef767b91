"""A webhook's delivery: JSON of somebody who knows the secret, and still nothing to be trusted."""

from collections.abc import Iterable
from typing import Any

import msgspec

from adapters.shared.platform import Payload

_DEPTH = 100
"""Lists and objects within each other; rich messages nest 16 deep (Bot API), each level a few of ours."""
_LEAST, _MOST = -(2**63), 2**63 - 1
"""What fits into 64 bits; Telegram's numbers have 52 of them at the most (Bot API, User)."""


def payload_of(body: bytes) -> Payload | None:
    """Return a delivery as a payload; None for what is no JSON object, nested too deep, or has too large a number."""
    try:
        payload = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return payload if _is_sound(payload) else None


def _is_sound(payload: dict[str, Any]) -> bool:
    """Say whether numbers and depth are within bounds, level by level, so that no depth costs any stack."""
    level: list[Any] = [payload]
    for _ in range(_DEPTH):
        level = [inner for value in level for inner in _within(value)]
        if not level:
            return True
        if any(isinstance(value, int) and not _LEAST <= value <= _MOST for value in level):
            return False
    return False


def _within(value: Any) -> Iterable[Any]:
    match value:
        case dict():
            return value.values()
        case list():
            return value
        case _:
            return ()
