"""PostgreSQL: read-only transactions that are always rolled back, by a role that can only read."""

import os
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any, cast

import psycopg
from psycopg.types.string import TextLoader
from sqlalchemy import URL, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from adapters.data.catalog import STAMP, CatalogReader
from adapters.data.cells import taken
from adapters.data.guard import Guard
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.refusals import TOO_WIDE, explained
from adapters.data.role import check_role
from adapters.data.stopping import Stop
from core.data import DataSchema, Found
from core.errors import DataError, DataUnavailable

_CONNECTING = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "trivium",
    "prepare_threshold": None,
}
_AS_TEXT = ("date", "time", "timetz", "timestamp", "timestamptz", "interval", "json", "jsonb", "uuid", "inet", "cidr")
"""Read as they are written: Python knows no `infinity` and no year 10000, and other words for the rest."""
_QUESTION = 300
"""Milliseconds for one question while the schema is read."""
_FETCHED = 100
"""Rows at a time."""
_CANCEL = 2.0
"""Seconds in which a server has to take a cancellation."""


class PostgresSource:
    """A database on a server."""

    def __init__(self, url: URL, limits: Limits, masks: Masks, tables: Collection[str] | None) -> None:
        """`tables` are those that may be read, None for all."""
        self._name = url.database or url.username or "postgres"
        self._limits = limits
        self._masks = masks
        self._only = tables
        self._home = "public"
        self._guard = Guard(DataSchema(dialect="postgres", tables=()), limits)
        self._engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=limits.threads,
            max_overflow=0,
            pool_timeout=limits.seconds,
            pool_pre_ping=True,
            isolation_level="AUTOCOMMIT",
            connect_args=_CONNECTING,
        )
        event.listen(self._engine, "connect", _prepare)

    def read(self, stop: Stop) -> DataSchema:
        """Return the tables there are, with what they hold."""
        with self._connected(stop) as connection:
            connection.execute(self._reading_walls())
            check_role(connection)
            found = connection.execute("SELECT pg_catalog.current_schema()").fetchone()
            self._home = found[0] if found and found[0] else "public"
            schema = CatalogReader(connection, self._masks, self._home, stop).read(self._only, self._limits)
        self._guard = Guard(schema, self._limits, self._home)
        return schema

    def stale(self) -> bool:
        """Say no: the database itself is asked."""
        return False

    def stamp(self, stop: Stop) -> str:
        """Return a mark of all tables and columns there are."""
        with self._connected(stop) as connection:
            row = connection.execute(STAMP).fetchone()
        return str(row[0]) if row else ""

    def run(self, sql: str, stop: Stop) -> Found:
        """Run one SELECT within the limits."""
        judged = self._guard.pass_on(sql)
        found = self.run_unguarded(self._bounded(judged), stop)
        return Found(columns=found.columns, rows=found.rows, sql=judged, more=found.more, seconds=found.seconds)

    def run_unguarded(self, sql: str, stop: Stop) -> Found:
        """Run a statement within the engine's walls alone."""
        with self._connected(stop) as connection:
            connection.execute(self._walls())
            try:
                # A cursor is declared for one SELECT, by the protocol that takes one statement at a time.
                with connection.cursor("asked") as cursor:
                    cursor.itersize = _FETCHED
                    cursor.execute(sql.encode())
                    rows, more = taken(cursor, self._limits)
                    columns = tuple(column.name for column in cursor.description or ())
            finally:
                if not connection.broken:
                    connection.execute("ROLLBACK")
        return Found(columns=columns, rows=rows, sql=sql, more=more, seconds=stop.elapsed)

    def close(self) -> None:
        """Let go of connections."""
        self._engine.dispose()

    def _bounded(self, sql: str) -> str:
        """Return a query that ends by itself where it has too many or too wide rows."""
        # What is asked depends on the row, or the planner would compute it at once.
        wide = f"(pg_catalog.pg_column_size(_rows.*)::text || ' {TOO_WIDE}')::int IS NULL"
        fits = f"CASE WHEN pg_catalog.pg_column_size(_rows.*) > {self._limits.cell} THEN {wide} ELSE TRUE END"
        return f"SELECT _rows.* FROM ({sql}) AS _rows WHERE {fits} LIMIT {self._limits.rows + 1}"  # noqa: S608 - judged

    def _walls(self) -> bytes:
        milliseconds = round(self._limits.seconds * 1000)
        home = self._home.replace('"', '""')
        settings = {
            "statement_timeout": f"{milliseconds}",
            "lock_timeout": "2000",
            "idle_in_transaction_session_timeout": f"{milliseconds + 5000}",
            "work_mem": f"'{max(64, self._limits.memory // 1024)}kB'",
            "max_parallel_workers_per_gather": "0",
            "cursor_tuple_fraction": "1",
            "search_path": f'"{home}"',
            "standard_conforming_strings": "on",
            "datestyle": "'ISO, YMD'",
            "intervalstyle": "'postgres'",
        }
        return ("BEGIN READ ONLY; " + "; ".join(f"SET LOCAL {name} = {to}" for name, to in settings.items())).encode()

    @staticmethod
    def _reading_walls() -> bytes:
        return (
            f"SET statement_timeout = {_QUESTION * 10}; SET lock_timeout = {_QUESTION}; "
            "SET default_transaction_read_only = on; SET datestyle = 'ISO, YMD'"
        ).encode()

    @contextmanager
    def _connected(self, stop: Stop) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """Give a connection for a moment, as new; what goes wrong with it is said in the house's words."""
        try:
            pooled = self._engine.raw_connection()
        except PoolTimeout as error:
            raise DataUnavailable(f"The database {self._name} is busy with other questions.") from error
        except (psycopg.Error, DBAPIError) as error:
            raise self._unreachable(error) from error
        connection = cast(psycopg.Connection[tuple[Any, ...]], pooled.driver_connection)
        fit = False
        try:
            stop.can_be(_Interrupt(connection))
            try:
                yield connection
            finally:
                stop.can_be(None)
            connection.execute("DISCARD ALL")
            fit = not stop.due
        except psycopg.Error as error:
            raise explained(error, self._name) from error
        finally:
            # A cancellation may still be on its way to it.
            if not fit:
                pooled.invalidate()
            pooled.close()

    def _unreachable(self, error: Exception) -> DataError:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, psycopg.Error):
            return explained(cause, self._name)
        return DataUnavailable(f"The database {self._name} cannot be reached.")


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    for name in _AS_TEXT:
        cast(psycopg.Connection, connection).adapters.register_loader(name, TextLoader)


class _Interrupt:
    """Ends what a server does for a connection: by asking it, and the next time by no longer listening."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection
        self._asked = False

    def __call__(self) -> None:
        if not self._asked:
            self._asked = True
            Thread(target=self._ask, daemon=True).start()
        elif not self._connection.closed:
            with socket.socket(fileno=os.dup(self._connection.fileno())) as wire:
                wire.shutdown(socket.SHUT_RDWR)

    def _ask(self) -> None:
        with suppress(psycopg.Error, OSError):
            self._connection.cancel_safe(timeout=_CANCEL)
