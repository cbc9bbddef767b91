"""Turning: the answer before in another order, or only so many of its first rows: `the other way round`, `top 3`."""

from msgspec.structs import replace

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Expr, Frame, Measure, Top
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.scaling import grows, is_size, scale
from adapters.llm.questions.subjects import main_table, table_of
from adapters.llm.questions.tokens import word_set

_ORDERING: tuple[Kind, ...] = ("up", "down", "turned", "top", "bottom", "most", "fewest")
_BESIDE: tuple[Kind, ...] = (
    *_ORDERING, "order", "only", "exactly", "list", "again", "and", "which", "who", "what", "in", "of", "versus",
    "with",
)  # fmt: skip
_FIRST = word_set("first erste ersten")
_SINGLE, _SEVERAL = word_set("first erste"), word_set("ones few ersten")
_BY_NAME = word_set("alphabetically alphabetisch alphabetical")
_IN_TIME = word_set("oldest newest latest earliest recent aelteste neueste neuste")
_MOST_WANTED = 1000
_DOWN: tuple[Kind, ...] = ("down", "top", "most")


def is_turn(reading: Reading) -> bool:
    """Say whether a text is about nothing but the order of the answer before, or how many rows it has."""
    ordering = [chunk for chunk in reading.chunks if chunk.has(*_ORDERING) or _superlative(chunk)]
    return bool(ordering) and all(map(_goes_with, reading.chunks))


def turned(before: Frame, reading: Reading) -> Frame | None:
    """Return the answer before in the order that a text asks for; None where it had none that can be turned."""
    if before.nested or before.change or before.share:
        return None
    measure, ended = before.measure, any(map(_superlative, reading.chunks))
    turns = reading.any_op("up", "down", "turned", "top", "bottom") or (before.groups and not ended)
    if measure is not None and measure.expr is not None and before.top is None and not turns:
        return _end(before, measure, reading)
    count = next((chunk.number.value for chunk in reading.chunks if chunk.number), _one(reading))
    if count is not None and not isinstance(count, int):
        return None
    if not before.groups and before.measure is not None:
        return None
    if before.groups:
        return _groups_turned(before, reading, count)
    return _rows_turned(before, reading, count)


def _one(reading: Reading) -> int | None:
    """Return one for `only the first` and `nur der erste`."""
    said = _words(reading)
    return 1 if reading.any_op("only", "exactly") and said & _SINGLE and not said & _SEVERAL else None


def _goes_with(chunk: Chunk) -> bool:
    if chunk.number is not None:
        return not chunk.number.unit and isinstance(chunk.number.value, int) and 0 < chunk.number.value <= _MOST_WANTED
    if chunk.helds or chunk.period or chunk.grain or any(naming.score >= PLAIN for naming in chunk.namings):
        return False
    return chunk.filler or chunk.has(*_BESIDE) or _superlative(chunk) or not chunk.key[:1].isalnum()


def _superlative(chunk: Chunk) -> bool:
    return chunk.adjective is not None and chunk.adjective.degree == "superlative"


def _end(before: Frame, measure: Measure, reading: Reading) -> Frame | None:
    """Return the greatest or the least of a number that was asked for: `and the lowest?`."""
    way = _way(reading, descending=measure.func == "max", by=measure.expr)
    if way is None or any(chunk.number for chunk in reading.chunks) or (before.groups and measure.func == "sum"):
        return None
    return replace(before, measure=replace(measure, func="max" if way else "min"))


def _groups_turned(before: Frame, reading: Reading, count: int | None) -> Frame | None:
    """Return groups in another order; a series is in that of time, so only its greatest and least can be asked for."""
    top = before.top
    series = any(group.grain or group.sides for group in before.groups) and top is None
    said = _words(reading)
    if said & (_BY_NAME | _IN_TIME) or (series and (count is None or _firsts(reading))):
        return None
    way = _way(reading, descending=top.descending if top else True, by=before.measure.expr if before.measure else None)
    if way is None or (_firsts(reading) and count is None):
        return None
    whole = top is None and not reading.any_op("up", "down", "turned")
    if whole and count is None and not reading.any_op("most", "fewest"):
        return None
    count = count or (top.count if top else 1 if whole else None)
    return replace(before, top=Top(count, way, top.by if top else None))


def _rows_turned(before: Frame, reading: Reading, count: int | None) -> Frame | None:
    """Return listed rows in another order: turned round, by their name or by their date."""
    said, top = _words(reading), before.top
    if said & (_BY_NAME | _IN_TIME) and reading.any_op("up", "down"):
        by = _named_by(before, reading) if said & _BY_NAME else _dated_by(before, reading)
        return None if by is None else replace(before, top=Top(count, reading.any_op("down"), by))
    if top is None or top.by is None:
        only = count is not None and _firsts(reading)
        return replace(before, top=Top(count)) if only else None
    way = _way(reading, descending=top.descending, by=top.by)
    if way is None or (_firsts(reading) and count is None):
        return None
    return replace(before, top=Top(count or top.count, way, top.by))


def _way(reading: Reading, *, descending: bool, by: Expr | None) -> bool | None:
    """Return whether the order is from the greatest down; None where what is said is not about its number."""
    superlative = next((chunk for chunk in reading.chunks if _superlative(chunk) and not chunk.has(*_ORDERING)), None)
    if superlative is not None and superlative.adjective is not None:
        return _compared(reading, superlative.adjective.base, by)
    if reading.any_op("turned"):
        return not descending
    if _firsts(reading) or (reading.any_op("top") and any(chunk.number for chunk in reading.chunks)):
        return descending
    if reading.any_op("up", "down"):
        return reading.any_op("down")
    return reading.any_op(*_DOWN)


def _compared(reading: Reading, base: str, by: Expr | None) -> bool | None:
    """Return the end of the order that an adjective speaks of, where it is about what is ordered by."""
    if is_size(base):
        return grows(base)
    found = scale(reading, base, table_of(by)) if by is not None else None
    return found[1] == "max" if found is not None and found[0] == by else None


def _named_by(before: Frame, reading: Reading) -> Col | None:
    table = main_table(before)
    labels = reading.catalogue.roles[table].labels if table else ()
    return Col(table, labels[-1]) if labels else None


def _dated_by(before: Frame, reading: Reading) -> Expr | None:
    """Return the date that rows are ordered by already, else the only one they have."""
    if before.top is not None and isinstance(before.top.by, Col) and reading.is_dated(before.top.by):
        return before.top.by
    table = main_table(before)
    dates = reading.catalogue.roles[table].dates if table else ()
    return Col(table, dates[0]) if len(dates) == 1 else None


def _firsts(reading: Reading) -> bool:
    """Say whether the first rows are asked for, whatever they are the first in."""
    return any(chunk.has("top") and set(chunk.key.split()) & _FIRST for chunk in reading.chunks)


def _words(reading: Reading) -> set[str]:
    return {word for chunk in reading.chunks for word in chunk.key.split()}
