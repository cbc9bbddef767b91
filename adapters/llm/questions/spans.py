"""Spans: a date expression with the words before it that place, open or close it, and ranges of two."""

import re
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from adapters.llm.questions import periods
from adapters.llm.questions.dates_relative import count_of
from adapters.llm.questions.dates_words import CALENDAR, CALENDAR_UNIT, COUNT, EDGES, UNIT, UNITS, either
from adapters.llm.questions.lines import Line, Part, Point, part_of_year
from adapters.llm.questions.numbers import listed
from adapters.llm.questions.periods import DAY, Period
from adapters.llm.questions.points import point_at


class Span(Struct, frozen=True):
    """A period and the tokens that name it."""

    first: int
    last: int
    period: Period
    part: Part | None = None
    """What it is of every year, where it is one part of the calendar and no range."""
    stated: bool = True
    """False where the year was left out."""
    plain: bool = False
    """True where it is one date and neither a range nor open."""


class _Side(Struct, frozen=True):
    """One end of a range: a point, or an edge of one as in `Ende März`."""

    last: int
    start: date
    end: date
    label: str
    point: Point | None = None
    edge: str = ""


_Opening: TypeAlias = Literal["since", "after", "before", "until"]

_OPENINGS: tuple[tuple[_Opening, str], ...] = (
    (
        "since",
        "since|seit|ab|fruehestens|starting(?: (?:from|in|with|on))?|beginning (?:in|from|with|on)|on or after",
    ),
    ("after", r"after|later than|spaeter als|nach|juenger als"),
    ("before", r"before|prior to|earlier than|frueher als|vor"),
    (
        "until",
        (
            "until|till|up (?:to|until)|through|thru|bis(?: zu[mr]?| einschl(?:iesslich)?| inkl(?:usive)?)?|"
            "on or before|(?:not?|nicht) (?:later than|spaeter als)|spaetestens|by(?= (?:the )?end )"
        ),
    ),
)
_OPENING = re.compile("|".join(rf"(?P<{name}>(?:{pattern}) )" for name, pattern in _OPENINGS))
_BEHIND: tuple[tuple[_Opening, re.Pattern[str]], ...] = (
    ("since", re.compile(r" (?:onwards?|(?:and|or|und|oder) (?:later|after|newer|spaeter|danach|neuer|since))(?!\S)")),
    ("until", re.compile(r" (?:and|or|und|oder) (?:earlier|before|older|frueher|davor|aelter)(?!\S)")),
)
_ONWARDS: tuple[tuple[_Opening, re.Pattern[str]], ...] = (("since", re.compile(r" (?:on|an)(?!\S)")),)
_RANGED = {
    "between": listed("and und & bis to"), "zwischen": listed("and und & bis"),
    **dict.fromkeys(listed("from von vom since seit ab"), listed("to until till through thru bis")),
}  # fmt: skip
_JOINING = listed("to until till through thru bis")
ARTICLES = frozenset(listed("the den dem der des das die d zum zur"))
_PLACING = frozenset(
    listed(
        "in im on am an during waehrend within innerhalb for fuer from vom von aus over ueber at zum between zwischen"
    )
)
_BEFORE_SIDE = ARTICLES | frozenset(listed("in im am on including einschliesslich inklusive einschl"))
_EDGE = re.compile(
    r"(?:(?P<end>end|ende)|(?P<mid>mid|middle|mitte)|(?P<start>beginning|start|begin|anfang|beginn))"
    r"(?: (?:of|des|der|vom|von|the|d|dem|diese[sn]))* "
)
_UNIT_ITSELF = re.compile(rf"(?P<unit>{CALENDAR_UNIT})(?!\S)")
_EDGE_WORD = re.compile(rf"{either(EDGES)}(?!\S)|year(?: |-)end(?!\S)")
_LONG_AGO = re.compile(
    rf"(?:vor (?:mehr als|ueber) (?P<count>{COUNT}) (?P<unit>{UNIT})|"
    rf"(?:more than|over|longer than) (?P<count1>{COUNT}) (?P<unit1>{UNIT}) ago)(?!\S)"
)


def span_at(line: Line, index: int) -> Span | None:
    """Return the longest date expression that begins at a token, with the prepositions that belong to it."""
    best: Span | None = None
    for read in (_long_ago, _opened, _ranged, _placed):
        span = read(line, index)
        if span is not None and (best is None or span.last > best.last):
            best = span
    return best


def _placed(line: Line, index: int) -> Span | None:
    """Return a point with `in`, `im Jahr` and the like before it, or with `on` and `or later` behind it."""
    at = index
    placing = line.key(at) if line.key(at) in _PLACING else ""
    at += bool(placing)
    article = line.key(at) in ARTICLES
    while line.key(at) in ARTICLES and at < index + 3:
        at += 1
    if placing in ("over", "ueber") and not article:
        return None
    point = point_at(line, at)
    if point is None or (placing in ("between", "zwischen") and point.period.grain != "span"):
        return None
    name, end = point.period.label, line.end(point.last)
    for opening, pattern in (*_BEHIND, *(_ONWARDS if placing in ("from", "von", "vom") else ())):
        behind = pattern.match(line.text, end)
        edge = point.period.start if opening == "since" else point.period.end
        if behind and edge is not None:
            return Span(index, line.at[behind.end()], periods.open_period(opening, edge, name, line.language))
    return Span(index, point.last, point.period, point.part, point.stated, plain=True)


