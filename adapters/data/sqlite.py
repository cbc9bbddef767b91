"""SQLite: a file that is opened to be read, anew for each query."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from adapters.data.cells import taken
from adapters.data.guard import Guard
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.reading import SqliteReader
from adapters.data.sentences import FAULTS, explained
from adapters.data.stopping import Stop
from adapters.data.walls import Listed, opened, timed, walled
from core.data import DataSchema, Found
from core.errors import DataUnavailable


class SqliteSource:
    """A file that holds a database."""

    def __init__(self, file: Path, limits: Limits, masks: Masks, tables: Collection[str] | None) -> None:
        """`tables` are those that may be read, None for all."""
        self._file = file
        self._limits = limits
        self._masks = self._all_masks = masks
        self._only = tables
        self._tables: frozenset[str] = frozenset()
        self._hidden: frozenset[str] = frozenset()
        self._behind: dict[str, frozenset[str]] = {}
        self._guard = Guard(DataSchema(dialect="sqlite", tables=()), limits)

    def read(self, stop: Stop) -> DataSchema:
        """Return the tables there are, with what they hold."""
        with self._connected(stop) as connection:
            reader = SqliteReader(connection, self._masks, stop)
            schema = reader.read(self._only, self._limits)
        self._tables = frozenset(table.name.lower() for table in schema.tables)
        self._hidden = reader.names - self._tables
        self._behind = reader.behind
        self._all_masks = reader.masks
        self._guard = Guard(schema, self._limits)
        return schema

    def stale(self) -> bool:
        """Say no: the database itself is asked."""
        return False

    def stamp(self, stop: Stop) -> str:
        """Return a number that changes with each change of the schema."""
        with self._connected(stop) as connection:
            return str(connection.execute("PRAGMA schema_version").fetchone()[0])

    def run(self, sql: str, stop: Stop) -> Found:
        """Run one SELECT within the limits."""
        return self.run_unguarded(self._guard.pass_on(sql), stop)

    def run_unguarded(self, sql: str, stop: Stop) -> Found:
        """Run a statement within the engine's walls alone."""
        listed = Listed(self._tables, self._hidden, self._behind, self._all_masks)
        with self._connected(stop, listed) as connection:
            walled(connection, listed, self._limits)
            with closing(connection.cursor()) as cursor:
                cursor.execute(sql)
                columns = tuple(column[0] for column in cursor.description or ())
                rows, more = taken(cursor, self._limits)
        return Found(columns=columns, rows=rows, sql=sql, more=more, seconds=stop.elapsed)

    @contextmanager
    def _connected(self, stop: Stop, listed: Listed | None = None) -> Iterator[sqlite3.Connection]:
        """Give a connection for a moment; what goes wrong with it is said in the house's words."""
        if self._file.is_dir():
            raise DataUnavailable(f"The database {self._file.name} is a directory, not a file.")
        if not self._file.is_file():
            raise DataUnavailable(f"The database {self._file.name} is not there.")
        try:
            with closing(opened(self._file)) as connection:
                timed(connection, stop)
                try:
                    yield connection
                finally:
                    stop.can_be(None)
        except FAULTS as error:
            raise explained(error, self._file.name, stop, listed.denied if listed is not None else "") from error

    def close(self) -> None:
        """Nothing is held between queries."""
