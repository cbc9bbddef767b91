"""Walls of SQLite: a connection that can only read, and only what is listed, whatever statement it is given."""

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

from adapters.data.allowed import SQLITE_FUNCTIONS
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.stopping import Stop

_STEPS = 1_000
"""Of the engine's machine, between two looks at the clock."""
_INTERNAL = ("sqlite_", "pragma_", "dbstat")
_WAIT = 2.0
"""Seconds for a lock that another program holds."""
_PRAGMAS = ("PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON")
_COUNTS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 12,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 50_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def opened(file: Path) -> sqlite3.Connection:
    """Open a file that is there, to read it. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"{file.as_uri()}?mode=ro", uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )
    # Without an argument it is the engine's: texts that are no UTF-8 would raise.
    connection.text_factory = _text
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def timed(connection: sqlite3.Connection, stop: Stop) -> None:
    """Have a connection's statements end when they have to."""
    connection.set_progress_handler(lambda: stop.due, _STEPS)
    stop.can_be(connection.interrupt)


class Listed:
    """What statements may read: columns of the tables that are listed, and of those behind the views that are."""

    def __init__(
        self, tables: Collection[str], hidden: Collection[str], behind: Mapping[str, Collection[str]], masks: Masks
    ) -> None:
        """`hidden` are the other tables there are, `behind` what each view reads. All names are in small letters."""
        self._tables = frozenset(tables)
        self._behind = behind
        self._uncounted = frozenset(hidden).difference(*behind.values())
        self._masks = masks
        self.denied = ""
        """Why the last statement was refused, a sentence."""

    def __call__(
        self, action: int, first: str | None, second: str | None, _database: str | None, within: str | None, /
    ) -> int:
        """Judge one thing that a statement does; SQLite asks this while it prepares it."""
        match action:
            case sqlite3.SQLITE_SELECT:
                return sqlite3.SQLITE_OK
            case sqlite3.SQLITE_READ:
                return self._read((first or "").lower(), (second or "").lower(), (within or "").lower())
            case sqlite3.SQLITE_FUNCTION if (second or "").lower() in SQLITE_FUNCTIONS:
                return sqlite3.SQLITE_OK
            case sqlite3.SQLITE_FUNCTION:
                return self._refuse(f"The function {second} is not allowed.")
            case sqlite3.SQLITE_RECURSIVE:
                return self._refuse("A query may not call itself.")
            case _:
                return self._refuse("Only a SELECT may be asked: nothing can be changed, set or told in another way.")

    def _read(self, table: str, column: str, within: str) -> int:
        # Where only the number of rows is asked, SQLite names neither view nor database, and also a query's own parts.
        counted = not column and table not in self._uncounted and not table.startswith(_INTERNAL)
        allowed = counted or table in self._tables
        if not allowed and table not in self._behind.get(within, ()):
            return self._refuse(f"There is no table {table} that may be read.")
        return sqlite3.SQLITE_IGNORE if self._masks.hides(table, column) else sqlite3.SQLITE_OK

    def _refuse(self, why: str) -> int:
        self.denied = self.denied or why
        return sqlite3.SQLITE_DENY


def walled(connection: sqlite3.Connection, listed: Listed, limits: Limits) -> None:
    """Put the walls up; they stay until the connection is closed."""
    for what, most in _COUNTS.items():
        connection.setlimit(what, most)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.cell)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, limits.characters * 4)
    connection.set_authorizer(listed)
