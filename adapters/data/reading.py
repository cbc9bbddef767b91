"""Reading: which tables and columns a SQLite file has, and what they hold."""

import sqlite3
from collections.abc import Collection, Sequence
from time import monotonic

from msgspec.structs import replace

from adapters.data.asking import Rows, quoted
from adapters.data.contents import Contents
from adapters.data.derived import generated_from, is_shadow
from adapters.data.guessing import with_guessed_keys
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.sentences import FAULTS
from adapters.data.stopping import Stop
from adapters.data.types import declared_type
from adapters.data.views import judged
from core.data import DataColumn, DataKey, DataSchema, DataTable

_OURS = ("alembic_version",)
_STEPS = 1_000
_HIDDEN = 1
"""What `table_xinfo` says of a column that a virtual table does not show."""
_GENERATED = (2, 3)
"""Likewise of one that is made of others: when it is read, or when a row is written."""
_TABLES = """
    SELECT name, type, sql, rootpage FROM sqlite_master
    WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid
"""
_COLUMNS = 'SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)'
_KEYS = 'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq'


class SqliteReader:
    """Reads one file through a connection that shows no masked values."""

    def __init__(self, connection: sqlite3.Connection, masks: Masks, stop: Stop) -> None:
        self._connection = connection
        self.masks = masks
        """Also of what is made of masked columns, once they were read."""
        self._stop = stop
        self._until = float("inf")
        self.names: frozenset[str] = frozenset()
        """All that there is, in small letters."""
        self._traced: dict[str, set[str]] = {}
        connection.set_authorizer(self._hide)
        connection.set_progress_handler(lambda: monotonic() >= self._until or stop.due, _STEPS)

    def read(self, only: Collection[str] | None, limits: Limits) -> DataSchema:
        """Return the tables that may be read, those named `only` or all. Raises sqlite3.Error."""
        wanted = None if only is None else {name.lower() for name in only}
        there = self._connection.execute(_TABLES).fetchall()
        self.names = frozenset(name.lower() for name, *_ in there)
        virtual = {name.lower() for name, kind, _, root in there if kind == "table" and not root}
        # A connection that may only read cannot open virtual tables, and what is behind them shows what they mask.
        unread = virtual | {name for name in self.names if is_shadow(name, virtual)}
        for name, kind, sql, _ in there:
            if kind == "table" and name.lower() not in unread:
                self._hide_generated(name, sql)
        found = [
            table
            for name, kind, _, _ in there
            if name not in _OURS
            and name.lower() not in unread
            and (wanted is None or name.lower() in wanted)
            and (table := self._table(name, kind)) is not None
        ]
        over = self._over(unread | self._hide_in_views(there, unread))
        found = [self._masked(table) for table in found if table.name.lower() not in over]
        tables = Contents(self._ask, limits.reading, typed=False).of(_linked(found))
        return DataSchema(dialect="sqlite", tables=with_guessed_keys(tables, self._ask))

    @property
    def behind(self) -> dict[str, frozenset[str]]:
        """Return what each view reads, by its name in small letters."""
        return {view: frozenset(tables) for view, tables in self._traced.items()}

    def _over(self, tables: set[str]) -> set[str]:
        """Return tables, and the views that read them, also by way of others; names in small letters."""
        over: set[str] = set()
        more = set(tables)
        while more - over:
            over |= more
            more = {view for view, read in self._traced.items() if read & over}
        return over

    def _hide_generated(self, name: str, sql: str) -> None:
        """Have the columns masked that a table makes of masked ones."""
        columns = self._connection.execute(_COLUMNS, (name,)).fetchall() if self.masks else ()
        generated = {column.lower() for column, *_, hidden in columns if hidden in _GENERATED}
        masked = {column.lower() for column, *_ in columns if self.masks.hides(name, column)}
        if generated and masked:
            self.masks = self.masks.with_also(name, generated_from(sql, generated, masked))

    def _hide_in_views(self, there: Rows, unread: set[str]) -> frozenset[str]:
        """Have the columns masked that views show of masked ones, and return the views that are not to be offered."""
        made = {name.lower(): sql for name, kind, sql, _ in there if kind == "view"}
        if not made or not self.masks:
            return frozenset()
        names = [name for name, *_ in there if name.lower() not in unread]
        views = judged(made, [table for name in names if (table := self._declared(name)) is not None], self._traced)
        for view, columns in views.hidden.items():
            self.masks = self.masks.with_also(view, columns)
        return views.unfit

    def _masked(self, table: DataTable) -> DataTable:
        columns = [replace(column, masked=self.masks.hides(table.name, column.name)) for column in table.columns]
        return replace(table, columns=tuple(columns))

    def _table(self, name: str, kind: str) -> DataTable | None:
        """Return a table or view as it is declared; None for one that cannot be read, as its module or tables miss."""
        first = f"SELECT * FROM {quoted(name)} LIMIT 0"  # noqa: S608 - a name in quotes
        if kind == "view" and self._ask(first, 1.0) is None:
            return None
        return self._declared(name)

    def _declared(self, name: str) -> DataTable | None:
        try:
            columns = self._connection.execute(_COLUMNS, (name,)).fetchall()
            keys = self._connection.execute(_KEYS, (name,)).fetchall()
        except sqlite3.OperationalError:
            return None
        shown = [column for column in columns if column[4] != _HIDDEN]
        return DataTable(
            name=name,
            columns=tuple(
                DataColumn(
                    name=column,
                    type=declared_type(declared),
                    nullable=not required and not key,
                    masked=self.masks.hides(name, column),
                )
                for column, declared, required, key, _ in shown
            ),
            primary=tuple(row[0] for row in sorted(shown, key=lambda row: row[3]) if row[3]),
            keys=_keys(keys),
        )

    def _ask(self, sql: str, seconds: float) -> Rows | None:
        self._until = monotonic() + seconds
        try:
            return self._connection.execute(sql).fetchall()
        except FAULTS:
            if self._stop.due:
                raise
            return None
        finally:
            self._until = float("inf")

    def _hide(
        self, action: int, first: str | None, second: str | None, _database: str | None, within: str | None, /
    ) -> int:
        if action != sqlite3.SQLITE_READ:
            return sqlite3.SQLITE_OK
        if within:
            self._traced.setdefault(within.lower(), set()).add((first or "").lower())
        # What the engine tells of its tables has columns of its own, such as `name`.
        hides = (first or "").lower() in self.names and self.masks.hides(first or "", second or "")
        return sqlite3.SQLITE_IGNORE if hides else sqlite3.SQLITE_OK


