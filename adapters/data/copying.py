"""Copying: the tables of a database of any kind that SQLAlchemy knows, brought into a SQLite file by plain SELECTs."""

import logging
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, Engine, Inspector, Select, column, inspect, select, table
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.types import TypeEngine

from adapters.data.asking import quoted
from adapters.data.masks import Masks
from adapters.data.stopping import Stop
from core.errors import QueryTooLong

MOST_ROWS = 200_000
"""Rows of a table that is copied; a larger one is left out, since a part of it would give wrong numbers."""
_AT_ONCE = 1_000
_LARGEST = 2**63 - 1
_DECLARED: tuple[tuple[type, str], ...] = (
    (bool, "BOOLEAN"),
    (int, "INTEGER"),
    (float, "REAL"),
    (Decimal, "REAL"),
    (datetime, "DATETIME"),
    (date, "DATE"),
    (str, "TEXT"),
    (bytes, "BLOB"),
)

Plain: TypeAlias = str | int | float | bytes | None

log = logging.getLogger(__name__)


class Remarks(Struct, frozen=True):
    """What is written beside tables and columns in the database, by their names."""

    tables: dict[str, str]
    columns: dict[tuple[str, str], str]


class Copying:
    """Copies the tables that may be read; what settings hide stays where it is."""

    def __init__(self, engine: Engine, only: Collection[str] | None, masks: Masks, stop: Stop) -> None:
        """`only` are the tables to copy, None for all."""
        self._engine, self._masks, self._stop = engine, masks, stop
        self._only = None if only is None else {name.lower() for name in only}

    def mark(self) -> str:
        """Return what changes when tables or columns do. Raises SQLAlchemyError."""
        with self._engine.connect() as connection:
            inspector = inspect(connection)
            names = sorted(self._names(inspector))
            return repr([(name, [(c["name"], str(c["type"])) for c in inspector.get_columns(name)]) for name in names])

    def into(self, file: Path) -> Remarks:
        """Copy the tables into a new file. Raises SQLAlchemyError, QueryTooLong."""
        remarks = Remarks({}, {})
        with self._engine.connect() as connection, closing(sqlite3.connect(file, isolation_level=None)) as copy:
            inspector = inspect(connection)
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            copy.execute("BEGIN")
            names = list(self._names(inspector))
            for name in names:
                columns = self._columns(inspector, name)
                copy.execute(_creation(inspector, name, columns, self._hidden(name, columns), names))
                if self._fill(connection, copy, name, columns):
                    _index(inspector, copy, name)
                    _remark(inspector, name, columns, remarks)
                else:
                    copy.execute(f"DROP TABLE {quoted(name)}")
                    log.warning("a table with more than %d rows is not asked", MOST_ROWS, extra={"table": name})
            copy.execute("COMMIT")
        return remarks

    def _names(self, inspector: Inspector) -> Iterator[str]:
        """Give the tables to copy, and the views where nothing is hidden: they might show it."""
        views = () if self._masks else inspector.get_view_names()
        taken: set[str] = set()
        for name in (*inspector.get_table_names(), *views):
            small = name.lower()
            if small not in taken and not small.startswith("sqlite_") and (self._only is None or small in self._only):
                taken.add(small)
                yield name

    def _columns(self, inspector: Inspector, name: str) -> list[ReflectedColumn]:
        """Return a table's columns, without those it makes of others where one of these is hidden."""
        columns = inspector.get_columns(name)
        if any(self._masks.hides(name, one["name"]) for one in columns):
            columns = [one for one in columns if "computed" not in one]
        return list({one["name"].lower(): one for one in reversed(columns)}.values())[::-1]

    def _hidden(self, name: str, columns: Sequence[ReflectedColumn]) -> frozenset[str]:
        """Return the columns whose values are not copied: masked ones, and bytes, which nobody asks for."""
        return frozenset(
            one["name"] for one in columns if self._masks.hides(name, one["name"]) or _declared(one["type"]) == "BLOB"
        )

    def _fill(
        self, connection: Connection, copy: sqlite3.Connection, name: str, columns: Sequence[ReflectedColumn]
    ) -> bool:
        """Copy the rows; False where they are too many."""
        shown = [one["name"] for one in columns if one["name"] not in self._hidden(name, columns)]
        if not shown:
            return True
        asked: Select[*tuple[Any, ...]] = select(*map(column, shown)).select_from(table(name)).limit(MOST_ROWS + 1)
        places = ", ".join("?" * len(shown))
        into = f"INSERT INTO {quoted(name)} ({', '.join(map(quoted, shown))}) VALUES ({places})"  # noqa: S608 - quoted
        copied = 0
        streaming = {"stream_results": True, "yield_per": _AT_ONCE}
        with connection.execute(asked, execution_options=streaming) as found:
            for rows in found.partitions():
                if self._stop.due:
                    raise QueryTooLong("The tables could not be copied in the time there is.")
                copied += len(rows)
                if copied > MOST_ROWS:
                    return False
                copy.executemany(into, [[plain(value) for value in row] for row in rows])
        return True


