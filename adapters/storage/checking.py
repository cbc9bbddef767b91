"""Checking: whether a database file is whole, without changing it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.storage.failures import explain
from core.errors import StoreError

_BUSY = 5.0
"""Seconds to wait for another program that recovers the file."""


def reading(file: Path) -> sqlite3.Connection:
    """Open a database that exists to read it only; closing that connection writes nothing back either."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY, isolation_level=None)


def check(file: Path, advice: str) -> None:
    """Read the whole file and look for damage. Raises StoreError, which ends with the advice where it is damaged."""
    try:
        with closing(reading(file)) as connection:
            # One finding is enough: it does not get better with the second.
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise explain(str(file), error) from error
        raise StoreError(f"The database {file} is damaged ({error}): {advice}.") from error
    if found != "ok":
        finding = " ".join(found.removeprefix("*** in database main ***").split())
        raise StoreError(f"The database {file} is damaged ({finding}): {advice}.")
