"""Dates: every stretch of time that a question names."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from adapters.llm.questions import periods
from adapters.llm.questions.dates_compared import changes, parted
from adapters.llm.questions.dates_elliptic import other_side
from adapters.llm.questions.dates_words import COMPOUNDS, STEPS
from adapters.llm.questions.grains import GRAINS, Grain
from adapters.llm.questions.lines import Line, line_of, part_of_year
from adapters.llm.questions.numbers import listed
from adapters.llm.questions.periods import Period
from adapters.llm.questions.spans import ARTICLES, Span, span_at
from adapters.llm.questions.tokens import Token

_JOINING = frozenset(
    listed(
        "and und or oder vs versus with mit gegen gegenueber against compared to verglichen im in vergleich zu als "
        "than sowie minus"
    )
)


_AGAINST = frozenset(listed("vs versus gegen gegenueber against compared verglichen vergleich als than"))


class PeriodFound(Struct, frozen=True):
    """A period and the tokens that name it, prepositions included."""

    first: int
    last: int
    period: Period


def periods_in(tokens: Sequence[Token], today: date, language: str) -> tuple[PeriodFound, ...]:
    """Return every date expression, left to right, none within another.

    What has no year is the latest that has begun; `March 2024 and 2025` are two months.
    """
    line = line_of(tokens, today, language)
    found: list[Span] = []
    index, changing = 0, changes(line)
    while index < len(tokens):
        span = span_at(line, index)
        if span is not None:
            found += parted(line, span) if changing else [span]
        index = index + 1 if span is None else span.last + 1
    spans = other_side(line, _closed(line, _shared(line, found)))
    return tuple(PeriodFound(span.first, span.last, span.period) for span in spans)


def _joined(line: Line, left: Span, right: Span) -> bool:
    between = range(left.last + 1, right.first)
    return len(between) <= 3 and all(line.key(at) in _JOINING for at in between)


def _shared(line: Line, found: list[Span]) -> list[Span]:
    """Return the spans with the years and the months that neighbours share with each other."""
    spans = found
    for at in range(len(spans) - 2, -1, -1):
        left, right = spans[at], spans[at + 1]
        shared = right.stated and (right.part is not None or _bare_year(line, right))
        shared = shared and not _against_itself(line, left, right)
        if left.part and not left.stated and shared and right.period.start and _joined(line, left, right):
            spans[at] = _moved(line, left, right.period.start.year)
    for at in range(1, len(spans)):
        left, right = spans[at - 1], spans[at]
        if _year_before(line, right) and left.period.start is not None and left.stated:
            spans[at] = _one_before(line, left, right)
        elif left.part and left.period.start is not None and _joined(line, left, right):
            if right.part and right.part != left.part and not right.stated and left.stated:
                spans[at] = _moved(line, right, left.period.start.year)
            elif _bare_year(line, right) and right.period.start is not None:
                same = part_of_year(left.part, right.period.start.year, line.language)
                spans[at] = right if same is None else msgspec.structs.replace(right, period=same, part=left.part)
    return spans


def _against_itself(line: Line, left: Span, right: Span) -> bool:
    """Say whether the same is held against itself a year before: `May vs May 2025`, `im Mai gegenüber dem Vorjahr`."""
    against = any(line.key(at) in _AGAINST for at in range(left.last + 1, right.first))
    return left.part == right.part or (against and _year_before(line, right))


def _moved(line: Line, span: Span, year: int) -> Span:
    period = part_of_year(span.part, year, line.language) if span.part else None
    return span if period is None else msgspec.structs.replace(span, period=period, stated=True)


def _bare_year(line: Line, span: Span) -> bool:
    """Say whether a span is a year that no word calls a whole one."""
    key = line.key(span.first)
    named = line.tokens[span.first].number or key in STEPS or key in ARTICLES or key in COMPOUNDS
    return span.period.grain == "year" and span.plain and named


def _year_before(line: Line, span: Span) -> bool:
    """Say whether a span is the one before what is spoken of: `Vorjahr`, `the previous year`."""
    words = {line.key(at) for at in range(span.first, span.last + 1)}
    compound = any(word in COMPOUNDS and COMPOUNDS[word][1] == -1 and word.startswith("vor") for word in words)
    ends = all(token.key == "?" for token in line.tokens[span.last + 1 :])
    compound = compound or (line.key(span.last) in ("before", "davor", "zuvor") and ends)
    return span.plain and (compound or (not words.isdisjoint(("previous", "prior")) and span.period.grain == "year"))


def _one_before(line: Line, left: Span, right: Span) -> Span:
    """Return the span that lies one year, month, quarter or week before another."""
    start, grain = left.period.start, right.period.grain
    if start is None:
        return right
    if left.part and grain == "year":
        same = part_of_year(left.part, start.year - 1, line.language)
        return right if same is None else msgspec.structs.replace(right, period=same, part=left.part)
    if left.period.grain != grain or start.year <= periods.FIRST_YEAR:
        return right
    before = periods.around(start - timedelta(days=1), grain, line.language)
    return msgspec.structs.replace(right, period=before, part=None)


def _closed(line: Line, spans: list[Span]) -> list[Span]:
    """Return the spans with what is open at both ends made one: `after 2020 and before 2023`."""
    closed: list[Span] = []
    for span in spans:
        left = closed[-1] if closed else None
        if left is not None and left.period.end is None and span.period.start is None and _joined(line, left, span):
            start, end = left.period.start, span.period.end
            if start is not None and end is not None and start < end:
                closed[-1] = Span(left.first, span.last, periods.between(start, end))
                continue
        closed.append(span)
    return closed


_GRAIN_PHRASES: dict[tuple[str, ...], Grain] = {
    ("day", "of", "the", "week"): "weekday", ("day", "of", "week"): "weekday", ("days", "of", "the", "week"): "weekday",
    ("tag", "der", "woche"): "weekday", ("week", "day"): "weekday", ("calendar", "day"): "day",
    ("calendar", "week"): "week", ("calendar", "weeks"): "week", ("calendar", "month"): "month",
    ("calendar", "months"): "month", ("calendar", "quarter"): "quarter", ("calendar", "year"): "year",
    ("calendar", "years"): "year",
}  # fmt: skip


def grain_at(tokens: Sequence[Token], index: int) -> tuple[Grain, int] | None:
    """Return the part of the calendar that is named at a token (`monthly`, `Quartal`) and how many tokens name it."""
    keys = tuple("" if token.quoted else token.key for token in tokens[index : index + 4]) if index >= 0 else ()
    for length in range(len(keys), 1, -1):
        if keys[:length] in _GRAIN_PHRASES:
            return _GRAIN_PHRASES[keys[:length]], length
    return (GRAINS[keys[0]], 1) if keys and keys[0] in GRAINS else None
