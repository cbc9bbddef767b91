"""Timing: periods and parts of the calendar, as conditions and groups on the date that they are about."""

from msgspec.structs import replace

from adapters.llm.questions.dating import date_for, main_date, own_date
from adapters.llm.questions.frame import Col, During, Equals, Filter, Frame, Group, Has
from adapters.llm.questions.grouping import Grouped
from adapters.llm.questions.growing import asks_how_much_more, compares_more, doubt_each, grown, which_one, with_other
from adapters.llm.questions.months import GRAINS, is_whole
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.rivals import doubt_rivals, which_of
from adapters.llm.questions.subjects import main_table
from adapters.llm.questions.yearly import of_year, put_years, year_grouped

_YEARS = ("year", "jahr")


def timed(r: Reading, frame: Frame, by: Grouped) -> Frame:
    """Return a frame with its periods and parts of the calendar: `in 2025`, `per month`, `2024 vs 2025`."""
    main = main_table(frame) or next(iter(r.context), "")
    filters: list[Filter] = list(r.filters)
    said = _add_periods(r, main, filters)
    groups = _by_date((*frame.groups, *_grains(r, main, said, by)), r)
    return _compared(r, replace(frame, filters=tuple(filters), groups=groups))


def _by_date(groups: tuple[Group, ...], r: Reading) -> tuple[Group, ...]:
    """Return the groups of `stays per year by check-in`: the date that is named is the one that the years are of."""
    days = [group for group in groups if group.grain == "day"]
    others = [group for group in groups if group.grain not in (None, "day")]
    if len(days) != 1 or len(others) != 1 or any(chunk.grain == "day" for chunk in r.chunks):
        return groups
    return tuple(replace(one, col=days[0].col) if one is others[0] else one for one in groups if one is not days[0])


def _add_periods(r: Reading, main: str, filters: list[Filter]) -> Col | None:
    """Add a filter for each period, and return the date that they are about; it is the same for all of them."""
    said: Col | None = None
    for chunk in r.chunks:
        if chunk.period is None or not r.free(chunk):
            continue
        if (years := of_year(r, chunk, main)) is not None:
            put_years(r, filters, years, main)
            r.use(chunk)
            continue
        col = said or date_for(r, chunk, main)
        if col is None:
            r.doubt("no_date")
            continue
        said = col
        _fits(r, col, is_whole(chunk.period))
        _put(filters, During(col, chunk.period), main)
        r.use(chunk)
    return said


def _fits(r: Reading, col: Col, whole: object) -> None:
    """Note that a column of months says nothing of a part of one."""
    if not r.is_date(col) and not whole:
        r.doubt("no_date")


def _put(filters: list[Filter], during: During, main: str) -> None:
    """Add a period, inside the condition on rows of another table where it is about those."""
    for at, one in enumerate(filters):
        if isinstance(one, Has) and one.table == during.col.table != main:
            filters[at] = replace(one, filters=(*one.filters, during))
            return
    filters.append(during)


def _grains(r: Reading, main: str, said: Col | None, by: Grouped) -> list[Group]:
    """Return the parts of the calendar that are grouped by, with the date of each."""
    found: list[Group] = []
    for grain, given in by.grains:
        years = year_grouped(r, main, grain) if given is None and said is None else None
        if years is not None:
            found.append(Group(years))
            r.doubt("no_date" if grain != "year" else "")
            continue
        spoken = next((date for chunk in r.chunks if (date := own_date(r, chunk, main)) is not None), None)
        col = given or said or spoken or main_date(r, main)
        if col is not None:
            _fits(r, col, grain in GRAINS)
            found.append(Group(col, grain))
            continue
        columns = r.catalogue.tables[main].columns if main else ()
        year = next((column.name for column in columns if any(word in column.name for word in _YEARS)), "")
        if grain == "year" and year:
            found.append(Group(Col(main, year)))
        else:
            r.doubt("no_date")
    return found


def _compared(r: Reading, frame: Frame) -> Frame:
    """Put two periods, or two values, beside each other where they are compared, or where both cannot be true."""
    if frame.measure is None or frame.groups:
        return _both_of_each(r, frame)
    asked = list(r.ops("versus", "change", "between", "both"))
    more = [chunk for chunk in r.left() if compares_more(chunk)]
    frame = with_other(r, frame, [*asked, *more, *(r.ops("than") if more else ())])
    periods = tuple(one for one in frame.filters if isinstance(one, During))
    if len(periods) > 1:
        doubt_each(r, frame, more)
        changed = any(chunk.has("change") for chunk in asked) or asks_how_much_more(r)
        r.use(*r.ops("over", "or", "than"), *asked, *more, *which_one(r, periods))
        return grown(r, frame, asked) if changed else replace(frame, groups=(sides(periods),))
    if more and r.any_op("or", "than"):
        asked += [*more, *r.ops("or", "than")]
    equals = (one for one in frame.filters if isinstance(one, Equals))
    several = next((one for one in equals if len(one.values) > 1 and not one.part), None)
    if several is None or not asked:
        return frame
    doubt_rivals(r, frame, several)
    r.use(*asked, *which_of(r, several))
    return replace(frame, groups=(Group(several.col),))


def _both_of_each(r: Reading, frame: Frame) -> Frame:
    """Put two periods beside each other in each group: `costs 2024 versus 2025 per trade`."""
    periods = tuple(one for one in frame.filters if isinstance(one, During) and not one.negated)
    versus = list(r.ops("versus"))
    plain = frame.top is None and frame.share is None and frame.having is None and frame.nested is None
    dated = any(group.grain or group.sides for group in frame.groups)
    if frame.measure is None or not versus or len(periods) < 2 or not plain or dated or r.any_op("change"):
        return frame
    r.use(*versus)
    return replace(frame, groups=(*frame.groups, sides(periods)))


def sides(periods: tuple[During, ...]) -> Group:
    """Return periods as groups: as parts of the calendar where all are of one kind, else side by side."""
    grain = periods[0].period.grain
    if grain == "span" or any(one.period.grain != grain for one in periods):
        return Group(periods[0].col, None, periods)
    return Group(periods[0].col, grain)
