"""Monthly: periods and parts of the calendar as SQL, of columns that hold months and no days."""

from datetime import date

from adapters.llm.questions.grains import Grain
from adapters.llm.questions.joins import Unfit
from adapters.llm.questions.months import Written, is_whole
from adapters.llm.questions.periods import FIRST_YEAR, LAST_YEAR, Period


def during(column: str, period: Period, written: Written, *, negated: bool) -> str:
    """Return the condition that a month lies in a period. Raises Unfit for a part of one."""
    if not is_whole(period):
        raise Unfit("a part of a month")
    if period.grain == "month" and period.start is not None:
        return f"{column} {'<>' if negated else '='} {_value(period.start, written)}"
    bounds = [f"{column} >= {_value(period.start, written)}"] if period.start else []
    bounds += [f"{column} < {_value(period.end, written)}"] if period.end else []
    text = " AND ".join(bounds)
    return f"NOT ({text})" if negated else f"({text})" if len(bounds) > 1 else text


def grained(column: str, grain: Grain, written: Written) -> str:
    """Return the month, the quarter or the year that a month is, as a text that sorts in time. Raises Unfit."""
    text = f"CAST({column} AS TEXT)" if written.number else column
    year, number = f"SUBSTR({text}, 1, 4)", f"SUBSTR({text}, {5 + len(written.mark)}, 2)"
    match grain:
        case "month":
            return column if written.mark == "-" else f"{year} || '-' || {number}"
        case "quarter":
            return f"{year} || '-Q' || ((CAST({number} AS INTEGER) + 2) / 3)"
        case "year":
            return year
        case "day" | "week" | "weekday":
            raise Unfit("a part of a month")


def _value(first: date, written: Written) -> str:
    year = min(max(first.year, FIRST_YEAR), LAST_YEAR)
    text = f"{year}{written.mark}{first.month:02}"
    return text if written.number else f"'{text}'"
