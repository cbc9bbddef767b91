"""What went wrong in the database, said in one sentence."""

import sqlite3
from contextlib import AbstractContextManager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from core.errors import StoreError

REFUSALS = (SQLAlchemyError, UnicodeError, OverflowError)
"""What the database and its driver raise for values and statements they cannot take.

The driver raises UnicodeError for text with half a surrogate pair and OverflowError for numbers beyond 64 bits.
"""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "is locked by another program",
    sqlite3.SQLITE_READONLY: "cannot be written to",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_FULL: "has no room to grow: the disk is full",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_NOTADB: "is not a database",
}


def explain(name: str, error: Exception) -> StoreError:
    """Return the error of the house for one of REFUSALS that befell the database `name`."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    # The primary code is the low byte of the extended one (sqlite.org/rescode.html).
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    reason = str(cause).partition("\n")[0]
    return StoreError(f"The database {name} {_SENTENCES.get(code, f'refused: {reason}')}.")


def translated(name: str) -> AbstractContextManager[None]:
    """Return what turns what the database `name` raises into StoreError; it may be entered again and again."""
    return _Translating(name)


class _Translating(AbstractContextManager[None]):
    """A class, since what is made of a generator costs several times as much, twice an event."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, REFUSALS):
            raise explain(self._name, error) from error