def plain(value: object) -> Plain:
    """Return a driver's value as SQLite keeps it: days and times as ISO 8601 has them, numbers as numbers."""
    match value:
        case None | str() | float() | bytes():
            return value
        case int():
            return int(value) if -_LARGEST <= value <= _LARGEST else float(value)
        case Decimal():
            return _number(value)
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case timedelta():
            seconds = int(value.total_seconds())
            return f"{'-' * (seconds < 0)}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}:{abs(seconds) % 60:02}"
        case set() | frozenset():
            return ",".join(sorted(map(str, value)))
        case _:
            return str(value)


def _number(value: Decimal) -> int | float | None:
    if not value.is_finite():
        return None
    whole = value == value.to_integral_value() and value.as_tuple().exponent == 0
    return int(value) if whole and abs(value) <= _LARGEST else float(value)


def _declared(kind: TypeEngine[Any]) -> str:
    """Return how SQLite is to declare a column."""
    if getattr(kind, "display_width", None) == 1:  # MySQL has no other truth values than TINYINT(1)
        return "BOOLEAN"
    try:
        made = kind.python_type
    except NotImplementedError:
        return "TEXT"
    return next((declared for one, declared in _DECLARED if issubclass(made, one)), "TEXT")


def _creation(
    inspector: Inspector,
    name: str,
    columns: Sequence[ReflectedColumn],
    hidden: frozenset[str],
    names: Collection[str],
) -> str:
    kept = {one["name"] for one in columns}
    parts = [
        f"{quoted(one['name'])} {_declared(one['type'])}"
        + (" NOT NULL" if not one["nullable"] and one["name"] not in hidden else "")
        for one in columns
    ]
    primary = inspector.get_pk_constraint(name)["constrained_columns"] or []
    if primary and kept.issuperset(primary) and not hidden.intersection(primary):
        parts.append(f"PRIMARY KEY ({', '.join(map(quoted, primary))})")
    for key in inspector.get_foreign_keys(name):
        here, there, other = key["constrained_columns"], key["referred_columns"], key["referred_table"]
        if key["referred_schema"] is None and other in names and kept.issuperset(here):
            targets = ", ".join(map(quoted, there))
            parts.append(f"FOREIGN KEY ({', '.join(map(quoted, here))}) REFERENCES {quoted(other)} ({targets})")
    return f"CREATE TABLE {quoted(name)} ({', '.join(parts)})"


def _index(inspector: Inspector, copy: sqlite3.Connection, name: str) -> None:
    """Let joins along the keys be quick."""
    for number, key in enumerate(inspector.get_foreign_keys(name)):
        here = ", ".join(map(quoted, key["constrained_columns"]))
        copy.execute(f"CREATE INDEX {quoted(f'{name} {number}')} ON {quoted(name)} ({here})")


def _remark(inspector: Inspector, name: str, columns: Sequence[ReflectedColumn], remarks: Remarks) -> None:
    try:
        remarks.tables[name] = inspector.get_table_comment(name)["text"] or ""
    except NotImplementedError:  # not every database has them
        remarks.tables[name] = ""
    for one in columns:
        remarks.columns[name, one["name"]] = one.get("comment") or ""
