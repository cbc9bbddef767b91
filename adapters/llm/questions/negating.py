"""Negating: what is not so, is missing, or never happened."""

from collections.abc import Sequence

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.choosing import PLAIN, SURE
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Equals, Filter, Has, Missing
from adapters.llm.questions.joins import path, siblings
from adapters.llm.questions.qualifying import chosen, equal, flagged
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_kind, is_later
from adapters.llm.questions.terms import codes_of
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.values import value_words
from adapters.llm.questions.verbs_meant import Meant, meaning
from adapters.llm.questions.ways import happening, has_many

_LOOKED_AT, _WANTED = 6, 3
"""Chunks behind a negation that are looked at, and how many of them it may be about."""
_YET = word_set("yet noch still immer")
_VALUE = 0.85
"""How surely a word must be a value to be one where something better could be meant."""


def negate(r: Reading) -> None:
    """Make filters of `without X`, `not X`, `never X`, `except X` and `X is missing`."""
    for chunk in list(r.ops("without", "never", "not", "except")):
        if r.free(chunk):
            _negate(r, chunk)
    for chunk in list(r.ops("missing")):
        if r.free(chunk):
            _missing(r, chunk)


def _negate(r: Reading, mark: Chunk) -> None:
    wanted = _behind(r, mark)
    if not wanted:
        return
    first, second = wanted[0], wanted[1] if len(wanted) > 1 else None
    if first.has("distinct", "every") and second is not None:
        r.use(first)
        first, second = second, wanted[2] if len(wanted) > 2 else None
    if mark.has("never") and first.verb and r.table(second) and not r.table(first) and second is not None:
        r.use(first)
        first, second = second, None
    if second is not None and _is_compound(r, first, second):
        r.use(first)
        first, second = second, None
    if _is_read(r, mark, first, second, wanted):
        r.use(mark)
        return
    verb = next((c for c in wanted if c.verb), None) or r.before(mark, lambda c: bool(c.verb) and r.free(c))
    if verb is not None and _verb(r, mark, verb):
        r.use(mark)


def _is_compound(r: Reading, first: Chunk, second: Chunk) -> bool:
    """Say whether two tables are one word, which is of the last: `grooming appointment`."""
    tables = r.table(first), r.table(second)
    beside = second.at == first.at + 1 and all(tables) and tables[0] != tables[1]
    return (
        beside
        and not first.people
        and not second.verb
        and r.focus not in tables
        and has_many(r.catalogue, r.focus, tables[1])
    )


def _behind(r: Reading, mark: Chunk) -> list[Chunk]:
    """Return what a negation may be about: what is left right behind it, without the words that mean nothing."""
    content = (
        c for c in r.chunks[mark.at + 1 : mark.at + 1 + _LOOKED_AT] if r.free(c) and not (c.filler and not c.namings)
    )
    return [c for c in content if not c.has("in", "of", "every") or c.namings][:_WANTED]


def _is_read(r: Reading, mark: Chunk, first: Chunk, second: Chunk | None, wanted: Sequence[Chunk]) -> bool:
    """Make a filter in the first way in which a negation can be read, and say whether there is one."""
    return (
        bool(first.verb and mark.has("not") and _dated_verb(r, first))
        or (mark.has("without") and _is_own(r, first) and _empty(r, mark, first))
        or (mark.has("never") and bool(first.helds) and _verb(r, mark, first))
        or _valued_rows(r, mark, first, second)
        or _flagged_rows(r, first, second)
        or _undone_rows(r, mark, first, second)
        or _unlinked(r, mark, first, second)
        or (mark.has("never") and _kept_as_state(r, first))
        or _rows(r, mark, first, wanted)
        or _value(r, first)
        or _empty(r, mark, first)
        or _verb(r, mark, first)
    )


def _is_own(r: Reading, first: Chunk) -> bool:
    """Say whether a word is the very name of a column of the rows asked about, whatever values are called so too."""
    own = (n for n in first.namings if n.ref.column and n.ref.table == r.here and n.score >= SURE)
    return next(own, None) is not None


def _valued_rows(r: Reading, mark: Chunk, first: Chunk, second: Chunk | None) -> bool:
    """Read `without open invoices`: rows of another table, of which only some count."""
    table = r.table(second)
    if not table or not r.is_value(first) or table == r.focus:
        return False
    helds = [held for held in chosen(r, first) if held.table == table]
    if not helds or not has_many(r.catalogue, r.focus, table):
        return False
    if mark.has("not"):
        r.filters.append(Has(table, (_not_yet(r, equal(helds, negated=True), told=True),)))
    else:
        r.filters.append(Has(table, (equal(helds),), negated=True))
    r.use(first, second)
    return True


