"""Standing: the states that the dates of a row tell: overdue, running, over, still to come."""

from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.frame import Col, During, Equals, Filter, Missing
from adapters.llm.questions.lexicon.standing import State
from adapters.llm.questions.periods import DAY, open_period
from adapters.llm.questions.qualifying import flagged
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_end, is_planned, words_in
from adapters.llm.questions.stages import SURELY, Pair, Stage, date_stages, is_due, is_set, pairs_of
from adapters.llm.questions.terms import meet
from adapters.llm.questions.values import value_words

_STATUS = ("status", "state", "zustand", "stage", "phase", "stand", "stat")
"""Last words in the names of columns that say how rows stand."""
_OPEN = ("open", "unpaid", "outstanding", "reminded", "overdue", "offen", "borrowed", "pending")
"""States of what is still to be done."""
_MET: frozenset[Stage] = frozenset(("return", "pay", "done", "deliver"))
"""Stages by which a debt is met."""
_NEVER_AHEAD: frozenset[Stage] = frozenset(("return", "pay", "done", "deliver", "ship", "remove"))
"""Ends that are noted only once they are there."""
_LONG_BEGUN: frozenset[Stage] = frozenset(("hire", "fit", "open", "order"))
"""Beginnings that are noted only once they are there."""
_TAKING_PLACE: frozenset[Stage] = frozenset(("begin", "arrive", "depart"))
"""What the one date of rows may be the day of that take place on it."""
_MOST_STATES = 30
_DAY_LETTERS = 10
"""Letters of a day as text, without its time."""


def told(r: Reading, state: State, table: str) -> tuple[Filter, ...]:
    """Return the conditions under which rows of a table are in a state; none where their dates do not tell it."""
    if state == "overdue":
        return _overdue(r, table)
    if _has_status(r, table):
        return ()
    match state:
        case "running":
            return ongoing(r, table)
        case "valid":
            return ongoing(r, table) if _ends_by_itself(r, table) else ()
        case "over":
            return _over(r, table)
        case "expired":
            return _over(r, table) if _ends_by_itself(r, table) and _pair(r, table) is not None else ()
        case "ahead":
            return _ahead(r, table)
        case _:
            assert_never(state)


def ongoing(r: Reading, table: str) -> tuple[Filter, ...]:
    """Return the conditions under which rows have begun and have not ended."""
    pair = _pair(r, table)
    if pair is None:
        ends = _only(_dates(r, table, lambda name: is_end(name) or is_planned(name)))
        return (_not_before_today(r, ends),) if ends is not None and not pairs_of(r.catalogue, table) else ()
    begun: tuple[Filter, ...] = ()
    if not _LONG_BEGUN & date_stages(pair.begin.column) and not _lies_behind(r, pair.begin):
        begun = (_begun(r, pair.begin),)
    if _is_noted(r, pair.end) or _lies_behind(r, pair.end):
        return (*begun, Missing(pair.end))
    return (*begun, _not_before_today(r, pair.end))


def going_on(r: Reading, table: str) -> tuple[Filter, ...]:
    """Return the conditions under which rows go on whose end surely is one, and not just the next thing done."""
    pair = _pair(r, table)
    return ongoing(r, table) if pair is not None and pair.weight == SURELY else ()


def as_of_today(r: Reading, one: Missing) -> Filter:
    """Return what it means that something has, or has not, begun or ended, though the day be known beforehand."""
    pair = _pair(r, one.col.table)
    if pair is None or _lies_behind(r, one.col):
        return one
    if one.col == pair.begin and not _LONG_BEGUN & date_stages(one.col.column):
        return _begun(r, one.col) if one.negated else replace(_after_today(r, one.col), or_empty=True)
    if one.col == pair.end and not _is_noted(r, one.col):
        return _before_today(r, one.col) if one.negated else _not_before_today(r, one.col)
    return one


def coming(r: Reading, table: str) -> tuple[Col, Filter] | None:
    """Return the day on which rows of a table begin, with the condition that it is still to come."""
    filters = told(r, "ahead", table)
    day = first_day(r, table)
    return (day, filters[0]) if filters and day is not None else None


def _overdue(r: Reading, table: str) -> tuple[Filter, ...]:
    due = _only(_dates(r, table, is_due))
    unmet = _unmet(r, table) if due is not None else None
    return (_before_today(r, due), unmet) if due is not None and unmet is not None else ()