def _opened(line: Line, index: int) -> Span | None:
    """Return a period with one open end: `since March`, `vor 2024`, `bis Ende 2023`."""
    match = _OPENING.match(line.text, line.starts[index])
    if match is None:
        return None
    side = _side(line, line.at[match.end() - 1] + 1)
    if side is None:
        return None
    for opening, _ in _OPENINGS:
        if match[opening]:
            edge = side.start if opening in ("since", "before") else side.end
            return Span(index, side.last, periods.open_period(opening, edge, side.label, line.language))
    return None


def _long_ago(line: Line, index: int) -> Span | None:
    """Return what lies more than so many units back."""
    match = _LONG_AGO.match(line.text, line.starts[index])
    if match is None:
        return None
    grain, length = UNITS[match["unit"] or match["unit1"]]
    steps = length * count_of(match["count"] or match["count1"])
    if grain == "year" and steps > 100:
        return None
    edge = periods.moved(line.today, grain, -steps)
    return Span(index, line.at[match.end()], periods.open_period("before", edge, edge.isoformat(), line.language))


def _ranged(line: Line, index: int) -> Span | None:
    """Return the span of two dates, both of them included: `between March and May 2025`, `2021-2023`."""
    joining = _RANGED.get(line.key(index))
    left = _side(line, index + 1 if joining else index)
    if left is None:
        return None
    at = left.last + 1
    joined = line.key(at) in (joining or _JOINING)
    right = _side(line, at + 1) if joined else _dashed(line, left, at)
    if right is None:
        return None
    left, right = _same_years(line, left, right)
    if left.start >= right.end:
        left, right = (
            _Side(left.last, right.start, right.end, right.label),
            _Side(right.last, left.start, left.end, left.label),
        )
    period = Period(left.start, right.end, "span", f"{left.label} – {right.label}")
    return Span(index, right.last, period) if left.start < right.end else None


def _dashed(line: Line, left: _Side, at: int) -> _Side | None:
    """Return the date behind a dash: one character or three lie between the two, and it is the later one."""
    if left.point is None or at >= len(line.tokens) or line.gap(at) not in (1, 3) or line.key(at) in ARTICLES:
        return None
    right = _side(line, at)
    if right is None or right.point is None or right.edge or left.edge:
        return None
    alike = left.point.period.grain == right.point.period.grain and left.point.period.grain != "span"
    written = line.tokens[at].number or right.point.part is not None
    return right if alike and written and (left.start < right.start or not left.point.stated) else None


def _same_years(line: Line, left: _Side, right: _Side) -> tuple[_Side, _Side]:
    """Return both ends of a range with the year that only one of them states."""
    if left.point is None or right.point is None:
        return left, right
    if left.point.part and not left.point.stated and right.point.part:
        moved = _in_year(line, left, right.start.year)
        return (_in_year(line, left, right.start.year - 1) if moved.start > right.start else moved), right
    if right.point.part and not right.point.stated and left.point.stated:
        moved = _in_year(line, right, left.start.year)
        return left, (_in_year(line, right, left.start.year + 1) if moved.start < left.start else moved)
    return left, right


def _in_year(line: Line, side: _Side, year: int) -> _Side:
    point = side.point
    period = part_of_year(point.part, year, line.language) if point and point.part else None
    if point is None or period is None:
        return side
    return _edged(Point(side.last, period, point.part), side.edge) or side


def _side(line: Line, index: int) -> _Side | None:
    """Return one end of a range that begins at a token."""
    at = index
    while line.key(at) in _BEFORE_SIDE and at < index + 3:
        at += 1
    if at >= len(line.tokens):
        return None
    if line.key(at) in ("now", "jetzt"):
        return _edged(Point(at, periods.day(line.today)), "")
    start = line.starts[at]
    word = _EDGE_WORD.match(line.text, start)
    if word is not None:
        grain, end = EDGES.get(word.group(), ("year", True))
        return _edged(
            Point(line.at[word.end()], periods.around(line.today, grain, line.language)), "end" if end else "start"
        )
    edge = _EDGE.match(line.text, start)
    if edge is None:
        point = point_at(line, at)
        return None if point is None else _edged(point, "")
    behind = line.at[edge.end() - 1] + 1
    point = point_at(line, behind) or _present(line, behind)
    return None if point is None else _edged(point, str(edge.lastgroup))


def _present(line: Line, index: int) -> Point | None:
    """Return the present year behind `the end of the`."""
    unit = _UNIT_ITSELF.match(line.text, line.starts[index]) if index < len(line.tokens) else None
    if unit is None:
        return None
    return Point(line.at[unit.end()], periods.around(line.today, CALENDAR[unit["unit"]], line.language))


def _edged(point: Point, edge: str) -> _Side | None:
    start, end, label = point.period.start, point.period.end, point.period.label
    if start is None or end is None:
        return None
    match edge:
        case "start":
            end = start
        case "end":
            start = end
        case "mid":
            if point.period.grain not in ("year", "month"):
                return None
            start = end = start.replace(month=7) if point.period.grain == "year" else start.replace(day=15)
        case _:
            return _Side(point.last, start, end, label, point)
    return _Side(point.last, start, end, _day_label(edge, start), point, edge)


def _day_label(edge: str, day: date) -> str:
    return (day - DAY if edge == "end" else day).isoformat()
