"""Tallying: rows that each say how many there were, so that what is counted is summed: downloads of a day."""

from msgspec.structs import replace

from adapters.llm.questions.frame import Col, Filter, Frame, Has, Measure
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import word_set

_COUNTS = word_set("count counts cnt number num nr_of anzahl anz zahl total")
"""Words in the name of a number that is how many of its rows' kind there were."""


def tallied(r: Reading, frame: Frame) -> Frame:
    """Sum how many there were, where rows are counted that each say so: `download_count` of downloads."""
    filters = tuple(_of_rows(r, one) for one in frame.filters)
    measure = frame.measure
    if measure is not None and measure.func == "count" and measure.expr is None and frame.nested is None:
        tally = tally_of(r, measure.table)
        measure = Measure("sum", measure.table, tally) if tally is not None else measure
    more = tuple(tallied(r, one) for one in frame.more)
    return replace(frame, measure=measure, filters=filters, more=more)


def _of_rows(r: Reading, one: Filter) -> Filter:
    if not isinstance(one, Has) or one.measure is not None or (one.op, one.number) == (">=", 1):
        return one
    tally = tally_of(r, one.table)
    return one if tally is None else replace(one, measure=Measure("sum", one.table, tally))


def tally_of(r: Reading, table: str) -> Col | None:
    """Return the number of a table that is called as how many of its own rows' kind there were; else None."""
    own = words_in(table)
    found = [name for name in r.catalogue.roles[table].measures if _is_tally(words_in(name), own)]
    return Col(table, found[0]) if len(found) == 1 else None


def _is_tally(name: tuple[str, ...], own: tuple[str, ...]) -> bool:
    counting = [word for word in name if word in _COUNTS]
    others = [word for word in name if word not in _COUNTS]
    return bool(counting and others) and all(any(meet(word, mine) for mine in own) for word in others)
