"""Titles: what the columns of an answer are called."""

from typing import assert_never

from msgspec import Struct

from adapters.llm.questions.frame import Age, Col, Expr, Func, Measure, Product
from adapters.llm.questions.grains import Grain


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
        case _:
            assert_never(expr)
