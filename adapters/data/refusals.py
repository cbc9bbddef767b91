"""Refusals: what PostgreSQL says went wrong, as an error of the house; never with a password."""

import psycopg

from core.errors import DataError, DataUnavailable, QueryFailed, QueryRefused, QueryTooLong

TOO_WIDE = "bytes in one row are too many"
"""What our own check of a row's size has the server complain of."""

_UNAVAILABLE = {
    "28P01": "does not accept the user or the password",
    "28000": "does not accept the user",
    "3D000": "is not there",
    "53300": "has too many connections",
    "55P03": "is locked by another program",
    "57P01": "was shut down",
    "57P02": "broke down",
    "57P03": "is starting or stopping",
}
_TOO_LONG = {
    "57014": "The query took longer than it may.",
    "25P03": "The query took longer than it may.",
    "53": "The query needs more room than it may have.",
    "54": "The query is too large for the database.",
}


def explained(error: psycopg.Error, name: str) -> DataError:
    """Return the error of the house for one that befell the database `name`."""
    code = error.sqlstate or ""
    reason = (error.diag.message_primary or "").rstrip(". ")
    if code in _UNAVAILABLE:
        return DataUnavailable(f"The database {name} {_UNAVAILABLE[code]}.")
    if TOO_WIDE in reason:
        return QueryTooLong("The query makes a text that is longer than it may be.")
    for known, sentence in _TOO_LONG.items():
        if code.startswith(known):
            return QueryTooLong(sentence)
    if code == "25006":
        return QueryRefused("Nothing can be written.")
    if code == "42501":
        return QueryRefused(f"The database refuses it: {reason}.")
    if code[:2] in ("", "08") or isinstance(error, psycopg.InterfaceError):
        return _unreachable(error, name)
    return QueryFailed(f"The database cannot make sense of the query: {reason}.")


def _unreachable(error: psycopg.Error, name: str) -> DataUnavailable:
    # While a connection is made there is no code, only the server's words.
    said = str(error)
    if "password" in said or "authentication" in said or "role" in said:
        return DataUnavailable(f"The database {name} does not accept the user or the password.")
    if "database" in said and "does not exist" in said:
        return DataUnavailable(f"The database {name} is not there.")
    return DataUnavailable(f"The database {name} cannot be reached.")
