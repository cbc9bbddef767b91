"""Counting: what `how many` counts: rows, different values, or what rows say of themselves how many they are."""

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Equals, Measure, Missing
from adapters.llm.questions.grouping import entity
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.verbs_meant import meaning


def counted(r: Reading, count: Chunk) -> Measure | None:
    """Return what is counted behind `how many`, `Anzahl der`; None where nothing there can be."""

    def wanted(chunk: Chunk) -> bool:
        return r.free(chunk) and r.is_noun(chunk)

    noun = r.head(r.after(count, wanted, reach=4) or r.before(count, wanted, reach=3 if "das" in count.key else 2))
    if people := _rows_by_value(r, count, noun):
        r.use(count)
        return Measure("count", people)
    if noun is None:
        return _counted_values(r, count)
    distinct = count if count.has("distinct") or "different" in count.key else next(r.ops("distinct"), None)
    r.use(count, noun, distinct)
    if sum(chunk.period is not None for chunk in r.chunks) > 1:
        r.use(*r.ops("count"))
    between = r.chunks[count.at + 1 : noun.at]
    r.use(*(chunk for chunk in between if chunk.has("every", "distinct", "of") and not chunk.helds))
    if table := r.table(noun):
        return Measure("count", table)
    return _of_column(r, noun, distinct=distinct is not None)


def _of_column(r: Reading, noun: Chunk, *, distinct: bool) -> Measure | None:
    """Count by a column: add up numbers, count the rows that a key or a name stands for, else its different values."""
    col = r.column_in(noun, r.is_number) if r.is_number_chunk(noun) else r.column_in(noun)
    if col is None:
        return None
    rows = entity(r, col)
    if distinct:
        return Measure("count", col.table, col, distinct=True)
    if r.is_number(col):
        return Measure("sum", col.table, col)
    if rows != col and col.table not in r.anchors:
        return Measure("count", rows.table)
    if r.is_date(col) and not any(chunk.period for chunk in r.chunks):
        r.filters.append(Missing(col, negated=True))
    if r.is_label(col) or r.is_date(col):
        return Measure("count", col.table)
    return Measure("count", col.table, col, distinct=True)


def _rows_by_value(r: Reading, count: Chunk, noun: Chunk | None) -> str:
    """Return the table of `how many women in the football department`: a value stands for the rows that have it."""
    counts = r.table(noun)
    for chunk in r.chunks[count.at + 1 : noun.at if noun is not None else None]:
        if not chunk.helds or chunk.helds[0].part or not r.is_value(chunk):
            continue
        behind = r.behind(chunk)
        own = [one.col.table for one in r.filters if isinstance(one, Equals) and one.values == (chunk.helds[0].value,)]
        if not own or behind is None or behind is noun or own[0] == counts:
            continue
        if behind.filler or behind.has("in", "with", "of", "from", "without"):
            return own[0]
    return ""


def _counted_values(r: Reading, count: Chunk) -> Measure | None:
    """Read `how many are open`: the rows of the table whose value is named, else those that a verb speaks of."""
    tables = {one.col.table for one in r.filters if isinstance(one, Equals)}
    table = r.focus or (next(iter(tables)) if len(tables) == 1 else "")
    if not table:
        verb = r.first(lambda c: bool(c.verb))
        meant = meaning(r, verb) if verb is not None else None
        if meant is None or not meant.table:
            return None
        r.use(verb)
        table = meant.table
    r.use(count)
    return Measure("count", table)
