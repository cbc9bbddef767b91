"""Conditions: filters and expressions as SQL."""

from collections.abc import Sequence
from typing import assert_never

from adapters.llm.questions.catalogue import Catalogue, Ref
from adapters.llm.questions.dialect import Dialect
from adapters.llm.questions.frame import (
    Against,
    Age,
    Col,
    Compares,
    During,
    Equals,
    Expr,
    Filter,
    Has,
    Lasting,
    Measure,
    Missing,
    Op,
    Product,
    Side,
    expr_table,
)
from adapters.llm.questions.grains import Grain
from adapters.llm.questions.joiner import Joiner
from adapters.llm.questions.joins import Path, Unfit, path
from adapters.llm.questions.monthly import during, grained
from adapters.llm.questions.months import written_in
from adapters.llm.questions.periods import Period

_INVERSE: dict[Op, tuple[Op, bool]] = {
    ">": (">", False), ">=": (">=", False), "=": ("=", False), "<": (">=", True), "<=": (">", True),
}  # fmt: skip
"""How to ask for rows that have so many: those that have fewer are all but those that have as many."""


class Conditions:
    """Writes the conditions of one statement, those on rows of which there are many as subqueries."""

    def __init__(self, catalogue: Catalogue, sql: Dialect) -> None:
        self._catalogue, self._sql = catalogue, sql

    def where(self, filters: Sequence[Filter], join: Joiner, extra: str = "") -> str:
        """Return the WHERE clause; empty where there is no condition. Raises NoWay."""
        conditions = [*self.listed(filters, join), *([extra] if extra else [])]
        return f" WHERE {' AND '.join(dict.fromkeys(conditions))}" if conditions else ""

    def listed(self, filters: Sequence[Filter], join: Joiner) -> list[str]:
        """Return conditions; those on rows of which there are many are put into one subquery for each way there.

        Raises NoWay.
        """
        conditions: list[str] = []
        behind: dict[Path, list[Filter]] = {}
        periods: dict[Col, list[During]] = {}
        for one in filters:
            if isinstance(one, Has):
                conditions.append(self._has(one, join))
                continue
            way = join.way(*_table_of(one))
            if not join.joined(way):
                at = next(at for at, edge in enumerate(way) if not edge.to_one)
                behind.setdefault(way[: at + 1], []).append(one)
            elif isinstance(one, During) and not one.negated:
                periods.setdefault(one.col, []).append(one)
            else:
                conditions.append(self.one(one, join))
        for several in periods.values():
            texts = [self.one(one, join) for one in several]
            conditions.append(texts[0] if len(texts) == 1 else f"({' OR '.join(texts)})")
        for way, inner in behind.items():
            conditions.append(self._within(join, way, Has(way[-1].target, tuple(inner)), "", negated=False))
        return conditions

    def one(self, one: Filter, join: Joiner) -> str:
        """Return one condition. Raises NoWay."""
        match one:
            case Equals(col=col, values=values, negated=negated, part=part):
                return self._sql.equals(self.expr(col, join), values, negated=negated, part=part)
            case During(col=col, period=period, negated=negated, or_empty=or_empty):
                text = self._during(col, period, join, negated=negated)
                return f"({text} OR {self.expr(col, join)} IS NULL)" if or_empty else text
            case Compares():
                return self._compares(one, join)
            case Missing():
                return self._missing(one, join)
            case Has():
                return self._has(one, join)
            case Against():
                return self._against(one, join)
            case _:
                assert_never(one)

    def _during(self, col: Col, period: Period, join: Joiner, *, negated: bool) -> str:
        text, written = self.expr(col, join), written_in(self._catalogue.column(Ref(col.table, col.column)))
        if written is not None:
            return during(text, period, written, negated=negated)
        return self._sql.during(text, period, negated=negated)

    def grain(self, col: Col, grain: Grain, join: Joiner) -> str:
        """Return the part of the calendar that a date or a month lies in. Raises NoWay."""
        text, written = self.expr(col, join), written_in(self._catalogue.column(Ref(col.table, col.column)))
        return grained(text, grain, written) if written is not None else self._sql.grain(text, grain)

    def expr(self, expr: Expr, join: Joiner) -> str:
        """Return a column, a product, an age or a time, its table joined. Raises NoWay."""
        match expr:
            case Col(table=table, column=column, via=via):
                return f"{self._sql.name(join.reach(table, via))}.{self._sql.name(column)}"
            case Product():
                return self._product(expr, self._sql.name(join.reach(expr.table)))
            case Age(of=of):
                return self._sql.age(self.expr(of, join))
            case Lasting(begin=begin, end=end, unit=unit, exact=exact):
                return self._sql.lasting(self.expr(begin, join), self.expr(end, join), unit, exact=exact)
            case _:
                assert_never(expr)

    def number(self, measure: Measure | None, join: Joiner) -> str:
        """Return a number over the rows of a subquery: how many they are where nothing is measured. Raises NoWay."""
        if measure is None or measure.expr is None:
            return "COUNT(*)"
        return f"{measure.func.upper()}({self.expr(measure.expr, join)})"

    def total(self, table: str, has: Has, join: Joiner) -> str:
        """Return a number over the rows that belong to a row, 0 where there are none. Raises NoWay."""
        edge = path(self._catalogue, table, has.table, has.via)[0]
        if edge.to_one or len(edge.columns) != 1:
            raise Unfit("a total over rows that do not belong to the others directly")
        outer = f"{self._sql.name(join.reach(table))}.{self._sql.name(edge.columns[0])}"
        inner = Joiner(self._catalogue, edge.target, self._sql, join.taken)
        inner.reach(has.table)
        conditions = [f"{inner.column((), edge.targets[0])} = {outer}", *self.listed(has.filters, inner)]
        value = self.number(has.measure, inner)
        text = f"(SELECT {value} {inner.text()} WHERE {' AND '.join(conditions)})"
        return f"COALESCE({text}, 0)" if value.startswith("SUM") else text

    def _against(self, one: Against, join: Joiner) -> str:
        """Return the condition that two sides of a row compare, days with days where one is a moment."""
        mixed = self._is_moment(one.one) != self._is_moment(one.other)
        left, right = (self._side(side, one.table, join) for side in (one.one, one.other))
        if mixed:
            left, right = self._sql.day(left), self._sql.day(right)
        return f"{left} {one.op} {right}"

    def _side(self, side: Side, table: str, join: Joiner) -> str:
        return self.total(table, side, join) if isinstance(side, Has) else self.expr(side, join)

    def _is_moment(self, side: Side) -> bool:
        column = self._catalogue.tables[side.table].column(side.column) if isinstance(side, Col) else None
        return column is not None and column.type == "datetime"

    def _product(self, product: Product, alias: str) -> str:
        text = f"{alias}.{self._sql.name(product.one)} * {alias}.{self._sql.name(product.other)}"
        if not product.off:
            return text
        off = f"COALESCE({alias}.{self._sql.name(product.off)}, 0)"
        return f"{text} * (1 - {off}{self._hundredth(product.table, product.off)})"

    def _hundredth(self, table: str, column: str) -> str:
        """Return what makes a part of one of a discount that is kept in percent."""
        found = self._catalogue.tables[table].column(column)
        greatest = found.greatest if found is not None else ""
        fraction = bool(greatest) and float(greatest) <= 1
        return "" if fraction else " / 100.0"

    def _compares(self, one: Compares, join: Joiner) -> str:
        text = self.expr(one.expr, join)
        if not one.average:
            return f"{text} {one.op} {one.number}"
        other = Joiner(self._catalogue, expr_table(one.expr)[0], self._sql, set(join.taken))
        return f"{text} {one.op} (SELECT AVG({self.expr(one.expr, other)}) {other.text()})"

    def _missing(self, one: Missing, join: Joiner) -> str:
        text, column = self.expr(one.col, join), self._catalogue.tables[one.col.table].column(one.col.column)
        if one.col.column in self._catalogue.roles[one.col.table].measures:
            return f"({text} IS NOT NULL AND {text} <> 0)" if one.negated else f"({text} IS NULL OR {text} = 0)"
        if column is None or column.type != "text":
            return f"{text} IS {'NOT ' if one.negated else ''}NULL"
        return f"({text} IS NOT NULL AND {text} <> '')" if one.negated else f"({text} IS NULL OR {text} = '')"

    def _has(self, has: Has, join: Joiner) -> str:
        way = path(self._catalogue, join.base, has.table, has.via)
        if not way:
            raise Unfit("rows that belong to themselves")
        at = next((at for at, edge in enumerate(way) if not edge.to_one), 0)
        op, inverse = _INVERSE[has.op]
        exists = has.measure is None and (op, has.number) == (">=", 1)
        having = "" if exists else f"{op} {has.number}"
        if has.measure is None and op == "=" and has.number == 0:
            having, inverse = "", True
        return self._within(join, way[: at + 1], has, having, negated=has.negated != inverse)

    def _within(self, join: Joiner, way: Path, has: Has, having: str, *, negated: bool) -> str:
        """Return the condition that a row's key is among those of the rows behind a way."""
        edge = way[-1]
        if len(edge.columns) != 1:
            raise Unfit("a key of several columns")
        alias = join.aliases[()] if len(way) == 1 else join.reach(way[-2].target)
        inner = Joiner(self._catalogue, edge.target, self._sql, join.taken)
        if has.table != edge.target:
            inner.reach(has.table)
        key = inner.column((), edge.targets[0])
        tail = f" GROUP BY {key} HAVING {self.number(has.measure, inner)} {having}" if having else ""
        conditions = [*self.listed(has.filters, inner), *([f"{key} IS NOT NULL"] if negated else [])]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        column = f"{self._sql.name(alias)}.{self._sql.name(edge.columns[0])}"
        return f"{column} {'NOT IN' if negated else 'IN'} (SELECT {key} {inner.text()}{where}{tail})"


def _table_of(one: Equals | During | Compares | Missing | Against) -> tuple[str, tuple[str, ...]]:
    """Return the table that a filter is about, and the key by which it is reached."""
    match one:
        case Equals(col=col) | During(col=col) | Missing(col=col):
            return col.table, col.via
        case Compares(expr=expr):
            return expr_table(expr)
        case Against(table=table):
            return table, ()
        case _:
            assert_never(one)
