"""Dates compared: the two dates of a change, which would be one stretch of time elsewhere: `from 2024 to 2025`."""

from msgspec.structs import replace

from adapters.llm.questions.lines import Line
from adapters.llm.questions.numbers import listed
from adapters.llm.questions.operators import operators
from adapters.llm.questions.points import point_at
from adapters.llm.questions.spans import ARTICLES, Span

_OPENING = frozenset(listed("from von vom between zwischen"))
_JOINING = frozenset(listed("to and und & bis zu auf until"))
_BEFORE = ARTICLES | frozenset(("in", "im"))
ALONG = frozenset(listed("entwickelt abnahme fallen changed"))
"""Words of a change that may as well tell how something went on all the time, or what happened in it."""
_ENDINGS = ("wachstum", "zuwachs", "anstieg", "rueckgang", "differenz", "unterschied", "veraenderung", "steigerung")


def changes(line: Line) -> bool:
    """Say whether a question asks how something changed, or how two things differ."""
    return any(_is_change(line.key(at)) for at in range(len(line.tokens)))


def _is_change(key: str) -> bool:
    return key not in ALONG and ("change" in operators().get((key,), ()) or key.endswith(_ENDINGS))


def parted(line: Line, span: Span) -> list[Span]:
    """Return both ends of a stretch of time by themselves, or a date with the `auf` before it."""
    if span.plain and line.key(span.first - 1) == "auf":
        return [replace(span, first=span.first - 1)]
    if span.period.grain != "span" or span.period.start is None or span.period.end is None:
        return [span]
    left = _side(line, span.first + (line.key(span.first) in _OPENING))
    if left is None or line.key(left.last + 1) not in _JOINING:
        return [span]
    right = _side(line, left.last + 2)
    if right is None or right.last != span.last:
        return [span]
    return [replace(left, first=span.first), replace(right, first=left.last + 1)]


def _side(line: Line, index: int) -> Span | None:
    at = index
    while line.key(at) in _BEFORE and at < index + 3:
        at += 1
    point = point_at(line, at) if at < len(line.tokens) else None
    return None if point is None else Span(index, point.last, point.period, point.part, point.stated, plain=True)
