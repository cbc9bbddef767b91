"""The catalog: which tables and columns a PostgreSQL database has, and what they hold."""

from collections.abc import Collection, Sequence
from typing import Any

import psycopg
from msgspec.structs import replace

from adapters.data.asking import Rows
from adapters.data.contents import Contents
from adapters.data.guessing import with_guessed_keys
from adapters.data.hidden import Hidden, hidden_from
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.stopping import Stop
from adapters.data.types import declared_type
from core.data import ColumnType, DataColumn, DataKey, DataSchema, DataTable

_OURS = ("alembic_version",)
_COLUMNS = """
    SELECT n.nspname, c.relname, c.oid, c.reltuples::bigint,
        coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), ''),
        a.attname, pg_catalog.format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL), t.typtype,
        NOT a.attnotnull, coalesce(pg_catalog.col_description(c.oid, a.attnum), ''), a.attnum
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
    ORDER BY n.nspname, c.relname, a.attnum
"""
_KEYS = """
    SELECT conrelid, contype, confrelid, conkey, confkey FROM pg_catalog.pg_constraint
    WHERE contype IN ('p', 'f') ORDER BY oid
"""
STAMP = """
    SELECT pg_catalog.md5(coalesce(pg_catalog.string_agg(
        c.oid::text || c.relname || a.attnum || a.attname || a.atttypid || a.attisdropped, ','
        ORDER BY c.oid, a.attnum), ''))
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
"""
"""A mark of all tables and columns."""


class CatalogReader:
    """Reads one database through a connection on which statements end themselves in time."""

    def __init__(self, connection: psycopg.Connection, masks: Masks, home: str, stop: Stop) -> None:
        """`home` is the schema whose tables need no other name."""
        self._connection = connection
        self._masks = masks
        self._home = home
        self._stop = stop

    def read(self, only: Collection[str] | None, limits: Limits) -> DataSchema:
        """Return the tables that may be read, those named `only` or all. Raises psycopg.Error."""
        rows = self._connection.execute(_COLUMNS).fetchall()
        by_table: dict[int, list[Sequence[Any]]] = {}
        for row in rows:
            by_table.setdefault(row[2], []).append(row)
        numbers = {oid: {column[10]: column[5] for column in columns} for oid, columns in by_table.items()}
        hidden = hidden_from(self._connection, self._masks)
        wanted = None if only is None else {name.lower() for name in only}
        tables = {
            oid: self._table(columns, hidden)
            for oid, columns in by_table.items()
            if oid not in hidden.views
            and columns[0][1] not in _OURS
            and (wanted is None or {columns[0][1].lower(), f"{columns[0][0]}.{columns[0][1]}".lower()} & wanted)
        }
        found = Contents(self._ask, limits.reading, typed=True).of(self._linked(tables, numbers))
        return DataSchema(dialect="postgres", tables=with_guessed_keys(found, self._ask))

    def _table(self, columns: list[Sequence[Any]], hidden: Hidden) -> DataTable:
        schema, name, _, rows, comment = columns[0][:5]
        return DataTable(
            name=name,
            schema="" if schema == self._home else schema,
            comment=comment,
            rows=rows if rows >= 0 else None,
            columns=tuple(
                DataColumn(
                    name=column[5],
                    type=_type(column[6], column[7]),
                    comment=column[9],
                    nullable=column[8],
                    masked=(column[2], column[10]) in hidden.columns,
                )
                for column in columns
            ),
        )

    def _linked(self, tables: dict[int, DataTable], numbers: dict[int, dict[int, str]]) -> list[DataTable]:
        linked = dict(tables)
        for here, kind, there, columns, targets in self._connection.execute(_KEYS).fetchall():
            names = tuple(numbers.get(here, {}).get(number, "") for number in columns)
            if here not in linked or not all(names):
                continue
            table = linked[here]
            if kind == "p":
                linked[here] = replace(table, primary=names)
            elif there in linked and all(number in numbers[there] for number in targets):
                key = DataKey(names, linked[there].name, tuple(numbers[there][number] for number in targets))
                linked[here] = replace(table, keys=(*table.keys, key))
        return list(linked.values())

    def _ask(self, sql: str, seconds: float) -> Rows | None:
        try:
            return self._connection.execute(sql.encode()).fetchall() if seconds else None
        except psycopg.Error:
            if self._stop.due or self._connection.broken:
                raise
            return None


def _type(name: str, kind: str) -> ColumnType:
    match kind:
        case "e":
            return "text"
        case "r" | "m" | "c":
            return "other"
        case _:
            return "other" if name.endswith("[]") else declared_type(name)
