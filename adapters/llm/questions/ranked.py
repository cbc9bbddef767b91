"""Ranked: the frames of rankings: the first rows in an order, or the first groups by their number."""

from adapters.llm.questions.choosing import FAINT
from adapters.llm.questions.frame import Col, Expr, Frame, Func, Group, Measure, Top
from adapters.llm.questions.grains import Grain
from adapters.llm.questions.grouping import Grouped, asked_group, entity
from adapters.llm.questions.measuring import implied
from adapters.llm.questions.rank import Rank
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.showing import nearest_people, rows_listed
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.ways import has_one


def rows_ranked(r: Reading, order: Rank, by: Grouped) -> Frame:
    """Return the frame of an order: of rows by a number of theirs, or of groups by what they have together."""
    if (grain := _asked_grain(r)) is not None:
        by.grains.append((grain, None))
    if order.measure is not None:
        return _by_measure(r, order, order.measure, by)
    if order.by is None:
        return _by_nothing(r, order, by)
    table = table_of(order.by)
    if by:
        return _extremes(r, order, order.by, by)
    valued = not r.any_op("which", "who", "list") and not (r.focus and any(r.table(c) == table for c in r.chunks))
    asked = None if r.focus == table else asked_group(r)
    if asked is not None:
        return _of_asked(r, order, order.by, asked)
    dated = isinstance(order.by, Col) and r.is_dated(order.by)
    if valued and order.count == 1 and not r.focus and not dated:
        return Frame(table, Measure("max" if order.descending else "min", table, order.by))
    return rows_listed(r, _top(order, order.by), table)


def _top(order: Rank, by: Expr | None = None) -> Top:
    return Top(order.count, order.descending, by)


def _asked_grain(r: Reading) -> Grain | None:
    """Return the part of the calendar in `which month`, `in welchem Jahr`."""
    for chunk in r.ops("which", "what"):
        grain = r.after(chunk, lambda c: c.grain is not None, reach=1)
        if grain is not None and r.free(grain):
            r.use(chunk, grain)
            return grain.grain
    return None


def _by_measure(r: Reading, order: Rank, measure: Measure, by: Grouped) -> Frame:
    """Rank by what is counted or summed for each: `which customer has most orders`."""
    if measure.expr is not None and not by and (person := _who(r, measure.table)):
        return Frame(measure.table, measure, groups=(Group(Col(person)),), top=_top(order))
    if measure.expr is not None and not by and _own_rows(r, measure.table):
        return rows_listed(r, _top(order, measure.expr), measure.table)
    groups = tuple(by.groups)
    if not by:
        asked = asked_group(r)
        if asked is None and r.focus and r.focus != measure.table:
            asked = Group(Col(r.focus))
        groups = (asked,) if asked is not None else ()
        if asked is None:
            r.doubt("rank_what")
    return Frame(measure.table, measure, groups=groups, top=_top(order))


def _who(r: Reading, table: str) -> str:
    """Return the one table of people that rows of a table are about, where `who` is asked and nothing else is named."""
    named = r.first(lambda c: r.table_in(c) is not None or r.is_column(c)) is not None
    if named or not r.any_op("who") or r.catalogue.is_people(table) or (r.focus and r.focus != table):
        return ""
    people = nearest_people(r.catalogue, table)
    return people[0] if len(people) == 1 else ""


def _own_rows(r: Reading, table: str) -> bool:
    """Say whether what is ranked by a number are the very rows that have it."""
    asked = r.first(lambda c: r.table_in(c) is not None or r.is_column(c))
    if asked is None:
        return r.focus in ("", table)
    if named := r.table(asked):
        return named == table
    col = r.column_in(asked)
    return col is not None and col.table == table and r.catalogue.is_listed(table)


def _extremes(r: Reading, order: Rank, expr: Expr, by: Grouped) -> Frame:
    """Return the greatest or least of each group: `highest price per category`; sums where groups are asked for."""
    asked = r.any_op("which", "who")
    func: Func = "max" if order.descending else "min"
    if r.is_summed(expr) and not order.chunk.has("max", "min") and (asked or order.count):
        func = "sum"
    table = table_of(expr)
    top = _top(order) if asked and func == "sum" else None
    return Frame(table, Measure(func, table, expr), groups=tuple(by.groups), top=top)


