"""Listing: the SELECT of rows that are shown one by one."""

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.conditions import Conditions
from adapters.llm.questions.dialect import Dialect
from adapters.llm.questions.frame import Col, Frame, Has, Measure
from adapters.llm.questions.joiner import Joiner
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.titles import Names, expr_title

_MOST_COLUMNS, _MOST_BESIDE = 7, 3
"""Columns of a row that are shown unasked: alone, and beside those that were asked for."""
_SPOKEN_KEYS = ("nr", "no", "number", "nummer", "code")
"""Last words of primary keys that people use: an invoice's number."""


class Listing:
    """Writes the SELECT of one frame without a measure."""

    def __init__(self, frame: Frame, catalogue: Catalogue, sql: Dialect, join: Joiner, names: Names) -> None:
        self._frame, self._catalogue, self._sql, self._join, self._names = frame, catalogue, sql, join, names
        self._conditions = Conditions(catalogue, sql)

    def text(self) -> str:
        """Return the statement. Raises NoWay."""
        frame, top = self._frame, self._frame.top
        wanted = self._wanted()
        order = self._conditions.expr(top.by, self._join) if top and top.by is not None else ""
        wanted += [self._total(table, has) for table, has in frame.totals]
        shown = [f"{text} AS {self._sql.name(title)}" for text, title in wanted]
        extra = f"{order} IS NOT NULL" if order and top and top.count else ""
        where = self._conditions.where(frame.filters, self._join, extra)
        distinct = "DISTINCT " if frame.distinct or self._join.many else ""
        if distinct and order and order not in [text for text, _ in wanted]:
            shown[-1] += f", {order}"
        text = f"SELECT {distinct}{', '.join(shown)} {self._join.text()}{where}"
        if order and top:
            text += f" ORDER BY {order} {'DESC' if top.descending else 'ASC'}"
        return f"{text} LIMIT {top.count}" if top and top.count else text

    def labels(self, col: Col) -> list[tuple[str, str]]:
        """Return what names the rows of a table, with titles. Raises NoWay."""
        table = self._catalogue.tables[col.table]
        names = self._catalogue.roles[col.table].labels or table.primary[:1] or (table.columns[0].name,)
        return [(self._conditions.expr(Col(col.table, name, col.via), self._join), name) for name in names]

    def _wanted(self) -> list[tuple[str, str]]:
        """Return what is shown: what names the rows, what was asked for, what orders them, and some more of them."""
        frame = self._frame
        rows = frame.focus and not (frame.distinct and frame.columns)
        found = dict(self.labels(Col(frame.focus))) if rows else {}
        for col in frame.columns:
            for text, title in [(self._column(col), col.column)] if col.column else self.labels(col):
                found.setdefault(text, title if title not in found.values() else f"{col.table} {title}")
        if frame.top and frame.top.by is not None:
            found.setdefault(self._conditions.expr(frame.top.by, self._join), expr_title(frame.top.by))
        for name in self._more_columns(frame.focus) if rows else ():
            found.setdefault(self._column(Col(frame.focus, name)), name)
        return list(found.items())

    def _more_columns(self, table: str) -> list[str]:
        own = self._catalogue.tables[table]
        keys = {name for key in own.keys for name in key.columns}
        unspoken = {name for name in own.primary if words_in(name)[-1] not in _SPOKEN_KEYS and len(own.columns) > 1}
        left_out = {*keys, *self._catalogue.roles[table].labels, *unspoken}
        shown = [column.name for column in own.columns if column.name not in left_out and not column.masked]
        return shown[: _MOST_BESIDE if self._frame.columns else _MOST_COLUMNS]

    def _total(self, table: str, has: Has) -> tuple[str, str]:
        """Return a sum over the rows that belong to a row, 0 where there are none, with its title."""
        measured = has.measure if has.measure is not None and has.measure.expr is not None else None
        title = self._names.title(measured or Measure("count", has.table))
        return self._conditions.total(table, has, self._join), title

    def _column(self, col: Col) -> str:
        return self._conditions.expr(col, self._join)
