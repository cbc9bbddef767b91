"""Qualifying: values, and the names of columns and tables that stand beside them, as filters."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.choosing import FAINT, FAR, PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.deverbal import verb_of
from adapters.llm.questions.directing import directed, way_to
from adapters.llm.questions.earning import is_sold
from adapters.llm.questions.frame import Col, Equals, Filter, Has, Missing, Scalar
from adapters.llm.questions.joins import siblings
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_kind, is_later, truths_of
from adapters.llm.questions.values import Held
from adapters.llm.questions.verbs_meant import meaning
from adapters.llm.questions.ways import has_many

_MOST_LISTED = 12
"""Values with a word in common that are named one by one; more are asked for by that word."""
_TIE = 0.02
"""Difference in cost below which two columns are as likely to be meant by a value."""
_UNSURE = 2
"""What a value that is not said as it stands costs, beside a step away from what is spoken of."""
_ALIKE = 0.1
"""How much less surely another value of a column may be meant than the first, and be meant with it."""
_SAID = 0.9
"""How surely a value must be said in its own word to be of rows of which nobody speaks."""
_LEAST_PART = 4
"""Letters of a word that stands for the whole value it is a part of."""


def qualify(r: Reading) -> None:
    """Make filters of `status open`, `department Sales`, `customer Müller`: a name with a value of it beside."""
    for chunk in r.chunks:
        if not r.free(chunk) or not chunk.namings:
            continue
        if (key := _numbered(r, chunk)) is not None:
            r.filters.append(key)
            r.use(chunk, r.behind(chunk))
            continue
        value = r.after(chunk, lambda c: not c.filler and not c.has("exactly"), reach=1)
        negated = value is not None and value.has("not") and r.free(value)
        if negated and value is not None:
            value = r.after(value, lambda c: not c.filler, reach=1)
        if value is None or not value.helds or not r.free(value) or value.period is not None:
            continue
        helds = _belonging(r, chunk, value)
        if helds:
            r.filters.append(_equals(r, helds, value, negated=negated))
            r.use(chunk, value, *r.chunks[chunk.at + 1 : value.at])


def _numbered(r: Reading, chunk: Chunk) -> Equals | None:
    """Read `order 1088`: the row that has this number for its key."""
    table, behind = r.table(chunk), r.behind(chunk)
    if not table or behind is None or behind.number is None or behind.helds or behind.period is not None:
        return None
    number, last = behind.number, r.behind(behind)
    primary = r.catalogue.tables[table].primary
    column = r.catalogue.column(Ref(table, primary[0])) if len(primary) == 1 else None
    if column is None or column.type != "integer" or number.unit or not isinstance(number.value, int):
        return None
    counts = last is not None and (r.is_noun(last) or last.has("or", "and"))
    within = column.least.isdigit() and column.greatest.isdigit()
    if counts or not within or not int(column.least) <= number.value <= int(column.greatest):
        return None
    return Equals(Col(table, column.name), (number.value,))


def _belonging(r: Reading, chunk: Chunk, value: Chunk) -> list[Held]:
    """Return the values that a chunk names a column of, or the rows of a table by their name."""
    columns = {(n.ref.table, n.ref.column) for n in chunk.namings if n.ref.column and n.score >= PLAIN}
    tables = {n.ref.table for n in chunk.namings if not n.ref.column and n.score >= PLAIN}
    named = r.table(chunk)
    if columns and not named:
        found = [held for held in value.helds if (held.table, held.column) in columns]
        if found and (not found[0].part or len(value.key) >= _LEAST_PART):
            return _of_one_column(r.held_near(found))
    labels = [held for held in value.helds if held.table in tables and r.is_label(Col(held.table, held.column))]
    return _of_one_column(r.held_near(labels)) if labels and named and _names_one(r, value) else []


def _names_one(r: Reading, value: Chunk) -> bool:
    """Say whether a value is no adjective of what stands behind it: the words end, or go on with no noun."""
    behind = r.after(value, lambda c: not c.filler or c.has("in"), reach=1)
    return behind is None or r.table_in(behind) is None or behind.at > value.at + 1


def _of_one_column(ranked: Sequence[Held], first: Held | None = None) -> list[Held]:
    """Return the values of the column that the first, or the best, stands in, as far as they are as likely."""
    first = first or ranked[0]
    column = first.table, first.column
    return [held for held in ranked if (held.table, held.column) == column and held.score > first.score - _ALIKE]


def values(r: Reading) -> None:
    """Make filters of all values that are left, as `in Hamburg`, `offene`; several of one column are joined by or."""
    at: dict[tuple[Col, bool], int] = {}
    for chunk in r.chunks:
        if not _is_condition(r, chunk):
            continue
        helds = chosen(r, chunk)
        if helds and _is_of_others(r, chunk, helds[0].table):
            continue
        if helds and _is_far(r, chunk, helds[0]):
            r.doubt("other")
        if not helds or (r.here and siblings(r.catalogue, r.here, helds[0].table) and helds[0].table not in r.anchors):
            continue
        one = _equals(r, _of_other(r, chunk, helds, at), chunk)
        r.use(chunk)
        if (within := _inside(r, one)) is not None:
            r.filters = within
            continue
        key = one.col, one.negated
        earlier = r.filters[at[key]] if key in at and not one.part else None
        if isinstance(earlier, Equals) and not earlier.part:
            if _is_one_phrase(r, chunk, earlier):
                both = tuple(value for value in earlier.values if value in one.values)
                if both:
                    r.filters[at[key]] = replace(earlier, values=both)
                    continue
                r.doubt("other")
            r.filters[at[key]] = Equals(one.col, (*earlier.values, *one.values), one.negated)
            continue
        at[key] = len(r.filters)
        r.filters.append(one)
        before = r.chunks[chunk.at - 1] if chunk.at else None
        if before is not None and before.key == "per" and r.free(before):
            r.use(before)
        behind = r.behind(chunk)
        if behind is not None and any(n.ref == Ref(one.col.table, one.col.column) for n in behind.namings):
            r.use(behind)
    if r.any_op("or"):
        _join_by_or(r)


def _is_condition(r: Reading, chunk: Chunk) -> bool:
    """Say whether a value is left to be a condition: none that is ranked or grouped by, or whose day is asked."""
    if not r.free(chunk) or not r.is_value(chunk):
        return False
    if _is_grouped_by(r, chunk):
        r.doubt("too_much")
    return not (chunk.verb and (r.any_op("when") or _is_ranked(r, chunk) or _happened(r, chunk)))


def _happened(r: Reading, verb: Chunk) -> bool:
    """Say whether it is asked what happened in some period, not what is: `machines rented in 2026`."""
    if not r.focus or verb.helds[0].table != r.focus or not any(one.period is not None for one in r.chunks):
        return False
    meant = meaning(r, verb)
    table = meant.table if meant is not None else ""
    deed = bool(table) and table != r.focus and r.catalogue.is_event(table) and has_many(r.catalogue, r.focus, table)
    return deed and not is_sold(r.focus)


def _is_grouped_by(r: Reading, chunk: Chunk) -> bool:
    """Say whether it is put together by those that a value is said of: `admissions per doctor`, doctor being a role."""
    ahead = r.ahead(chunk)
    people = any(r.catalogue.is_people(held.table) and is_kind(held.column) for held in chunk.helds[:1])
    return people and ahead is not None and ahead.key in ("per", "pro", "je", "each", "by")


def _is_far(r: Reading, chunk: Chunk, held: Held) -> bool:
    """Say whether a state that is said in other words is one of rows of which nobody speaks: `active magazines`."""
    doing = bool(chunk.verb) or chunk.adjective is not None
    if not doing or not r.focus or held.table == r.focus or not has_many(r.catalogue, r.focus, held.table):
        return False
    others = [one for one in r.chunks if one is not chunk]
    spoken = any(naming.ref.table == held.table and naming.score > FAINT for one in others for naming in one.namings)
    return not spoken and (held.score < _SAID or not r.catalogue.is_people(r.focus))


def _is_of_others(r: Reading, chunk: Chunk, table: str) -> bool:
    """Say whether what is done, or is new, is told by the rows themselves, and not by a state of others they have."""
    if not r.focus or table == r.focus or not has_many(r.catalogue, r.focus, table):
        return False
    roles, form = r.catalogue.roles[r.focus], chunk.adjective
    if form is not None and form.base in ("new", "neu"):
        return bool(set(roles.dates) - roles.born)
    own = {n.ref.column for n in chunk.namings if n.ref.table == r.focus and n.score > PLAIN}
    return bool(chunk.verb and own & set(roles.dates))


def _is_ranked(r: Reading, verb: Chunk) -> bool:
    """Say whether it is ranked by what a verb does, whatever state is called so: `the most rented machine`."""
    ahead = r.ahead(verb)
    return ahead is not None and ahead.has("most", "fewest")


def _inside(r: Reading, one: Equals) -> list[Filter] | None:
    """Return the filters with a value inside the condition on how many rows there are of which it speaks, if any."""
    for at, has in enumerate(r.filters):
        same = isinstance(has, Has) and has.table == one.col.table and not (has.negated or one.negated)
        if isinstance(has, Has) and same and has.measure is None and (has.op, has.number) != (">=", 1):
            return [*r.filters[:at], replace(has, filters=(*has.filters, one)), *r.filters[at + 1 :]]
    return None


def _is_one_phrase(r: Reading, chunk: Chunk, earlier: Equals) -> bool:
    """Say whether two values stand together with nothing between them: `crime novels` are not crimes or novels."""
    ahead = r.ahead(chunk)
    if ahead is None or ahead.start + len(ahead.text) + 1 != chunk.start:
        return False
    return any(held.value in earlier.values and held.column == earlier.col.column for held in ahead.helds)


def _of_other(r: Reading, chunk: Chunk, helds: list[Held], at: Mapping[tuple[Col, bool], int]) -> list[Held]:
    """Return the values of the table right before: `customers from Hamburg with objects in Berlin`."""
    first = helds[0]
    if (Col(first.table, first.column), False) not in at:
        return helds
    noun = r.before(chunk, lambda c: bool(c.namings), reach=2)
    table = r.table(noun)
    own = [held for held in chunk.helds if held.table == table and table != first.table]
    return _of_one_column(own) if own else helds


def _join_by_or(r: Reading) -> None:
    """Join conditions on one column, as of `named Müller or Schmidt`, which no row could meet together."""
    joined: dict[Col, Equals] = {}
    others: list[Filter] = []
    for one in r.filters:
        if isinstance(one, Equals) and not one.negated and not one.part:
            earlier = joined.get(one.col)
            values = (*earlier.values, *one.values) if earlier is not None else one.values
            joined[one.col] = Equals(one.col, tuple(dict.fromkeys(values)))
        else:
            others.append(one)
    r.filters = [*joined.values(), *others]


def chosen(r: Reading, chunk: Chunk) -> list[Held]:
    """Return the values a chunk stands for, all of one column; asks back where two columns are as likely."""
    ranked = r.held_near(chunk.helds)
    if not ranked:
        return []
    first = ranked[0]
    most = _cost(r, first) + _TIE
    near = {held.column for held in ranked if held.table == first.table and _cost(r, held) < most} - {first.column}
    if near:
        columns = (first.column, *sorted(near))
        wanted = directed(r, chunk, columns)
        if wanted:
            first = next(held for held in ranked if (held.table, held.column) == (first.table, wanted))
        elif not first.part:
            _ask_which(r, chunk, columns)
    return _of_one_column(ranked, first)


def _cost(r: Reading, held: Held) -> float:
    return (1 - held.score) * _UNSURE + FAR * r.away(held.table)


def _ask_which(r: Reading, chunk: Chunk, columns: Sequence[str]) -> None:
    """Note that a value may stand in several columns, with a button for each."""
    r.problem = "which_column"
    r.readings += [(f"{column}: {chunk.text}", f"{column} {chunk.text}") for column in columns]


def equal(helds: Sequence[Held], *, via: tuple[str, ...] = (), negated: bool = False) -> Equals:
    """Return the condition that a column has one of some values, all of which are its own."""
    listed: tuple[Scalar, ...] = tuple(dict.fromkeys(held.value for held in helds))
    return Equals(Col(helds[0].table, helds[0].column, via), listed, negated)


def _equals(r: Reading, helds: Sequence[Held], chunk: Chunk, *, negated: bool = False) -> Equals:
    found = equal(helds, via=way_to(r, chunk, helds[0].table), negated=negated)
    many = helds[0].part and len(found.values) > _MOST_LISTED
    return Equals(found.col, (chunk.text,), negated, part=True) if many else found


def booleans(r: Reading) -> None:
    """Make filters of the columns that are true or false: `active`, `inaktive`."""
    for chunk in r.chunks:
        if not r.free(chunk) or not chunk.namings or r.table_in(chunk) is not None:
            continue
        if (done := _done(r, chunk)) is not None:
            r.filters.append(Missing(done, negated=True))
            r.use(chunk)
            continue
        col = r.column_in(chunk, r.is_flag)
        if col is not None and r.columns_in(chunk)[0] == col:
            r.filters.append(flagged(r, col, value=not chunk.key.startswith(("un", "in"))))
            r.use(chunk)


def _done(r: Reading, chunk: Chunk) -> Col | None:
    """Return the day on which something was done that rows are said to be: `discontinued magazines`."""
    participle = chunk.key.endswith("ed") or bool(verb_of(chunk.key))
    if not participle or r.any_op("when", "not", "share") or any(one.period is not None for one in r.chunks):
        return None
    best = next((naming for naming in chunk.namings if naming.ref.column), None)
    col = Col(best.ref.table, best.ref.column) if best is not None and best.score > PLAIN else None
    behind = r.behind(chunk)
    last = behind is None or r.table(behind) == r.focus or not any(c.isalnum() for c in behind.key)
    if col is None or col.table != r.focus or not r.is_date(col) or not last:
        return None
    return col if is_later(col.column) or col.column != r.catalogue.roles[col.table].dates[0] else None


def flagged(r: Reading, col: Col, *, value: bool) -> Equals:
    """Return the condition on a column that is true or false, be it kept as such or as 1 and 0."""
    column = r.catalogue.column(Ref(col.table, col.column))
    if (texts := truths_of(column)) is not None:
        return Equals(col, (texts[0 if value else 1],))
    return Equals(col, (value if column.type == "boolean" else int(value),))
