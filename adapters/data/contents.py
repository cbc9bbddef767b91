"""Contents: how many rows tables have, which values are in them, from when to when they go."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from adapters.data.asking import Ask, Budget, Rows, quoted
from adapters.data.cells import cell_of
from adapters.data.types import real_type
from core.data import DataColumn, DataTable

_SAMPLE = 200
_SCANNED = 200_000
"""Rows that a column's values are looked for in."""
_VALUES = 2_000
"""Of a column."""
_ALL_VALUES = 100_000
_LONG = 80
"""Characters: columns whose texts are longer than this on the average are prose, and have no values to speak of."""
_LONGEST = 200
"""Characters of a value that is kept."""
_QUESTION = 0.3
"""Seconds for one question."""
_RANGED = ("date", "datetime", "integer", "number")


class Contents:
    """Looks into tables, within a time."""

    def __init__(self, ask: Ask, seconds: float, *, typed: bool) -> None:
        """`typed` says that columns hold what they are declared to."""
        self._ask = ask
        self._budget = Budget(seconds)
        self._typed = typed
        self._left = _ALL_VALUES

    def of(self, tables: Sequence[DataTable]) -> tuple[DataTable, ...]:
        """Return the tables with what they hold; small ones are looked into first."""
        sampled = {id(table): self._sampled(table) for table in tables}
        found: dict[int, DataTable] = {}
        for key, (table, sample) in sorted(sampled.items(), key=lambda item: _size(item[1][0])):
            found[key] = self._looked_into(table, sample)
        return tuple(found[id(table)] for table in tables)

    def _sampled(self, table: DataTable) -> tuple[DataTable, Rows]:
        """Return a table with its size and its columns' types, and some of its rows."""
        counted = self._asked(f"SELECT count(*) FROM {_name(table)}")  # noqa: S608 - names in quotes
        names = ", ".join("NULL" if column.masked else quoted(column.name) for column in table.columns)
        sample = self._asked(f"SELECT {names} FROM {_name(table)} LIMIT {_SAMPLE}") or ()  # noqa: S608 - names in quotes
        columns = table.columns
        if not self._typed:
            columns = tuple(
                replace(column, type=real_type(column.type, column.type == "other", [row[at] for row in sample]))
                for at, column in enumerate(columns)
            )
        return replace(table, columns=columns, rows=counted[0][0] if counted else table.rows), sample

    def _looked_into(self, table: DataTable, sample: Rows) -> DataTable:
        ranges = self._ranges(table)
        columns = []
        for at, column in enumerate(table.columns):
            if column.type == "text" and not column.masked:
                columns.append(self._with_values(table, column, [row[at] for row in sample]))
            else:
                least, greatest = ranges.get(column.name, ("", ""))
                columns.append(replace(column, least=least, greatest=greatest))
        return replace(table, columns=tuple(columns))

    def _ranges(self, table: DataTable) -> dict[str, tuple[str, str]]:
        names = [column.name for column in table.columns if column.type in _RANGED and not column.masked]
        if not names:
            return {}
        both = ", ".join(f"min({quoted(name)}), max({quoted(name)})" for name in names)
        found = self._asked(f"SELECT {both} FROM {_name(table)}")  # noqa: S608 - names in quotes
        if not found:
            return {}
        ends = [_text(value) for value in found[0]]
        return {name: (ends[2 * at], ends[2 * at + 1]) for at, name in enumerate(names)}

    def _with_values(self, table: DataTable, column: DataColumn, sample: Sequence[Any]) -> DataColumn:
        texts = [str(value) for value in sample if value is not None]
        if self._left <= 0 or sum(map(len, texts)) > _LONG * len(texts):
            return column
        most = min(_VALUES, self._left)
        name = quoted(column.name)
        found = self._asked(
            f"SELECT v, count(*) FROM (SELECT {name} AS v FROM {_name(table)} "  # noqa: S608 - names in quotes
            f"WHERE {name} IS NOT NULL LIMIT {_SCANNED}) AS s GROUP BY v ORDER BY 2 DESC, 1 LIMIT {most + 1}"
        )
        if found is None:
            values = tuple(dict.fromkeys(texts))
            complete = False
        else:
            values = tuple(str(row[0]) for row in found)
            complete = len(values) <= most and table.rows is not None and table.rows <= _SCANNED
        kept = tuple(value for value in values[:most] if len(value) <= _LONGEST)
        self._left -= len(kept)
        return replace(column, values=kept, complete=complete and len(kept) == len(values))

    def _asked(self, sql: str) -> Rows | None:
        seconds = self._budget.share(_QUESTION)
        return self._ask(sql, seconds) if seconds else None


def _name(table: DataTable) -> str:
    return quoted(table.schema, table.name)


def _size(table: DataTable) -> float:
    return float("inf") if table.rows is None else table.rows


def _text(value: Any) -> str:
    cell = cell_of(value)
    return "" if cell is None else str(cell)
