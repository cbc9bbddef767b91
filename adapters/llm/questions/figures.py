"""Figures: several figures read as one question: each is read alone, and all must speak of the same rows."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from adapters.llm.questions.asks import Ask, asks_in, is_led, readings
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import During, Equals, Filter, Frame, Group
from adapters.llm.questions.joins import NoWay
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.tokens import word_set

_BACK = word_set("their its his her deren dessen ihre ihr ihren seine davon of them of those das die sie it they those")
"""Words that speak of the rows that were counted before."""
_OVERALL = frozenset(("in total", "total", "insgesamt", "overall", "altogether", "gesamt"))

Read = tuple[Frame, Reading]


def figured(whole: Read, made: Callable[[Sequence[Chunk]], Reading], compose: Callable[[Reading], Frame]) -> Read:
    """Return a question with all figures that it asks for; a problem where not all of them can be answered."""
    frame, reading = whole
    asks = asks_in(made(reading.chunks))
    probe = made(reading.chunks)
    if _is_crossed(probe):
        reading.doubt("too_much")
    if len(asks) < 2 or _is_answered(frame, reading):
        if frame.measure is not None and _is_half(probe, asks or asks_in(probe, alone=True)):
            reading.doubt("too_much")
        return whole
    parts = [_read(probe, asks, at, made, compose) for at in range(len(asks))]
    merged = _merged(asks, [part for part in parts if part is not None]) if None not in parts else None
    if merged is not None and not _mixes(probe, asks, merged):
        return merged
    if frame.measure is not None:
        reading.doubt("too_much")
    return whole


def _is_half(r: Reading, asks: Sequence[Ask]) -> bool:
    """Say whether a figure is only the second thing that is asked for: `customers with 2 orders and their revenue`."""
    ends = [chunk.at for chunk in r.ops("top", "bottom")]
    both = r.any_op("top") and r.any_op("bottom") and any(c.has("and") for c in r.chunks[min(ends) : max(ends)])
    return both or (len(asks) == 1 and is_led(r, asks[0]))


def _is_crossed(r: Reading) -> bool:
    """Say whether two tables are each given a period of their own: `invoices in 2025 and visits in 2026`."""
    joint = next((chunk.at for chunk in r.chunks if chunk.has("and")), 0)
    halves = r.chunks[:joint], r.chunks[joint:]
    tables = [{r.table(chunk) for chunk in half} - {""} for half in halves]
    return all(any(chunk.period for chunk in half) for half in halves) and all(tables) and tables[0] != tables[1]


def _is_answered(frame: Frame, reading: Reading) -> bool:
    """Say whether a question was understood as one that shows all it names: a list of rows, or a comparison."""
    understood = not reading.left() and not reading.problem
    return understood and (frame.measure is None or frame.change or frame.nested is not None or bool(frame.having))


def _read(
    r: Reading,
    asks: Sequence[Ask],
    at: int,
    made: Callable[[Sequence[Chunk]], Reading],
    compose: Callable[[Reading], Frame],
) -> Read | None:
    """Return what one figure alone is read as; None where it is not understood."""
    for chunks in readings(r, asks, at):
        reading = made(chunks)
        try:
            frame = compose(reading)
        except NoWay:
            continue
        if _is_another(r, asks[at], frame):
            continue
        plain = frame.share is None and frame.top is None and not frame.change and frame.nested is None
        if frame.measure is not None and plain and not frame.having and not reading.left() and not reading.problem:
            return frame, reading
    return None


def _is_another(r: Reading, ask: Ask, frame: Frame) -> bool:
    """Say whether other rows are counted than the ones that were said."""
    said = r.table(ask.noun) if ask.func is not None and ask.func.has("count") else ""
    return bool(said) and (frame.measure is None or frame.measure.table != said)


def _merged(asks: Sequence[Ask], parts: Sequence[Read]) -> Read | None:
    """Return the figures as one frame, where all of them are of the same rows and groups."""
    first, reading = parts[0]
    measures = list(dict.fromkeys(frame.measure for frame, _ in parts if frame.measure is not None))
    same = all(_alike(first, frame) for frame, _ in parts[1:])
    if len(measures) < len(parts):
        nouns = {ask.noun.key for ask in asks if ask.noun is not None}
        return _compared(first, reading) if same and len(measures) == 1 and len(nouns) < 2 else None
    if not same or any(measure.distinct for measure in measures):
        return None
    return replace(first, more=tuple(replace(frame, more=()) for frame, _ in parts[1:])), reading


def _alike(one: Frame, other: Frame) -> bool:
    """Say whether two frames have the same groups, and conditions that say the same."""
    groups = [_told(group) for group in one.groups] == [_told(group) for group in other.groups]
    mine, others = [_said(one) for one in one.filters], [_said(one) for one in other.filters]
    return groups and all(each in others for each in mine) and all(each in mine for each in others)


def _told(group: Group) -> object:
    return (group.grain, bool(group.sides)) if group.grain or group.sides else group


def _said(one: Filter) -> object:
    """Return what a condition says: a period says the same of whatever date it is of."""
    return (one.period.label, one.negated) if isinstance(one, During) else one


def _compared(frame: Frame, reading: Reading) -> Read | None:
    """Read `how many are open and how many are paid` as one number for each value."""
    if frame.groups:
        return frame, reading
    several = [one for one in frame.filters if isinstance(one, Equals) and len(one.values) > 1 and not one.negated]
    if len(several) != 1 or several[0].part:
        return None
    return replace(frame, groups=(Group(several[0].col),)), reading


def _mixes(r: Reading, asks: Sequence[Ask], read: Read) -> bool:
    """Say whether a condition may be of one figure only: `how many open invoices, and what revenue`."""
    frame = read[0]
    if len(set(_sides(r, asks))) > 1 or _is_overall(r, asks[-1]):
        return True
    tables = {one.measure.table for one in (frame, *frame.more) if one.measure is not None}
    equals = any(not isinstance(one, During) for one in frame.filters)
    back = any(set(chunk.key.split()) & _BACK for chunk in r.chunks[asks[0].first : asks[-1].first])
    revenue = any(chunk.revenue for ask in asks[1:] for chunk in ask.chunks)
    early = any(r.is_value(chunk) for chunk in r.chunks[: asks[-1].first])
    return equals and early and not back and (revenue or len(tables) > 1) and len(frame.more) > 0


def _is_overall(r: Reading, ask: Ask) -> bool:
    """Say whether a figure may be that of all groups together: `how many per city, and how much in total`."""
    said = {chunk.key for chunk in (ask.func, ask.more) if chunk is not None}
    return bool(said & _OVERALL) and any(chunk.has("group", "each") for chunk in r.chunks[: ask.first])


def _sides(r: Reading, asks: Sequence[Ask]) -> list[bool]:
    """Return, for each period, whether it stands behind the last figure."""
    return [chunk.at > asks[-1].first for chunk in r.chunks if chunk.period is not None]


def same_rows(frame: Frame) -> bool:
    """Say whether all figures are of the same rows, so that one SELECT counts and sums them."""
    if frame.measure is None:
        return False
    own = (frame.measure.table, frame.groups, frozenset(frame.filters))
    told = [(one.measure.table if one.measure else "", one.groups, frozenset(one.filters)) for one in frame.more]
    return all(each == own for each in told)
