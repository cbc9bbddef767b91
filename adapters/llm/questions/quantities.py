"""Quantities: the number that a noun speaks of: a column, an age, revenue."""

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.earning import revenue_among, revenue_of
from adapters.llm.questions.frame import Expr
from adapters.llm.questions.reading import Reading

_FROM = ("from", "aus", "durch", "mit")
_AGES = ("how old", "wie alt")


def number_of(r: Reading, noun: Chunk) -> Expr | None:
    """Return the number that a noun speaks of, as `price`, `Alter` and `revenue` do; None where it speaks of none."""
    if noun is r.lasts:
        return r.lasting
    if noun.revenue:
        again = r.behind(noun)
        r.use(again if again is not None and again.revenue else None)
        r.revenue = _revenue_of(r, noun) or revenue_among(r.catalogue, r.anchors, r.away)
        return r.revenue
    col = r.column_in(noun, r.is_number)
    if col is not None:
        return col
    if is_age(r, noun):
        age = r.age_of(r.here) if r.here else None
        if age is not None:
            r.timed.add(noun.at)
        return age
    return None


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