def _unmet(r: Reading, table: str) -> Filter | None:
    """Return the condition that a debt is not met: by the state of the row, else by the day on which it was."""
    for column in r.catalogue.tables[table].columns:
        values = column.values if words_in(column.name)[-1] in _STATUS and len(column.values) < _MOST_STATES else ()
        held = tuple(value for value in values if any(meet(word, one) for word in value_words(value) for one in _OPEN))
        if values:
            return Equals(Col(table, column.name), held) if held else None
    done = _dates(r, table, _is_met)
    flags = [name for name in r.catalogue.roles[table].flags if _MET & date_stages(name)]
    if not done and len(flags) == 1:
        return flagged(r, Col(table, flags[0]), value=False)
    only = _only(done)
    return Missing(only) if only is not None else None


def _over(r: Reading, table: str) -> tuple[Filter, ...]:
    pair = _pair(r, table)
    if pair is not None and _is_noted(r, pair.end):
        return (Missing(pair.end, negated=True),)
    day = pair.end if pair is not None else _only_day(r, table)
    return (_before_today(r, day),) if day is not None else ()


def _ahead(r: Reading, table: str) -> tuple[Filter, ...]:
    day = first_day(r, table)
    return (_after_today(r, day),) if day is not None else ()


def first_day(r: Reading, table: str) -> Col | None:
    """Return the date on which rows begin, or are; None where that is not clear, or tells how they came to be."""
    pair = _pair(r, table)
    if pair is None:
        return _only_day(r, table)
    return pair.begin if pair.weight == SURELY and not _LONG_BEGUN & date_stages(pair.begin.column) else None


def _only_day(r: Reading, table: str) -> Col | None:
    """Return the one date of rows that have no other, as appointments do."""
    day = _only(_dates(r, table, lambda _: True))
    if day is None or r.catalogue.is_people(table) or is_planned(day.column) or is_due(day.column):
        return None
    return day if date_stages(day.column) <= _TAKING_PLACE else None


def _ends_by_itself(r: Reading, table: str) -> bool:
    """Say whether rows end on a day that is set, rather than when somebody ends them."""
    pair = _pair(r, table)
    return pair is None or not _is_noted(r, pair.end)


def _is_noted(r: Reading, end: Col) -> bool:
    """Say whether an end is noted only once it is there: none of its days is still to come."""
    greatest = r.catalogue.column(Ref(end.table, end.column)).greatest[:_DAY_LETTERS]
    return bool(_NEVER_AHEAD & date_stages(end.column)) and greatest <= r.today.isoformat()


def _pair(r: Reading, table: str) -> Pair | None:
    """Return the two dates between which rows go on; None where that is not clear."""
    pairs = [pair for pair in pairs_of(r.catalogue, table) if pair.weight > 1]
    best = max((pair.weight for pair in pairs), default=0)
    pairs = [pair for pair in pairs if pair.weight == best]
    return pairs[0] if len(pairs) == 1 else None


def _dates(r: Reading, table: str, wanted: Callable[[str], bool]) -> list[Col]:
    roles = r.catalogue.roles[table]
    return [Col(table, name) for name in roles.dates if name not in roles.born and wanted(name)]


def _only(cols: Sequence[Col]) -> Col | None:
    return cols[0] if len(cols) == 1 else None


def _is_met(name: str) -> bool:
    return bool(_MET & date_stages(name)) and not is_due(name) and not is_set(name)


def _has_status(r: Reading, table: str) -> bool:
    """Say whether rows have a column that says how they stand, which a state should be read from."""
    columns = r.catalogue.tables[table].columns
    named = any(words_in(column.name)[-1] in _STATUS for column in columns)
    flags = r.catalogue.roles[table].flags
    return named or any(date_stages(name) or any(meet(w, "active") for w in words_in(name)) for name in flags)


def _lies_behind(r: Reading, col: Col) -> bool:
    """Say whether no row has a date that is still to come."""
    greatest = r.catalogue.column(Ref(col.table, col.column)).greatest
    return bool(greatest) and greatest < r.today.isoformat()


def _before_today(r: Reading, col: Col) -> During:
    return During(col, open_period("before", r.today, r.today.isoformat(), r.language))


def _not_before_today(r: Reading, col: Col) -> During:
    return During(col, open_period("since", r.today, r.today.isoformat(), r.language), or_empty=True)


def _after_today(r: Reading, col: Col) -> During:
    return During(col, open_period("after", r.today + DAY, r.today.isoformat(), r.language))


def _begun(r: Reading, col: Col) -> During:
    return During(col, open_period("until", r.today + DAY, r.today.isoformat(), r.language))
