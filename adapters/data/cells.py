"""Cells: what a database's values are to the house, and how many bytes a result may have."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from adapters.data.limits import Limits
from core.controls import Cell

_LEAST_BYTES = 8
_LONGEST = 300
"""Digits of a number: floats end near here, and nobody reads them."""


def cell_of(value: Any) -> Cell:
    """Return what a value of a database is to the house: days and times as ISO text, files as their size."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else None
        case Decimal():
            return _number(value)
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return f"‹{len(bytes(value))} bytes›"
        case list() | tuple():
            return ", ".join(str(cell_of(part)) for part in value)
        case _:
            return str(value)


def _number(value: Decimal) -> Cell:
    if not value.is_finite():
        return None
    if value.adjusted() > _LONGEST:
        return f"{value:.6e}"
    return int(value) if value == value.to_integral_value() else float(value)


def taken(rows: Iterable[Sequence[Any]], limits: Limits) -> tuple[tuple[tuple[Cell, ...], ...], bool]:
    """Take rows, one at a time, while they are within the limits; say whether there were more."""
    kept: list[tuple[Cell, ...]] = []
    left = limits.bytes
    for row in rows:
        cells = tuple(map(cell_of, row))
        left -= sum(len(cell) + _LEAST_BYTES if isinstance(cell, str) else _LEAST_BYTES for cell in cells)
        if len(kept) == limits.rows or left < 0:
            return tuple(kept), True
        kept.append(cells)
    return tuple(kept), False