def _flagged_rows(r: Reading, first: Chunk, second: Chunk | None) -> bool:
    """Read `no electric vans`: rows of another table, of which only those count that are so."""
    table = r.table(second)
    if not table or table == r.focus or not has_many(r.catalogue, r.focus, table):
        return False
    col = r.column_in(first, lambda c: c.table == table and r.is_flag(c))
    if col is None:
        return False
    r.filters.append(Has(table, (flagged(r, col, value=True),), negated=True))
    r.use(first, second)
    return True


def _undone_rows(r: Reading, mark: Chunk, first: Chunk, second: Chunk | None) -> bool:
    """Read `unpaid bills`: rows of another table, of which only those count that have no day of it yet."""
    table = r.table(second)
    if not first.verb or not table or table == r.focus or not has_many(r.catalogue, r.focus, table):
        return False

    def fits(col: Col) -> bool:
        return col.table == table and r.is_date(col)

    col = r.column_in(first, fits) or r.concept(first.verb, fits)
    if col is None:
        return False
    none = not mark.has("not")
    r.filters.append(Has(table, (Missing(col, negated=none),), negated=none))
    r.use(first, second)
    return True


def _unlinked(r: Reading, mark: Chunk, first: Chunk, second: Chunk | None) -> bool:
    """Read `not assigned to a technician yet`: a row that names none, where the verb says nothing else."""
    table = r.table(second)
    if not mark.has("not") or not first.verb or not table or not r.focus or meaning(r, first) is not None:
        return False
    keys = [edge.columns for edge in r.catalogue.leaving(r.focus) if edge.to_one and edge.target == table]
    if len(keys) != 1 or len(keys[0]) != 1:
        return False
    r.filters.append(Missing(Col(r.focus, keys[0][0])))
    r.use(first, second)
    return True


def _kept_as_state(r: Reading, first: Chunk) -> bool:
    """Read `never in repair` by the rows of it: a state says only what is now."""
    if not first.helds or not r.focus or r.table(first):
        return False
    named = r.catalogue.named((first.key.split()[-1],))[:1]
    table = named[0].ref.table if named and not named[0].ref.column and named[0].score >= PLAIN else ""
    if not table or not has_many(r.catalogue, r.focus, table):
        return False
    r.filters.append(Has(table, negated=True))
    r.use(first)
    return True


def _rows(r: Reading, mark: Chunk, first: Chunk, wanted: Sequence[Chunk]) -> bool:
    """Read `without orders`, `ohne Chef`: rows of another table, of which there are none."""
    table = r.table(first)
    if not table or not r.focus or table == r.focus:
        return False
    verbs = [chunk for chunk in wanted if chunk.verb]
    if not has_many(r.catalogue, r.focus, table):
        way = path(r.catalogue, r.focus, table)
        if len(way) == 1:
            r.filters.append(Missing(Col(r.focus, way[0].columns[0])))
            r.use(first, *verbs)
            return True
    behind = next((c for c in wanted if c is not first and r.table(c) not in ("", r.focus)), None)
    never = first.verb or mark.has("never")
    if behind is not None and never and r.catalogue.is_between(table, r.focus, r.table(behind)):
        r.use(behind)
    r.filters.append(Has(table, _inside(r, first, table), negated=True))
    r.use(first, *verbs)
    return True


def _inside(r: Reading, noun: Chunk, table: str) -> tuple[Filter, ...]:
    """Return the values right behind a table's name that are its own."""
    found: list[Filter] = []
    for chunk in r.chunks[noun.at + 1 : noun.at + 3]:
        if r.free(chunk) and r.is_value(chunk):
            helds = [held for held in chosen(r, chunk) if held.table == table]
            if helds:
                found.append(equal(helds))
                r.use(chunk)
    return tuple(found)


def _value(r: Reading, first: Chunk) -> bool:
    """Read `not open`, `except Hamburg`: a value that is not there."""
    if not first.helds or (not r.is_value(first) and (first.helds[0].score < _VALUE or r.table_in(first) is not None)):
        return False
    helds = chosen(r, first)
    if not helds or (r.focus and siblings(r.catalogue, r.focus, helds[0].table)):
        return False
    if helds[0].table != r.focus and has_many(r.catalogue, r.focus, helds[0].table):
        r.filters.append(Has(helds[0].table, (equal(helds),), negated=True))
    else:
        r.filters.append(_not_yet(r, equal(helds, negated=True)))
    r.use(first)
    return True


def _not_given_up(r: Reading, table: str) -> list[Filter]:
    """Return the condition that rows are not cancelled, where it is asked what is not done yet."""
    if not _YET & r.said:
        return []
    for column in r.catalogue.tables[table].columns:
        states = column.values if is_kind(column.name) else ()
        if given_up := _given_up(states):
            return [Equals(Col(table, column.name), given_up, negated=True)]
    return []


def _given_up(states: Sequence[str]) -> tuple[str, ...]:
    return tuple(state for state in states if codes_of(value_words(state)) & codes_of(("cancelled",)))


