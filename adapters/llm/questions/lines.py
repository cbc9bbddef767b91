"""Lines: a question as patterns for dates read it, and what comes back every year."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from adapters.llm.questions import periods
from adapters.llm.questions.dates_words import STEPS
from adapters.llm.questions.periods import Period
from adapters.llm.questions.tokens import Token

Part: TypeAlias = tuple[str, int, int]
"""What comes back every year, such as `("month", 3, 0)` or `("day", 12, 24)`."""
Read: TypeAlias = tuple[Period, Part | None, bool]
"""A period, what it is of every year, and whether its year was stated."""


_SHORT = {"yr": "year", "yrs": "years", "qtr": "quarter", "mth": "month", "mths": "months", "wks": "weeks"}
"""What people write for parts of the calendar in a hurry."""


class Point(Struct, frozen=True):
    """A date expression."""

    last: int
    """Its last token."""
    period: Period
    part: Part | None = None
    stated: bool = True
    """False where the year was left out."""


class Line(Struct, frozen=True, eq=False):
    """A question as patterns read it: its words with one space between them."""

    tokens: Sequence[Token]
    text: str
    starts: tuple[int, ...]
    at: dict[int, int]
    """The token that ends at an offset of the text."""
    today: date
    language: str
    points: dict[int, Point | None]
    """What was read already, by the token where it begins."""

    def key(self, index: int) -> str:
        """Return the word at a token; empty beyond both ends."""
        return self.tokens[index].key if 0 <= index < len(self.tokens) and not self.tokens[index].quoted else ""

    def end(self, index: int) -> int:
        """Return the offset of the text where a token ends."""
        return self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)

    def gap(self, index: int) -> int:
        """Return how many characters lie between a token and the one before it."""
        return self.tokens[index].start - self.tokens[index - 1].end


def line_of(tokens: Sequence[Token], today: date, language: str) -> Line:
    """Return a question's line; quotations are blanked out in it."""
    starts, at, parts, offset = [], {}, [], 0
    for index, token in enumerate(tokens):
        part = "\0" if token.quoted else _SHORT.get(token.key, token.key).replace(" ", "_") or "\0"
        starts.append(offset)
        offset += len(part)
        at[offset] = index
        offset += 1
        parts.append(part)
    return Line(tokens, " ".join(parts), tuple(starts), at, today, language, {})


def part_of_year(part: Part, year: int, language: str) -> Period | None:
    """Return what comes back every year, in one year; None where that year has none."""
    kind, number, day = part
    if not periods.FIRST_YEAR <= year <= periods.LAST_YEAR:
        return None
    try:
        match kind:
            case "month":
                return periods.month(year, number, language)
            case "quarter":
                return periods.quarter(year, number)
            case "half":
                return periods.half(year, number)
            case "week":
                return periods.week(date.fromisocalendar(year, number, 1), language)
            case "season":
                return periods.season(year, number, language)
            case _:
                return periods.day(date(year, number, day))
    except ValueError:
        return None


def latest(part: Part, line: Line) -> Period | None:
    """Return the latest one that has begun."""
    for year in range(line.today.year, line.today.year - 9, -1):
        period = part_of_year(part, year, line.language)
        if period is not None and period.start is not None and period.start <= line.today:
            return period
    return None


def year_stated(match: re.Match[str], line: Line) -> int | None:
    """Return the year that a match states, in digits or as last year and the like."""
    found = match.groupdict()
    digits = found.get("year") or found.get("year0")
    if digits:
        return int(digits) if len(digits) == 4 else 2000 + int(digits)
    which = found.get("which") or found.get("which0")
    if which:
        return line.today.year + STEPS[which]
    if found.get("before"):
        return line.today.year - 1
    return line.today.year if found.get("own") else None


def dated(part: Part, match: re.Match[str], line: Line) -> Read | None:
    """Return a part of the year that a match states, or of the latest year in which it has begun."""
    year = year_stated(match, line)
    period = latest(part, line) if year is None else part_of_year(part, year, line.language)
    return None if period is None else (period, part, year is not None)
