"""Types: what a column holds, by what was declared and by what is really in it."""

import re
from collections.abc import Sequence
from typing import Any

from core.data import ColumnType

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
_TRUTHS = (0, 1)
_DECLARED: tuple[tuple[str, ColumnType], ...] = (
    ("BOOL", "boolean"),
    ("DATETIME", "datetime"),
    ("TIMESTAMP", "datetime"),
    ("DATE", "date"),
    ("INTERVAL", "other"),
    ("POINT", "other"),
    ("INT", "integer"),
    ("SERIAL", "integer"),
    ("CHAR", "text"),
    ("CLOB", "text"),
    ("TEXT", "text"),
    ("STRING", "text"),
    ("ENUM", "text"),
    ("UUID", "text"),
    ("REAL", "number"),
    ("FLOA", "number"),
    ("DOUB", "number"),
    ("DEC", "number"),
    ("NUM", "number"),
    ("MONEY", "number"),
)
"""Parts of declared types, the first that fits counts; after SQLite's own rules (sqlite.org/datatype3.html)."""


def declared_type(declared: str) -> ColumnType:
    """Return what a column is declared to hold."""
    name = declared.upper()
    return next((kind for part, kind in _DECLARED if part in name), "other")


def real_type(declared: ColumnType, untyped: bool, sample: Sequence[Any]) -> ColumnType:
    """Return what a column of SQLite holds, which takes any value in any column; `sample` are some that are there."""
    values = [value for value in sample if value is not None]
    if not values or any(isinstance(value, bytes) for value in values):
        return declared
    if all(isinstance(value, str) for value in values):
        return _text_type(declared, values)
    if any(isinstance(value, str) for value in values):
        return "text"
    if declared == "boolean" and all(value in _TRUTHS for value in values):
        return "boolean"
    if declared == "number" and not untyped:
        return "number"
    return "integer" if all(isinstance(value, int) for value in values) else "number"


def _text_type(declared: ColumnType, values: Sequence[str]) -> ColumnType:
    if all(_DAY.fullmatch(value) for value in values):
        return "date"
    if all(_MOMENT.fullmatch(value) or _DAY.fullmatch(value) for value in values):
        return "datetime"
    return "other" if declared == "other" and all(value[:1] in "{[" for value in values) else "text"
