"""Prepared statements: compiled once, so that executing one costs little more than the database itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.sql.dml import Delete, Update

_DIALECT = sqlite.dialect(paramstyle="qmark")
_COUNTED = {"preserve_rowcount": True}


class Prepared:
    """A statement whose values the driver takes as they are: numbers, text, bytes, truth values."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert | Update | Delete, *columns: str) -> None:
        """Compile it; `columns` are what an insert fills, and are left out for all else."""
        compiled = statement.compile(dialect=_DIALECT, column_keys=columns or None)
        self._sql, self._order = str(compiled), tuple(compiled.positiontup or ())
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def read(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        """Return all rows."""
        return connection.exec_driver_sql(self._sql, self._ordered(values)).all()

    def write(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """Execute it once for each row of values, if there is one; return how many rows changed."""
        if not rows:
            return 0
        ordered = [self._ordered(row) for row in rows]
        result: CursorResult[*tuple[Any, ...]] = connection.exec_driver_sql(
            self._sql, ordered, execution_options=_COUNTED
        )
        return result.rowcount

    def _ordered(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        every = {**self._fixed, **values} if self._fixed else values
        return tuple([every[name] for name in self._order])
