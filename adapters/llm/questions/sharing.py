"""Sharing: the part that some rows, or each group, have of a whole: `what percentage of`, `Anteil der`."""

from collections.abc import Sequence

from adapters.llm.questions.choosing import SURE
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import During, Equals, Filter, Frame, Group, Measure, Missing
from adapters.llm.questions.grouping import Grouped, entity
from adapters.llm.questions.measuring import Measured, implied
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.subjects import table_of


def share_asked(r: Reading) -> bool:
    """Say whether a share is asked for, as `Anteil` and `percentage` do, where no column is called so."""
    asked = [chunk for chunk in r.ops("share") if not chunk.namings or chunk.namings[0].score < SURE]
    r.use(*asked)
    if asked and r.any_op("change") and any(chunk.period is not None for chunk in r.chunks):
        return False
    if asked:
        r.use(*r.ops("howmuch", "what"))
    return bool(asked)


def share_of(r: Reading, what: Measured | None, by: Grouped) -> Frame:
    """Return the frame of a share: of the rows that conditions hold for, else of each group."""
    measure = _whole(r, what)
    if measure is None:
        r.doubt("share")
        return Frame()
    groups = tuple(by.groups)
    if not by and not r.filters:
        groups = _by_column(r)
        if groups and r.is_date(groups[0].col):
            return Frame(measure.table, measure, share=(Missing(groups[0].col, negated=True),))
    if (groups or by.grains) and not r.filters:
        return Frame(measure.table, measure, groups=groups, share=())
    parts = tuple(one for one in r.filters if not isinstance(one, During))
    if not parts:
        r.doubt("share")
        return Frame(measure.table, measure)
    whole = _of_values(r, parts)
    parts = tuple(one for one in parts if one not in whole)
    r.filters, r.parts = [*whole], parts
    return Frame(measure.table, measure, groups=groups, share=parts)


def _whole(r: Reading, what: Measured | None) -> Measure | None:
    """Return of what the share is taken: of what is measured, of a number that is summed, else of all rows."""
    if what is not None:
        return what.measure
    number = implied(r)
    if number is not None and r.is_summed(number[1]) and not _are_rows(r, number[0]):
        r.use(number[0])
        return Measure("sum", table_of(number[1]), number[1])
    table = r.focus or next((one.col.table for one in r.filters if isinstance(one, Equals)), "")
    r.use(*(chunk for chunk in r.chunks if table and r.table(chunk) == table))
    return Measure("count", table) if table else None


def _are_rows(r: Reading, chunk: Chunk) -> bool:
    """Say whether revenue names rows here, of which some are so: `what percentage of sales were paid cash`."""
    named = {n.ref.table for n in chunk.namings if not n.ref.column and n.score >= SURE} if chunk.revenue else set()
    return any(isinstance(one, Equals) and one.col.table in named for one in r.filters)


def _of_values(r: Reading, parts: Sequence[Filter]) -> tuple[Filter, ...]:
    """Return of what the share is taken where no table is named: `what percent of the dogs are neutered`."""
    mark = next((chunk for chunk in r.chunks if chunk.has("share")), None)
    behind = r.after(mark, lambda c: not c.filler, reach=1) if mark is not None else None
    if len(parts) < 2 or behind is None or r.table(behind) or not behind.helds:
        return ()
    helds = {(held.table, held.column, held.value) for held in behind.helds}
    return tuple(
        one
        for one in parts
        if isinstance(one, Equals) and any((one.col.table, one.col.column, value) in helds for value in one.values)
    )


def _by_column(r: Reading) -> tuple[Group, ...]:
    noun = r.first(r.is_column)
    col = r.column_in(noun) if noun is not None else None
    if col is None:
        return ()
    r.use(noun)
    return (Group(entity(r, col)),)
