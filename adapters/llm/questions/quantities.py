"""Quantities: the number that a noun speaks of: a column, an age, revenue."""

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.earning import revenue_among, revenue_of
from adapters.llm.questions.frame import Col, Equals, Expr
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_bought, is_minor

_SPENDING = ("spend", "spent", "spending", "spends", "ausgegeben")
_BY_US = frozenset(("we", "wir", "us", "uns"))
_FROM = ("from", "aus", "durch", "mit")
_AGES = ("how old", "wie alt")


def number_of(r: Reading, noun: Chunk) -> Expr | None:
    """Return the number that a noun speaks of, as `price`, `Alter` and `revenue` do; None where it speaks of none."""
    if noun is r.lasts:
        return r.lasting
    if noun.revenue:
        again = r.behind(noun)
        r.use(again if again is not None and again.revenue else None)
        if noun.key in _SPENDING and _BY_US & set(r.text.split()):
            return _spent(r)
        r.revenue = _revenue_of(r, noun) or revenue_among(r.catalogue, r.anchors, r.away)
        return r.revenue
    col = r.column_in(noun, r.is_number)
    if col is not None:
        if _is_one_of_two(r, noun, col):
            r.doubt("which_number")
        return col
    if is_age(r, noun):
        age = r.age_of(r.here) if r.here else None
        if age is not None:
            r.timed.add(noun.at)
        return age
    return None


def _is_one_of_two(r: Reading, noun: Chunk, col: Col) -> bool:
    """Say whether a noun names two amounts of the same rows alike, as `cost` does the cost of parts and of labour."""
    scores = {n.ref.column: n.score for n in noun.namings if n.ref.table == col.table and n.ref.column}
    best = scores.get(col.column, 0.0)
    alike = [name for name, score in scores.items() if score == best and r.is_money(Col(col.table, name))]
    return len(alike) > 1 and best < PLAIN + 0.1 and not any(is_bought(name) or is_minor(name) for name in alike)


def _spent(r: Reading) -> Expr | None:
    """Return what we pay for the rows that are spoken of, which is no revenue; None where it is not clear of which."""
    tables = {table for chunk in r.chunks if (table := r.table(chunk))}
    tables |= {one.col.table for one in r.filters if isinstance(one, Equals)}
    paid = [money for table in sorted(tables) if (money := r.money_of(table)) is not None]
    if len(paid) != 1:
        r.doubt("which_number")
        return None
    r.revenue = paid[0]
    return r.revenue


def _revenue_of(r: Reading, noun: Chunk) -> Expr | None:
    """Return what rows bring in that are named with it: `booking revenue`, `Einnahmen aus Kursen`."""
    ahead, behind = r.ahead(noun), r.behind(noun)
    source = r.behind(behind) if behind is not None and behind.key in _FROM else None
    for chunk in (ahead, source):
        table = r.table(chunk)
        found = revenue_of(r.catalogue, table) if table else None
        if found is not None:
            r.use(chunk, behind if chunk is source else None)
            return found
    return None


def is_age(r: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk speaks of how old something is, as `how old` and `Alter` do."""
    return chunk.key in _AGES or r.says(chunk, "age")
