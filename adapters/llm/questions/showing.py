"""Showing: rows one by one, with the columns that are asked for and what belongs to them."""

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.choosing import FAINT
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Equals, Filter, Frame, Has, Missing, Top
from adapters.llm.questions.grouping import entity
from adapters.llm.questions.joins import NoWay, distance, path
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.ways import has_one

_CALLED = 0.8
"""How well a verb must name a key for the row that it names to be who does it."""
_MOST_COLUMNS = 6
"""Columns that are shown beside what names a row."""


class _Rows:
    """What is to be listed, while a question is gone through."""

    def __init__(self, focus: str) -> None:
        self.focus = focus
        self.columns: list[Col] = []
        self.having: list[Filter] = []


def rows_listed(r: Reading, top: Top | None = None, table: str = "") -> Frame:
    """Return the frame of a list: rows of a table (else the one asked about) with the columns that were asked for."""
    rows = _Rows(table or r.focus)
    for chunk in r.chunks:
        if r.free(chunk):
            _take(r, rows, chunk)
    r.filters += rows.having
    distinct = False
    if not rows.focus and rows.columns:
        rows.focus = rows.columns[0].table
        distinct = not _is_named(r, rows.focus)
    rows.focus = rows.focus or next((one.col.table for one in r.filters if isinstance(one, Equals)), "")
    if rows.focus and _asks_who(r) and not r.catalogue.is_people(rows.focus):
        _add_people(r, rows)
    _turn(r, rows)
    columns = tuple(dict.fromkeys(rows.columns))[:_MOST_COLUMNS]
    dated = any(chunk.period is not None or chunk.grain for chunk in r.chunks)
    empty = any(isinstance(one, Missing) and one.col in columns for one in r.filters)
    if distinct and (dated or empty or r.any_op("group", "each")):
        r.doubt("other")
    if distinct and all(r.is_number(col) for col in columns):
        r.doubt("function")
    return Frame(rows.focus, columns=columns, top=top, distinct=distinct)


def _take(r: Reading, rows: _Rows, chunk: Chunk) -> None:
    """Take in a table or a column that is named, where it has to do with the rows."""
    if table := r.table(chunk):
        rows.focus = rows.focus or table
        if table == rows.focus or _beside(r, rows, table, chunk):
            r.use(chunk)
    elif r.is_column(chunk) and not chunk.verb:
        focus = rows.focus
        col = r.column_in(chunk, lambda c: not focus or has_one(r.catalogue, focus, c.table)) or r.column_in(chunk)
        if col is None or (r.is_number(col) and chunk.namings[0].score <= FAINT):
            return
        if focus and col.table == focus and _is_had(r, chunk, col):
            rows.having.append(Missing(col, negated=True))
            r.use(chunk)
            return
        near = has_one(r.catalogue, focus, col.table) or has_one(r.catalogue, col.table, focus)
        if not focus or near:
            rows.columns.append(entity(r, col))
            r.use(chunk)


def _asks_who(r: Reading) -> bool:
    """Say whether people are asked for: `products whose stock …` only speaks of the products."""
    return any(chunk.has("who") and not (chunk.key == "whose" and r.table(r.ahead(chunk))) for chunk in r.chunks)


def _is_had(r: Reading, chunk: Chunk, col: Col) -> bool:
    """Say whether rows are asked for that have something: `rentals with discount`, `orders with a coupon`."""
    ahead = r.before(chunk, lambda c: not c.filler or c.has("with"), reach=1)
    rows = r.before(ahead, lambda c: not c.filler, reach=1) if ahead is not None and ahead.has("with") else None
    plain = not (r.is_flag(col) or r.is_label(col)) and not r.any_op("and", "their")
    return plain and rows is not None and r.table(rows) == col.table


def _is_named(r: Reading, table: str) -> bool:
    return any(isinstance(one, Equals) and one.col.table == table and r.is_label(one.col) for one in r.filters)


def _add_people(r: Reading, rows: _Rows) -> None:
    """Show whose rows they are where `who` is asked: those of the one table of people that is nearest."""
    people = nearest_people(r.catalogue, rows.focus)
    if (doer := _doer(r, rows.focus)) is not None:
        rows.columns.append(doer)
    elif len(people) == 1:
        rows.columns.append(Col(people[0]))
    elif not rows.columns:
        r.doubt("who")


def _doer(r: Reading, focus: str) -> Col | None:
    """Return the person whom a row names for what a verb says: `who leads the project` by its `lead_id`."""
    for chunk in r.chunks:
        for col in r.concepts(chunk.verb, lambda c: c.table == focus, _CALLED):
            person = entity(r, col)
            if person != col and r.catalogue.is_people(person.table):
                r.use(chunk)
                return person
        named = r.concept(chunk.verb, lambda c: c.table == focus and _is_text(r, c)) if chunk.verb else None
        if named is not None:
            r.use(chunk)
            return named
    return None


def _is_text(r: Reading, col: Col) -> bool:
    return not (r.is_date(col) or r.is_number(col) or r.is_flag(col) or r.is_code(col))


def nearest_people(catalogue: Catalogue, table: str) -> list[str]:
    """Return the tables of people of which each row of a table has one, those that are nearest."""
    people = [name for name in catalogue.tables if catalogue.is_people(name) and has_one(catalogue, table, name)]
    nearest = min((distance(catalogue, table, name) for name in people), default=0.0)
    return [name for name in people if distance(catalogue, table, name) == nearest]


def _beside(r: Reading, rows: _Rows, other: str, chunk: Chunk) -> bool:
    """Take in a second table: shown beside where each row has one of it, else a condition that there are such rows."""
    if has_one(r.catalogue, rows.focus, other):
        rows.columns.append(Col(other))
        return True
    try:
        path(r.catalogue, rows.focus, other)
    except NoWay:
        return False
    joint = r.before(chunk, lambda c: c.has("and", "their", "both"), reach=1)
    if joint is not None:
        rows.columns.append(Col(other))
        r.use(joint)
    elif not any(isinstance(one, Has) and one.table == other for one in r.filters):
        rows.having.append(Has(other))
    return True


def _turn(r: Reading, rows: _Rows) -> None:
    """List the rows of which there are many, with the one each belongs to, where both are asked for."""
    for col in rows.columns:
        apart = rows.focus and not has_one(r.catalogue, rows.focus, col.table)
        if apart and has_one(r.catalogue, col.table, rows.focus):
            rows.columns = [Col(rows.focus), *(one for one in rows.columns if one != Col(col.table))]
            rows.focus = col.table
            return
