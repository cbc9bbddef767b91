"""Rank: an order that was asked for, and how many of the first are wanted."""

from msgspec import Struct

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Expr, Measure
from adapters.llm.questions.reading import Reading

_MOST_WANTED = 1000
"""The greatest number that says how many rows are wanted, rather than being one of them."""


class Rank(Struct, frozen=True):
    """An order that was asked for."""

    count: int | None
    descending: bool
    chunk: Chunk
    by: Expr | None = None
    measure: Measure | None = None
    """What is counted or summed for each, where that is not a column of the rows themselves."""


class By(Struct, frozen=True):
    """What is ordered by: a number of the rows, or what is counted for each."""

    expr: Expr | None = None
    measure: Measure | None = None


def wanted(r: Reading, chunk: Chunk) -> int | None:
    """Return how many are asked for, as a number beside a superlative says."""

    def counts(c: Chunk) -> bool:
        return c.number is not None

    number = r.after(chunk, counts, reach=1) or r.before(chunk, counts, reach=1)
    near = number is not None and r.free(number) and abs(number.at - chunk.at) <= 2
    if number is None or number.number is None or number.number.unit or not near:
        number = next((c for c in r.chunks if _how_many(r, c)), None)
    if number is None or number.number is None:
        ordinal = r.before(chunk, lambda c: c.ordinal is not None, reach=1)
        if ordinal is not None and r.free(ordinal) and (ordinal.ordinal or 0) > 1:
            r.problem = "ordinal"
        return None
    if not isinstance(number.number.value, int) or number.number.value < 1:
        return None
    r.use(number)
    return number.number.value


def _how_many(r: Reading, chunk: Chunk) -> bool:
    """Say whether a number says how many rows are wanted: `which two members`, `die fünf Kunden`."""
    number = chunk.number
    if number is None or not r.free(chunk) or number.unit or not number.value or number.value > _MOST_WANTED:
        return False
    ahead, behind = r.ahead(chunk), r.behind(chunk)
    leads = ahead is None or ahead.filler or ahead.has("which", "list", "top", "what", "who")
    ranked = behind is not None and (r.is_noun(behind) or behind.adjective is not None or behind.has("most", "fewest"))
    return leads and ranked
