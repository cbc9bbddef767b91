"""Snowflakes: Discord's ids, which say when they were made."""

_EPOCH = 1_420_070_400
"""Seconds between 1970 and the first second of Discord's ids (its reference, "Snowflakes")."""
_BELOW = 22
"""Bits below the milliseconds."""


def moment(snowflake: str) -> float:
    """Return when an id was made, Unix seconds by Discord's clock."""
    return (int(snowflake) >> _BELOW) / 1000 + _EPOCH


def first_of(at: float) -> int:
    """Return the least id that can have been made at a moment, Unix seconds; 0 for one before all ids."""
    return max(0, int((at - _EPOCH) * 1000)) << _BELOW
