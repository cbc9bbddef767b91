"""Frames: what a question asks for, before it is SQL. Frozen values, so that a follow-up changes a copy."""

from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from adapters.llm.questions.grains import Grain
from adapters.llm.questions.periods import Period
from core.data import ChartWanted

Scalar: TypeAlias = str | int | float | bool


class Col(Struct, frozen=True):
    """A column; an empty name stands for the rows of the table themselves, by what names them."""

    table: str
    column: str = ""
    via: tuple[str, ...] = ()
    """The key's columns by which the table is reached, where there are several ways."""


class Product(Struct, frozen=True):
    """One column times another of the same table, such as quantity times price."""

    table: str
    one: str
    other: str
    off: str = ""
    """The column of a discount in percent, or as a part of one."""


class Age(Struct, frozen=True):
    """The whole years between a date column and today."""

    of: Col


class Lasting(Struct, frozen=True):
    """The time between two dates of a row."""

    begin: Col
    end: Col
    unit: "LastingUnit" = "day"
    exact: bool = False
    """True where the dates have a time of day."""


LastingUnit: TypeAlias = Literal["minute", "hour", "day", "week"]
Expr: TypeAlias = Col | Product | Age | Lasting


def expr_table(expr: Expr) -> tuple[str, tuple[str, ...]]:
    """Return the table of an expression, and the key by which it is reached."""
    match expr:
        case Col(table=table, via=via):
            return table, via
        case Product(table=table):
            return table, ()
        case Age(of=of):
            return of.table, of.via
        case Lasting(begin=begin):
            return begin.table, begin.via
        case _:
            assert_never(expr)


Func: TypeAlias = Literal["count", "sum", "avg", "min", "max"]
Op: TypeAlias = Literal[">", ">=", "<", "<=", "="]


class Measure(Struct, frozen=True):
    """A number over rows: how many there are (`expr` is None), or a function of a column."""

    func: Func
    table: str
    expr: Expr | None = None
    distinct: bool = False


class Group(Struct, frozen=True):
    """What rows are put together by: a column, a part of the calendar, or (without a column) the rows of a table."""

    col: Col
    grain: Grain | None = None
    sides: "tuple[During, ...]" = ()
    """Periods that are put beside each other."""


class Equals(Struct, frozen=True):
    """A column has one of some values."""

    col: Col
    values: tuple[Scalar, ...]
    negated: bool = False
    part: bool = False
    """True where the values are parts of what stands there."""


class During(Struct, frozen=True):
    """A date lies in a period."""

    col: Col
    period: Period
    negated: bool = False
    or_empty: bool = False
    """True where rows without that date fit as well, as of what has no end yet."""


class Compares(Struct, frozen=True):
    """A number of a row compares with another one."""

    expr: Expr
    op: Op
    number: float | int
    average: bool = False
    """True where it is compared with the average of all rows, and `number` says nothing."""


class Missing(Struct, frozen=True):
    """A column is empty, or is not."""

    col: Col
    negated: bool = False


class Has(Struct, frozen=True):
    """Rows of another table belong to a row: so many of them, or so much of what they measure."""

    table: str
    filters: "tuple[Filter, ...]" = ()
    op: Op = ">="
    number: float | int = 1
    measure: Measure | None = None
    via: tuple[str, ...] = ()
    negated: bool = False


class Against(Struct, frozen=True):
    """A number or a date of a row compares with another one; a side may be what all rows are that belong to it."""

    table: str
    """The table of the rows that are compared."""
    one: "Side"
    op: Op
    other: "Side"


Side: TypeAlias = Expr | Has
Filter: TypeAlias = Equals | During | Compares | Missing | Has | Against


class Top(Struct, frozen=True):
    """Only the first rows in some order."""

    count: int | None = None
    """None for all, in that order."""
    descending: bool = True
    by: Expr | None = None
    """None for the measure."""


class Frame(Struct, frozen=True):
    """A question."""

    focus: str = ""
    """The table whose rows are listed or counted."""
    measure: Measure | None = None
    columns: tuple[Col, ...] = ()
    """Columns that were asked for."""
    groups: tuple[Group, ...] = ()
    filters: tuple[Filter, ...] = ()
    having: tuple[Op, float | int] | None = None
    """What the measure of a group must compare with."""
    top: Top | None = None
    share: tuple[Filter, ...] | None = None
    """The part of which the share is asked; empty for that of each group."""
    nested: Func | None = None
    """A function over the groups' measures, such as the average count a group."""
    change: bool = False
    """True where the difference between two periods is asked for."""
    distinct: bool = False
    totals: tuple[tuple[str, Has], ...] = ()
    """Sums over rows of another table, shown beside each row of the table that is named with them."""
    more: "tuple[Frame, ...]" = ()
    """Further figures, each as a question of its own about the same groups."""
    chart: ChartWanted = "auto"
    file: bool = False
