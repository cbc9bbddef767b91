"""Sentences: what SQLite says went wrong, as an error of the house."""

import sqlite3

from adapters.data.stopping import Stop
from core.errors import DataError, DataUnavailable, QueryFailed, QueryRefused, QueryTooLong

FAULTS = (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError)
"""What SQLite's driver raises; the last two for texts and numbers that no database takes."""

_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY: "is locked by another program",
    sqlite3.SQLITE_LOCKED: "is locked by another program",
    sqlite3.SQLITE_IOERR: "cannot be read: the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_NOTADB: "is no database, or an encrypted one",
    sqlite3.SQLITE_PERM: "may not be read",
    sqlite3.SQLITE_PROTOCOL: "is locked by another program",
}
_TOO_LONG = {
    sqlite3.SQLITE_INTERRUPT: "The query took longer than it may.",
    sqlite3.SQLITE_NOMEM: "The query needs more memory than it may have.",
    sqlite3.SQLITE_TOOBIG: "The query makes a text that is longer than it may be.",
    sqlite3.SQLITE_FULL: "The query needs more room than there is.",
}


def explained(error: Exception, name: str, stop: Stop, denied: str) -> DataError:
    """Return the error of the house for one of FAULTS that befell the database `name`.

    `denied` is what the authorizer refused before, empty where it refused nothing.
    """
    # The primary code is the low byte of the extended one (sqlite.org/rescode.html).
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reason = str(error).partition("\n")[0].rstrip(". ")
    if code in _UNAVAILABLE:
        return DataUnavailable(f"The database {name} {_UNAVAILABLE[code]}.")
    if code in _TOO_LONG:
        return QueryTooLong(_TOO_LONG[code])
    if stop.due:
        return QueryTooLong(_TOO_LONG[sqlite3.SQLITE_INTERRUPT])
    if denied or code == sqlite3.SQLITE_AUTH:
        return QueryRefused(denied or "The query does what may not be done.")
    if code == sqlite3.SQLITE_READONLY:
        return QueryRefused("Nothing can be written.")
    return QueryFailed(f"The database cannot make sense of the query: {reason}.")
