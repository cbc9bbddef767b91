"""Titles: what the columns of an answer are called."""

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct

from adapters.llm.questions.frame import Age, Col, Expr, Func, Lasting, LastingUnit, Measure, Product
from adapters.llm.questions.grains import Grain

UNIT_SIGNS: Mapping[LastingUnit, str] = {"minute": "min", "hour": "h", "day": "d", "week": "weeks"}


class Names(Struct, frozen=True):
    """One language's words for what is computed."""

    count: str
    share: str
    period: str
    difference: str
    percent: str
    funcs: dict[Func, str]
    grains: dict[Grain, str]

    def title(self, measure: Measure) -> str:
        """Return the title of a number over rows."""
        if measure.expr is None:
            return f"{self.count} {measure.table}"
        return f"{self.funcs[measure.func]} {expr_title(measure.expr)}"


def expr_title(expr: Expr) -> str:
    """Return the title of a number of one row."""
    match expr:
        case Col(column=column):
            return column
        case Product(one=one, other=other):
            return f"{one} × {other}"
        case Age(of=of):
            return f"age ({of.column})"
        case Lasting(begin=begin, end=end, unit=unit):
            return f"{begin.column} → {end.column} ({UNIT_SIGNS[unit]})"
        case _:
            assert_never(expr)