def _of_asked(r: Reading, order: Rank, expr: Expr, asked: Group) -> Frame:
    """Rank rows or groups of one table by a number of another, or of their own."""
    table = table_of(expr)
    own = asked.col.table == table
    if not asked.col.column and not own and has_one(r.catalogue, asked.col.table, table):
        return rows_listed(r, _top(order, expr), asked.col.table)
    if isinstance(expr, Col) and r.is_dated(expr) and not own:
        r.doubt("rank_by")
    if own and not asked.col.column:
        return rows_listed(r, _top(order, expr), table)
    func: Func = "sum" if r.is_summed(expr) else "max" if order.descending else "min"
    return Frame(table, Measure(func, table, expr), groups=(asked,), top=_top(order))


def _by_nothing(r: Reading, order: Rank, by: Grouped) -> Frame:
    """Rank where no number is said to rank by: groups by how many rows they have, rows by what they are worth."""
    groups = tuple(by.groups)
    table = r.focus or (groups[0].col.table if groups else "")
    if by and table:
        return Frame(table, Measure("count", table), groups=groups, top=_top(order))
    if (number := implied(r)) is not None:
        r.use(number[0])
        asked = asked_group(r)
        if asked is not None:
            return _of_asked(r, order, number[1], asked)
        return rows_listed(r, _top(order, number[1]), table_of(number[1]))
    return _frequent(r, order) or _in_order(r, order) or _unknown(r)


def _unknown(r: Reading) -> Frame:
    r.doubt("rank_by")
    return Frame(r.focus)


def _frequent(r: Reading, order: Rank) -> Frame | None:
    """Rank by how often a value stands there: `the most common status`, `häufigster Vorname`."""
    if not order.chunk.has("most", "fewest"):
        return None
    if r.any_op("who") and r.focus and not r.catalogue.is_people(r.focus):
        return _of_people(r, order)
    noun = r.first(r.is_column)
    col = r.column_in(noun) if noun is not None and noun.namings[0].score > FAINT else None
    if col is not None and not r.is_date(col):
        r.use(noun)
        table = r.focus or col.table
        return Frame(table, Measure("count", table), groups=(Group(entity(r, col)),), top=_top(order))
    label = _repeated(r) if r.focus else ""
    if not label:
        return None
    return Frame(r.focus, Measure("count", r.focus), groups=(Group(Col(r.focus, label)),), top=_top(order))


def _of_people(r: Reading, order: Rank) -> Frame:
    """Rank people by how many rows are theirs, `who has the most bookings?`, else those whom the rows name."""
    people, labels = nearest_people(r.catalogue, r.focus), r.catalogue.roles[r.focus].labels
    groups = tuple(Group(Col(person)) for person in people) or tuple(Group(Col(r.focus, name)) for name in labels[:1])
    if len(groups) != 1:
        r.doubt("who")
    return Frame(r.focus, Measure("count", r.focus), groups=groups, top=_top(order))


def _repeated(r: Reading) -> str:
    """Return the column that names the rows asked about, where several have the same name; empty where none do."""
    table, roles = r.catalogue.tables[r.focus], r.catalogue.roles[r.focus]
    texts = (column.name for column in table.columns if column.type == "text" and column.name not in roles.codes)
    label = next(iter((*roles.labels, *texts)), "")
    held = table.column(label)
    return label if held is not None and held.complete and len(held.values) < (table.rows or 0) else ""


def _in_order(r: Reading, order: Rank) -> Frame | None:
    """List the rows asked about in order of a column that is named, or of what names them, else of their money."""
    if not r.focus:
        return None
    if order.count is None or not order.chunk.has("most", "fewest", "top", "bottom"):
        noun = r.first(r.is_column)
        col = r.column_in(noun) if noun is not None else None
        if col is not None and not r.is_date(col):
            r.use(noun)
            return rows_listed(r, _top(order, col))
        if labels := r.catalogue.roles[r.focus].labels:
            return rows_listed(r, _top(order, Col(r.focus, labels[0])))
    money = r.money_of(r.focus) if order.chunk.has("top", "bottom") else None
    return rows_listed(r, _top(order, money)) if money is not None else None
