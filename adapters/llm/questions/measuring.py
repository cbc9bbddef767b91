"""Measuring: what is counted, summed or averaged."""

from msgspec import Struct

from adapters.llm.questions.choosing import SURE
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.counting import counted
from adapters.llm.questions.enduring import stays
from adapters.llm.questions.frame import Col, Equals, Expr, Func, Measure
from adapters.llm.questions.manners import MONEY
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.quantities import is_age, number_of
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.verbs_meant import meaning
from adapters.llm.questions.ways import has_one

_SIZES = ("how high", "how large", "how big")
"""Words for how much of something there is that never ask how many rows there are."""
_DEALS = ("sales",)
"""Words for what comes in that `which` makes rows of: `which sales have not been paid`."""
_COSTS = word_set("kostet kosten kostete cost costs")
_MANY = ("wieviel", "wie viel")
_SEVERAL = word_set("sind waren wurden werden stehen liegen gibts gabs")
"""Verbs of which several things are the subject."""
_FUNCS: tuple[tuple[Kind, Func], ...] = (
    ("avg", "avg"), ("max", "max"), ("min", "min"), ("sum", "sum"), ("howmuch", "sum"),
)  # fmt: skip


class Measured(Struct, frozen=True):
    """A measure, and the function that is taken of it over the groups."""

    measure: Measure
    nested: Func | None = None


def measured(r: Reading) -> Measured | None:
    """Return what is measured, by words such as `how many`, `Durchschnitt`; None where there are no such words."""
    found = _found(r)
    if found is not None:
        r.use(*r.ops("howmuch"))
    return found


def _lasted(r: Reading) -> Measured | None:
    """Read `how long do repairs take`, `wie viele Tage dauert`: the average, where no other function is said."""
    if r.lasts is None or r.lasting is None or not r.long_asked or not r.free(r.lasts):
        return None
    found = [(chunk, func) for kind, func in _FUNCS if kind != "howmuch" for chunk in r.ops(kind)]
    r.use(r.lasts, *(chunk for chunk, _ in found[:1]))
    if not found and r.lasts.has("count") and stays(r):
        r.doubt("function")
    return Measured(Measure(found[0][1] if found else "avg", table_of(r.lasting), r.lasting))


def _found(r: Reading) -> Measured | None:
    if (lasted := _lasted(r)) is not None:
        return lasted
    for chunk in r.ops("count", "howmuch"):
        if r.beside(chunk):
            r.use(chunk)
            r.listing = True
    average, count = next(r.ops("avg"), None), next(r.ops("count"), None)
    if average is not None and (found := _average_count(r, average, count)) is not None:
        return found
    if (count := next(r.ops("count"), None)) is not None:
        measure = counted(r, count)
        return Measured(measure) if measure is not None else None
    measure = _much(r) or _functioned(r)
    return Measured(measure) if measure is not None else None


def _average_count(r: Reading, average: Chunk, count: Chunk | None) -> Measured | None:
    """Read `average number of orders`, `how many devices does an object have on average`."""

    def counts(chunk: Chunk) -> bool:
        return r.free(chunk) and r.table_in(chunk) is not None

    together = count is None or count.at == average.at or count.has("avg")
    if together and "number" in average.key and (noun := r.after(average, counts, reach=2)) is not None:
        r.use(average, noun)
        return Measured(Measure("count", r.table(noun)), nested="avg")
    if count is None:
        return None
    number = r.behind(count)
    if number is not None and r.free(number) and r.is_number_chunk(number):
        r.use(count)
        return None
    if (noun := r.after(count, counts)) is None:
        return None
    r.use(average, count, noun)
    return Measured(Measure("count", r.table(noun)), nested="avg")


def _much(r: Reading) -> Measure | None:
    """Read `how much rain days`, `wie viel Bestellungen`: rows that stand for no money are counted."""
    much = next(r.ops("howmuch"), None)
    if much is None:
        return None
    behind = r.behind(much)
    if behind is not None and "hoch" not in much.key and much.key not in _SIZES:
        table = r.table(behind)
        if table and r.free(behind) and (r.money_of(table) is None or _are_counted(r, much, behind)):
            r.use(much, behind)
            return Measure("count", table)
    total = next(r.ops("sum"), None)
    number = r.after(total, r.is_number_chunk, reach=1) if total is not None else None
    r.use(total if number is None else None)
    return _money_asked(r, much)


def _money_asked(r: Reading, much: Chunk) -> Measure | None:
    """Read `how much money did we receive by card`: the amount of the rows that conditions are on."""
    behind = r.behind(much)
    if behind is None or behind.key not in MONEY or r.first(lambda c: c.revenue or r.is_number_chunk(c)) is not None:
        return None
    tables = {r.focus} if r.focus else {one.col.table for one in r.filters if isinstance(one, Equals)}
    money = r.money_of(tables.pop()) if len(tables) == 1 else None
    if money is None or not r.is_summed(money):
        return None
    r.use(much, behind)
    return Measure("sum", money.table, money)


