"""Pairing: the two columns, or the column and the rows, that a comparison without a number sets against each other."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from adapters.llm.questions.frame import Against, Col, Equals, Has, Measure, Op, Side
from adapters.llm.questions.joins import distance
from adapters.llm.questions.limits import alike, bounds_of, is_seated, is_spent, names, parted, sense_of
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_end
from adapters.llm.questions.values import value_words
from adapters.llm.questions.ways import happening, has_one

_NEAR = 2.7
"""Steps within which a column lies that is compared."""
_STEP, _LEAST, _CLEAR = 0.15, 0.4, 0.07
"""What a step costs, how well a column must be named, and by how much a pair must beat the next."""
_ALIKE, _TOGETHER, _COUNTERPART = 0.4, 0.15, 0.6
"""What is added for two columns about the same, for two of one table, and what one is worth that nobody named."""
_UNLIKE, _LEAST_PAIR = 0.5, 1.25
"""What it costs that only one side is money, and how likely a pair must be."""
_GONE = ("cancel", "storn", "abgesagt", "wait", "warte", "refund", "expired", "withdrawn", "abgemeldet", "no-show")
"""How the states begin of rows that take no place."""
_STATES = 12
"""Values of a column that is a state."""
_PRICES = frozenset((3,))
"""The kind of bound that a price on a list is."""


class Part(Struct, frozen=True):
    """What one side of a comparison may be."""

    col: Col
    """The column; one without a name stands for how many rows of a table there are."""
    score: float


class Pair(Struct, frozen=True):
    """Two sides that may be compared, and how likely they are meant."""

    against: Against
    score: float


def pair(
    r: Reading, one: Sequence[Part], other: Sequence[Part], op: Op, wanted: Callable[[Col], bool]
) -> Against | None:
    """Return the two sides that are meant; None where there are none, or others are as likely."""
    found = sorted(_pairs(r, one, other, op, wanted), key=lambda each: -each.score)
    if not found or (len(found) > 1 and found[0].score < found[1].score + _CLEAR):
        return None
    return found[0].against


def _pairs(
    r: Reading, one: Sequence[Part], other: Sequence[Part], op: Op, wanted: Callable[[Col], bool]
) -> Iterator[Pair]:
    for left in one:
        for right in other:
            if left.col == right.col or not (wanted(left.col) and wanted(right.col)):
                continue
            against = _set(r, left.col, right.col, op)
            if against is not None and not _is_above(r, against.table):
                senses = sense_of(left.col.column), sense_of(right.col.column)
                more = _ALIKE if left.col.column and right.col.column and alike(*senses) else 0.0
                together = _TOGETHER if left.col.table == right.col.table else 0.0
                unlike = 0.0 if not left.col.column or r.is_money(left.col) == r.is_money(right.col) else _UNLIKE
                score = left.score + right.score + more + together - unlike
                if score >= _LEAST_PAIR:
                    yield Pair(against, score)


def _is_above(r: Reading, table: str) -> bool:
    """Say whether rows of a table are what the rows asked about belong to: then those are not what is compared."""
    return table != r.focus and has_one(r.catalogue, r.focus, table)


def _set(r: Reading, left: Col, right: Col, op: Op) -> Against | None:
    """Set two columns against each other: of a row, of a row and what it belongs to, or of what belongs to it."""
    if not left.column and not right.column:
        return _both(r, left.table, right.table, op)
    if left.column and right.column and r.is_date(left) != r.is_date(right):
        return None
    if left.column and right.column and left.table == right.table:
        return Against(left.table, left, op, right)
    if right.column and right.table != left.table and left.table in happening(r.catalogue, right.table):
        total = _total(r, left, right)
        if total is not None:
            return Against(right.table, total, op, right)
        if not left.column or r.is_summed(left):
            return None
    if left.column and right.table != left.table and right.table in happening(r.catalogue, left.table):
        total = _total(r, right, left)
        if total is not None:
            return Against(left.table, left, op, total)
        if not right.column or r.is_summed(right):
            return None
    if left.column and right.column and has_one(r.catalogue, left.table, right.table):
        return Against(left.table, left, op, right)
    if left.column and right.column and has_one(r.catalogue, right.table, left.table):
        return Against(right.table, left, op, right)
    return None


def _both(r: Reading, left: str, right: str, op: Op) -> Against | None:
    """Set how many rows of one table belong to a row against how many of another."""
    own = happening(r.catalogue, r.focus)
    sides: tuple[Side, Side] = (Has(left), Has(right))
    return Against(r.focus, sides[0], op, sides[1]) if left in own and right in own and left != right else None


def _total(r: Reading, col: Col, other: Col) -> Has | None:
    """Return what rows that belong to another are all together: their money beside money, else how many they are."""
    if col.column:
        summed = r.is_number(col) and r.is_summed(col) and r.is_money(col) == r.is_money(other)
        return Has(col.table, measure=Measure("sum", col.table, col)) if summed else None
    if not other.column or not r.is_number(other) or (is_seated(other.column) and has_ended(r, col.table)):
        return None
    if not r.is_money(other):
        return None if r.catalogue.roles[other.table].money and _is_amount(r, other) else Has(col.table)
    money = [Col(col.table, name) for name in r.catalogue.roles[col.table].money]
    summed_money = [one for one in money if r.is_summed(one)]
    if len(summed_money) != 1:
        return None
    return Has(col.table, measure=Measure("sum", col.table, summed_money[0]))


def has_ended(r: Reading, table: str) -> bool:
    """Say whether rows of a table may have ended, so that not all of them take a place."""
    columns = r.catalogue.tables[table].columns
    return any(column.nullable and r.is_date(Col(table, column.name)) and is_end(column.name) for column in columns)


def taking(r: Reading, table: str) -> Has | None:
    """Return the rows of a table that take a place: those whose state says nothing else; None where that is unsure."""
    gone = []
    for column in r.catalogue.tables[table].columns if not has_ended(r, table) else ():
        values = column.values if column.complete and len(column.values) < _STATES else ()
        if out := tuple(v for v in values if any(word.startswith(_GONE) for word in value_words(v))):
            gone.append(Equals(Col(table, column.name), out, negated=True))
    return None if has_ended(r, table) or len(gone) > 1 else Has(table, tuple(gone))


def _is_amount(r: Reading, col: Col) -> bool:
    """Say whether a number is none of things that are counted, but was measured."""
    found = r.catalogue.tables[col.table].column(col.column)
    return found is None or found.type != "integer"


def named(r: Reading, words: Sequence[str]) -> list[Part]:
    """Return the columns near by that words may name."""
    found: list[Part] = []
    for col in near(r):
        split = [part for word in words for part in parted(word)]
        score = max(names(words, col.column, col.table), names(split, col.column, col.table)) if words else 0.0
        score -= _STEP * distance(r.catalogue, r.focus, col.table)
        if score >= _LEAST:
            found.append(Part(col, score))
    return found


def near(r: Reading) -> Iterator[Col]:
    """Give the numbers and dates of the rows asked about, and of those near by."""
    for table, own in r.catalogue.tables.items():
        if distance(r.catalogue, r.focus, table) < _NEAR:
            cols = (Col(table, column.name) for column in own.columns)
            yield from (col for col in cols if r.is_number(col) or r.is_date(col))


def counterparts(r: Reading, bounds: Sequence[Part]) -> list[Part]:
    """Return what is held against bounds where nobody says what: the stock that `min_stock` is of."""
    found: dict[Col, float] = {}
    own_tables = {r.focus, *happening(r.catalogue, r.focus)}
    for bound in bounds:
        sense = sense_of(bound.col.column)
        if not sense.bounds or bound.col.table not in own_tables:
            continue
        for col in near(r):
            own = sense_of(col.column)
            plain = not own.bounds and col != bound.col and r.is_date(col) == r.is_date(bound.col)
            if plain and col.table == bound.col.table and alike(own, sense):
                found[col] = _COUNTERPART
        if r.is_money(bound.col) and not sense.of:
            found.update((part.col, part.score) for part in spent(r, bound.col.table))
    return [Part(col, score) for col, score in found.items()]


def spent(r: Reading, table: str) -> list[Part]:
    """Return what was spent on rows of a table: a number of theirs, or the money of rows that belong to them."""
    found: list[Col] = []
    for one in (table, *sorted(happening(r.catalogue, table))):
        cols = [Col(one, name) for name in r.catalogue.roles[one].measures if name in r.catalogue.roles[one].money]
        cols = [col for col in cols if not sense_of(col.column).bounds and (one == table or r.is_summed(col))]
        found += [col for col in cols if is_spent(col.column) or (one != table and is_spent(one))]
    return [Part(col, _COUNTERPART) for col in found]


def sold(r: Reading, bounds: Sequence[Part]) -> list[Part]:
    """Return the price of what was sold, where it is held against the one on the list."""
    if not any(sense_of(bound.col.column).bounds & _PRICES for bound in bounds):
        return []
    tables = {bound.col.table for bound in bounds}
    cols = (col for col in near(r) if r.is_money(col) and not r.is_summed(col) and not sense_of(col.column).bounds)
    return [Part(col, _COUNTERPART) for col in cols if any(col.table in happening(r.catalogue, one) for one in tables)]


def is_counted_apart(r: Reading, table: str) -> bool:
    """Say whether things are counted to which something happened: then it is not said if it, or they, are counted."""
    return table != r.focus and r.any_op("count") and not r.catalogue.is_people(r.focus)


def is_bound(words: Sequence[str]) -> bool:
    """Say whether some words speak of a bound, a plan or a promise."""
    return any(bounds_of(word) for word in words)