def _not_yet(r: Reading, one: Equals, *, told: bool = False) -> Equals:
    """Leave out what will never be so, where it is asked what is not so yet: cancelled orders are not delivered."""
    if not told and not _YET & r.said:
        return one
    given_up = _given_up(r.catalogue.column(Ref(one.col.table, one.col.column)).values)
    return replace(one, values=tuple(dict.fromkeys((*one.values, *given_up))))


def _empty(r: Reading, mark: Chunk, first: Chunk) -> bool:
    """Read `without email`, `not active`, `not delivered`: an empty column, or one that is false."""
    if not r.is_column(first) and not _is_own(r, first):
        return False
    surely = [n for n in first.namings if n.ref.column and n.score >= PLAIN]
    col = next(iter(r.nearest(surely, lambda c: r.here in ("", c.table))), None)
    if col is None:
        return mark.has("without", "never") and _no_such_rows(r, first)
    if r.is_flag(col):
        r.filters.append(flagged(r, col, value=False))
    elif mark.has("without", "never") or r.is_date(col) or first.verb:
        r.filters.append(Missing(col))
    else:
        return False
    r.use(first)
    return True


def _no_such_rows(r: Reading, first: Chunk) -> bool:
    """Read `without hours`: a number of other rows, of which there are none."""
    sure = [n.ref for n in first.namings if n.ref.column and n.score >= SURE]
    tables = {ref.table for ref in sure if not r.is_flag(Col(ref.table, ref.column))}
    behind = [table for table in tables if r.focus and has_many(r.catalogue, r.focus, table)]
    if len(behind) != 1 or siblings(r.catalogue, r.focus, behind[0]):
        return False
    r.filters.append(Has(behind[0], negated=True))
    r.use(first)
    return True


def _dated_verb(r: Reading, verb: Chunk) -> bool:
    """Read `not resolved yet` by the date of it, which is empty, where there is one: states come after it too."""
    meant = meaning(r, verb)
    if meant is None or meant.own is None or not r.is_date(meant.own):
        return False
    r.filters += [Missing(meant.own), *_not_given_up(r, meant.own.table)]
    r.use(verb)
    return True


def _verb(r: Reading, mark: Chunk, verb: Chunk) -> bool:
    """Read `not paid`, `never ordered`, `haven't been returned`."""
    if not verb.verb:
        return False
    meant = meaning(r, verb)
    if mark.has("never"):
        one = _never(r, meant)
    else:
        one = (_not_so(r, meant) if meant is not None else None) or _undated(r, verb)
    if one is None:
        return False
    r.filters.append(one)
    r.use(verb)
    return True


def _not_so(r: Reading, meant: Meant) -> Filter | None:
    """Return the filter for rows of which what a verb says is not so."""
    if meant.date is not None and meant.date == meant.own:
        return Missing(meant.date)
    if meant.values:
        return _not_yet(r, Equals(*meant.values, negated=True))
    if meant.date is not None:
        return Missing(meant.date)
    return _no_rows(r, meant)


def _no_rows(r: Reading, meant: Meant) -> Filter | None:
    many = meant.table and has_many(r.catalogue, r.focus, meant.table)
    return Has(meant.table, negated=True) if many else None


def _never(r: Reading, meant: Meant | None) -> Filter | None:
    """Read what never happened: there are no such rows, or none of the only kind that there can be."""
    if meant is not None and (none := _no_rows(r, meant)) is not None:
        return none
    if meant is None:
        return None
    tables = happening(r.catalogue, r.focus)
    if len(tables) == 1:
        return Has(next(iter(tables)), negated=True)
    return _not_so(r, meant)


def _undated(r: Reading, verb: Chunk) -> Filter | None:
    """Read `not discharged yet` of rows that belong to those asked for: one of them has no such date.

    Where each of them has one, as check-ins have, there are none.
    """
    near = happening(r.catalogue, r.focus)

    def fits(col: Col) -> bool:
        return col.table in near and r.is_date(col)

    col = r.column_in(verb, fits) or r.concept(verb.verb, fits)
    if col is None:
        return None
    always = r.catalogue.roles[col.table].dates[0] == col.column and not is_later(col.column)
    return Has(col.table, negated=True) if always else Has(col.table, (Missing(col),))


def _missing(r: Reading, mark: Chunk) -> None:
    """Read `email is missing`, `unknown phone`, `missing values in city`."""

    def wanted(chunk: Chunk) -> bool:
        return r.free(chunk) and r.is_column(chunk)

    noun = r.before(mark, wanted) or r.after(mark, wanted)
    if noun is None:
        return
    col = r.column_in(noun, lambda c: r.here in ("", c.table)) or r.column_in(noun)
    if col is not None:
        r.filters.append(Missing(col))
        r.use(mark, noun)
