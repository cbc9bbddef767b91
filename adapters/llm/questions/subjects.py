"""Subjects: the table that a number, a condition or a whole question is about."""

from typing import assert_never

from adapters.llm.questions.frame import (
    Against,
    Compares,
    During,
    Equals,
    Expr,
    Filter,
    Frame,
    Has,
    Missing,
    expr_table,
)


def table_of(expr: Expr) -> str:
    """Return the table that a number is taken from."""
    return expr_table(expr)[0]


def subject(one: Filter) -> str:
    """Return the table whose rows a condition looks at."""
    match one:
        case Has(table=table) | Against(table=table):
            return table
        case Compares(expr=expr):
            return table_of(expr)
        case Equals(col=col) | During(col=col) | Missing(col=col):
            return col.table
        case _:
            assert_never(one)


def main_table(frame: Frame) -> str:
    """Return the table whose rows are measured, else listed; empty where there is none yet."""
    return frame.measure.table if frame.measure is not None else frame.focus


def mentions(frame: Frame, table: str) -> bool:
    """Say whether a frame groups by a table's rows, or already has a condition that there are some."""
    had = any(isinstance(one, Has) and one.table == table for one in frame.filters)
    return had or any(group.col.table == table for group in frame.groups)
