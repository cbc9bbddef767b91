"""Limits: what one query may take."""

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What one query may take; what goes on beyond it is ended."""

    rows: int = 1_000
    """Rows of a result; the rest is left where it is."""
    bytes: int = 2_000_000
    """Of a result, as text; likewise."""
    cell: int = 1_000_000
    """Bytes of one value, also of those that come and go within a query."""
    seconds: float = 10.0
    memory: int = 16_000_000
    """Bytes that PostgreSQL may take for one sort (`work_mem`). SQLite's sorts go to files."""
    characters: int = 20_000
    """Of a statement."""
    depth: int = 40
    """Brackets within brackets in a statement."""
    threads: int = 4
    """Queries at a time; further ones wait."""
    reading: float = 1.5
    """Seconds for looking into the tables' content when the schema is read; names and types take what they take."""


DEFAULT = Limits()