def _keys(rows: Rows) -> tuple[DataKey, ...]:
    """Return foreign keys as they are declared, without what they name where that is left to the other table's key."""
    by_id: dict[int, list[tuple[str, str, str]]] = {}
    for number, table, column, target in rows:
        by_id.setdefault(number, []).append((table, column, target or ""))
    return tuple(
        DataKey(columns=tuple(p[1] for p in parts), table=parts[0][0], targets=tuple(p[2] for p in parts))
        for parts in by_id.values()
    )


def _linked(tables: Sequence[DataTable]) -> list[DataTable]:
    """Return the tables with keys that name tables and columns as they are written; without those that name nothing."""
    names = {table.name.lower(): table for table in tables}
    return [
        replace(table, keys=tuple(key for raw in table.keys if (key := _resolved(raw, table, names)) is not None))
        for table in tables
    ]


def _resolved(key: DataKey, table: DataTable, names: dict[str, DataTable]) -> DataKey | None:
    other = names.get(key.table.lower())
    if other is None:
        return None
    here = {column.name.lower(): column.name for column in table.columns}
    there = {column.name.lower(): column.name for column in other.columns}
    columns = tuple(here.get(name.lower(), "") for name in key.columns)
    targets = tuple(there.get(name.lower(), "") for name in key.targets) if all(key.targets) else other.primary
    if len(columns) != len(targets) or not all(columns + targets):
        return None
    return DataKey(columns=columns, table=other.name, targets=targets)