def _are_counted(r: Reading, much: Chunk, noun: Chunk) -> bool:
    """Say whether `wieviel` is `wie viele`: what is asked for are several, `wieviel Bestellungen sind offen`."""
    behind = [chunk.key.split()[0] for chunk in r.chunks[noun.at + 1 :] if chunk.key]
    return much.key in _MANY and bool(_SEVERAL & set(behind))


def _functioned(r: Reading) -> Measure | None:
    for kind, func in _FUNCS:
        for chunk in r.ops(kind):
            found = _function_of(r, chunk, func)
            if found is not None:
                return found
    return None


def _function_of(r: Reading, chunk: Chunk, func: Func) -> Measure | None:
    """Return what a function is taken of: a number that is named, what a verb speaks of, what rows are worth."""
    much = chunk.has("howmuch")

    def wanted(c: Chunk) -> bool:
        return r.free(c) and (r.is_number_chunk(c) or is_age(r, c) or c.revenue)

    noun = r.after(chunk, wanted, reach=4, skip=True) or r.before(chunk, wanted, reach=3, skip=True)
    if noun is not None and noun.revenue and noun.verb:
        noun = _earned_as(r, noun) or noun
    expr = number_of(r, noun) if noun is not None else None
    if expr is not None:
        r.use(chunk)
        if much and not r.is_summed(expr):
            return None
        r.use(noun, *(c for c in r.chunks if noun and noun.revenue and c.revenue))
        return Measure(func, table_of(expr), expr)
    verb = r.first(lambda c: bool(c.verb))
    meant = meaning(r, verb) if verb is not None else None
    if meant is not None and meant.number is not None:
        if much and not r.is_summed(meant.number):
            return None
        r.use(chunk, verb)
        return Measure(func, meant.number.table, meant.number)
    money = r.money_of(meant.table) if meant is not None and meant.table and func == "sum" else None
    grouped = (
        r.any_op("group", "each") and bool(r.focus) and money is not None and has_one(r.catalogue, money.table, r.focus)
    )
    if money is not None and r.is_summed(money) and (r.focus in ("", money.table) or grouped):
        r.use(chunk, verb)
        return Measure(func, money.table, money)
    return _of_rows(r, chunk, func)


def _earned_as(r: Reading, verb: Chunk) -> Chunk | None:
    """Return the amount that is named behind a verb of earning: `how much do we earn in fees`."""

    def money(chunk: Chunk) -> bool:
        return r.free(chunk) and r.is_number_chunk(chunk) and r.column_in(chunk, r.is_money) is not None

    amount = r.after(verb, money, reach=1)
    if amount is not None:
        r.use(verb)
    return amount


def _of_rows(r: Reading, chunk: Chunk, func: Func) -> Measure | None:
    """Read `total orders`, `average payment`: the money that rows stand for, else how many there are."""

    def names(c: Chunk) -> bool:
        return r.free(c) and r.table_in(c) is not None

    def done(c: Chunk) -> bool:
        return names(c) and bool(c.verb) and not r.any_op("which", "who", "most")

    noun = r.after(chunk, names, reach=2, skip=True) or (r.before(chunk, done, reach=2) if func == "sum" else None)
    if noun is None and func == "avg" and r.any_op("what") and _COSTS & set(r.text.split()):
        noun = r.before(chunk, names, reach=4, skip=True)
    table, much = r.table(noun), chunk.has("howmuch")
    if not table:
        return None
    if (own := _called_alike(r, noun, table)) is not None and not much:
        r.use(chunk, noun)
        return Measure(func, table, own)
    if (amount := stocked(r, noun, table)) is not None:
        r.use(chunk, noun)
        return Measure(func, table, amount)
    money = r.money_of(table)
    if money is not None and (r.is_summed(money) or not much):
        r.use(chunk, noun)
        return Measure(func, money.table, money)
    numbers = r.catalogue.roles[table].measures
    if func == "avg" and len(numbers) == 1:
        r.use(chunk, noun)
        return Measure(func, table, Col(table, numbers[0]))
    if func == "sum" and not much:
        r.use(chunk, noun)
        return Measure("count", table)
    return None


def _called_alike(r: Reading, noun: Chunk | None, table: str) -> Col | None:
    """Return the number that is called as its table is: the grade of a grade."""
    namings = noun.namings if noun is not None else ()
    cols = (Col(table, n.ref.column) for n in namings if n.ref.table == table and n.ref.column and n.score >= SURE)
    return next(filter(r.is_number, cols), None)


def stocked(r: Reading, noun: Chunk | None, table: str) -> Col | None:
    """Return how much of something lies in a table that is called stock: its rows are places, not things."""
    if noun is None or not any(meet(word, "stock") for word in noun.key.split()):
        return None
    return r.concept("quantity", lambda c: c.table == table and r.is_number(c) and not r.is_money(c))


def implied(r: Reading) -> tuple[Chunk, Expr] | None:
    """Return the number that is spoken of without a function, as in `revenue 2024`, with its chunk."""
    for chunk in r.left():
        if chunk.key in _DEALS and r.table(chunk) and any(c.has("which") for c in r.chunks[: chunk.at][-1:]):
            continue
        if chunk.revenue or r.is_number_chunk(chunk):
            expr = number_of(r, chunk)
            if expr is not None:
                return chunk, expr
    return None
