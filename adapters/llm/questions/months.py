"""Months: columns that hold months and no days, as `2026-11`."""

import re

from msgspec import Struct

from adapters.llm.questions.periods import Period
from adapters.llm.questions.terms import identifier_words
from core.data import DataColumn

_CALLED = ("month", "monat", "period", "periode", "zeitraum", "yyyymm", "ym", "mon", "yearmonth", "jahrmonat")
"""Words that the names of such columns end with, or begin with."""
_WRITTEN = re.compile(r"(?:19|20)\d\d(?P<mark>[-/.]?)(?:0[1-9]|1[0-2])")
GRAINS = ("month", "quarter", "year")
"""The parts of the calendar that a month lies in as a whole."""


class Written(Struct, frozen=True):
    """How a column writes its months."""

    mark: str
    """What stands between the year and the month."""
    number: bool = False
    """True where they are whole numbers, as 202611."""


def written_in(column: DataColumn) -> Written | None:
    """Return how a column writes months; None where it holds something else."""
    words = identifier_words(column.name)
    if not any(word.endswith(_CALLED[:5]) or word in _CALLED for word in words):
        return None
    if column.type == "integer":
        ends = [column.least, column.greatest]
        return Written("", number=True) if all(map(_WRITTEN.fullmatch, ends)) and "." not in "".join(ends) else None
    if column.type != "text" or column.masked or not column.values:
        return None
    found = [_WRITTEN.fullmatch(value) for value in column.values]
    marks = {one["mark"] if one is not None else None for one in found}
    mark = marks.pop() if len(marks) == 1 else None
    return Written(mark) if mark is not None else None


def is_whole(period: Period) -> bool:
    """Say whether a period begins and ends with months."""
    return all(day is None or day.day == 1 for day in (period.start, period.end))
