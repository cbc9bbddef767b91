"""Attaching: what a comparison with a number is about: the noun beside it, an age, an amount of money."""

from msgspec.structs import replace

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.comparing import TIMES, Bound, bounds
from adapters.llm.questions.durations import in_its_unit
from adapters.llm.questions.enduring import UNITS
from adapters.llm.questions.frame import Against, Col, Compares, Expr, Filter, Func, Has, Measure, Op
from adapters.llm.questions.joins import siblings
from adapters.llm.questions.lexicon.adjectives import superlatives
from adapters.llm.questions.qualifying import chosen, equal
from adapters.llm.questions.quantities import number_of
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.verbs_meant import meaning
from adapters.llm.questions.ways import has_many

_BESIDE = 2
"""Steps within which the column lies that an adjective compares."""
_BEHIND = 3
"""Chunks behind a number within which the noun stands that it counts."""
_OLDEST_THING, _OLDEST_PERSON = 200, 120
"""Years beyond which a number is no age."""
_OFTEN = ("times", "mal", "male", "x")
_REPEATED = ("more than once", "mehr als einmal", "mehrfach", "twice", "zweimal")
"""Words for more than one of what belongs to a row."""
_NO_COUNT = 100
"""From where on a number behind rows that stand for money is an amount: `expenses over 5000`."""
_AGED = ("old", "alt", "young", "jung")
_FUNCS: tuple[Func, ...] = ("avg", "sum", "max", "min")


_DEALS = ("sales", "verkaeufe", "verkaeufen")
"""Words for rows as well as for what they bring in: `more than 12 sales` are counted."""


def compare(r: Reading) -> None:
    """Make filters of all comparisons with numbers; what one is about is the noun behind it, else the one before."""
    for chunk in r.ops("same"):
        if chunk.key in _REPEATED and (table := _repeated(r)):
            inner = tuple(one for one in r.filters if _about(one) == table)
            r.filters = [one for one in r.filters if one not in inner]
            r.filters.append(Has(table, inner, ">", 1))
            r.use(chunk, *(c for c in r.chunks if r.table(c) == table))
    for bound in bounds(r):
        r.use(*r.chunks[bound.first.at : bound.last.at + 1])
        if not _attach(r, bound):
            r.doubt("which_number")


def _so_often(r: Reading, bound: Bound) -> bool:
    """Read `repaired more than twice`: how many rows there are of what was done, or of what is spoken of."""
    verb = r.before(bound.first, lambda c: bool(c.verb) and r.free(c), reach=2)
    meant = meaning(r, verb) if verb is not None else None
    table = meant.table if meant is not None and meant.table and meant.table != r.focus else _repeated(r)
    if not table or not has_many(r.catalogue, r.focus, table):
        return False
    inner = tuple(one for one in r.filters if _about(one) == table)
    r.filters = [one for one in r.filters if one not in inner]
    r.filters.append(Has(table, inner, bound.op, bound.number))
    r.use(verb, *(c for c in r.chunks if r.table(c) == table))
    return True


def _repeated(r: Reading) -> str:
    """Return the one table that is spoken of besides the one asked about, of which rows have several."""
    tables = {table for chunk in r.chunks if (table := r.table(chunk)) and table != r.focus}
    tables |= {about for one in r.filters if (about := _about(one)) not in ("", r.focus)}
    many = [table for table in tables if r.focus and has_many(r.catalogue, r.focus, table)]
    return many[0] if len(many) == 1 else ""


def _attach(r: Reading, bound: Bound) -> bool:
    if r.lasting is not None and (unit := r.behind(bound.last)) is not None and unit.key in UNITS:
        return _of_time(r, r.lasting, bound, unit)
    if bound.adjective and (expr := _scale(r, bound.adjective, bound.number)) is not None:
        _add(r, expr, bound)
        return True
    if bound.last.key in TIMES:
        return _so_often(r, bound)
    if _of_own_number(r, bound):
        return True
    unit = r.after(bound.last, lambda c: c.has("unit") or c.key in _OFTEN, reach=1)
    if unit is not None and unit.key in _OFTEN and unit.at == bound.last.at + 1 and _so_often(r, bound):
        r.use(unit)
        return True
    if unit is not None and r.free(unit) and unit.key.startswith(("year", "jahr")) and _aged(r, bound, unit):
        return True
    if unit is not None and unit.at <= bound.last.at + 1 and not unit.namings:
        r.use(unit)
    noun = r.after(bound.last, lambda c: (r.is_noun(c) or c.revenue or bool(c.verb)) and r.free(c), reach=2)
    if noun is not None and noun.at <= bound.last.at + _BEHIND and _of_noun(r, noun, bound):
        return True
    noun = r.before(bound.first, lambda c: r.free(c) and bool(c.namings) and _measures(r, c), reach=3)
    if noun is not None and _of_noun(r, noun, bound):
        r.use(*(c for c in r.chunks[noun.at + 1 : bound.first.at] if c.filler or c.has("of", "with", "in")))
        return True
    return _of_average(r, bound) or _by_default(r, bound)


def _of_average(r: Reading, bound: Bound) -> bool:
    """Read `movies with an average rating above 4`: the one number of the rows named before."""
    noun = r.before(bound.first, lambda c: r.free(c) and bool(r.table(c)), reach=1)
    average = r.ahead(noun) if noun is not None else None
    if noun is None or average is None or not average.has("avg") or not r.focus or r.table(noun) == r.focus:
        return False
    table = r.table(noun)
    numbers = r.catalogue.roles[table].measures
    if len(numbers) != 1 or bound.upper is not None:
        return False
    r.use(noun, average)
    _add(r, Col(table, numbers[0]), bound, "avg")
    return True


def _of_own_number(r: Reading, bound: Bound) -> bool:
    """Read `whose stock is below 20 bottles`: a number of the rows right before, and what it is counted in."""
    noun = r.before(bound.first, lambda c: r.free(c) and bool(c.namings) and _measures(r, c), reach=1)
    col = r.column_in(noun, r.is_number) if noun is not None else None
    if noun is None or col is None or not r.focus or col.table != r.focus:
        return False
    counted = r.behind(bound.last)
    if counted is not None and r.free(counted) and counted.namings and not counted.helds and not r.table(counted):
        r.use(counted)
    r.use(noun, *(c for c in r.chunks[noun.at + 1 : bound.first.at] if c.filler or c.has("of", "with", "in")))
    _add(r, col, bound, _function(r, noun))
    return True


def _of_time(r: Reading, expr: Expr, bound: Bound, unit: Chunk) -> bool:
    """Compare how long something lasts, in the unit in which it is kept: `longer than two hours`."""
    number = in_its_unit(expr, unit, bound.number)
    upper = None if bound.upper is None else in_its_unit(expr, unit, bound.upper)
    if number is None or (bound.upper is not None and upper is None) or bound.average:
        return False
    r.use(unit, r.lasts)
    r.timed.add(unit.at)
    _add(r, expr, replace(bound, number=number, upper=upper))
    return True


def _measures(r: Reading, chunk: Chunk) -> bool:
    return r.column_in(chunk, r.is_number) is not None and r.table_in(chunk) is None


def _aged(r: Reading, bound: Bound, unit: Chunk) -> bool:
    """Read `over 50 years old` of the rows' age, where they have one."""
    age = r.age_of(r.here) if r.here else None
    if age is None:
        return False
    r.use(unit, r.after(unit, lambda c: c.adjective is not None, reach=1))
    _add(r, age, bound)
    return True


def _scale(r: Reading, base: str, number: float) -> Expr | None:
    """Return what an adjective compares, in a table that is spoken of."""
    for scale in superlatives().get(base, ()):
        found = r.concept(scale.concepts, r.is_number) if scale.kind == "number" else None
        if found is not None and r.away(found.table) < _BESIDE:
            return found
    if base in _AGED and number < _OLDEST_THING:
        return next((age for table in r.anchors if (age := r.age_of(table)) is not None), None)
    return None


def _of_noun(r: Reading, noun: Chunk, bound: Bound) -> bool:
    """Compare what a noun names: how many rows of a table there are, revenue, a number; say whether it can be."""
    if (price := _price(r, noun)) is not None:
        r.use(noun)
        _add(r, price, bound)
        return True
    table = r.table(noun) or _labelled(r, noun) or _done(r, noun, bound)
    if table and r.focus in ("", table) and _of_each(r, bound, noun):
        r.use(noun)
        return _let_have(r, Measure("count", table), bound)
    if noun.revenue and not (table and noun.key in _DEALS and not bound.money and bound.number < _NO_COUNT):
        return _of_revenue(r, noun, bound)
    if table:
        return table != r.focus and _of_rows(r, noun, bound, table)
    return _of_column(r, noun, bound)


def _price(r: Reading, verb: Chunk) -> Expr | None:
    """Return the price of the rows asked about, where a verb speaks of it that names a cost of others: `kosten`."""
    named = verb.namings[0].ref if verb.namings else None
    if not r.focus or "price" not in verb.verb.split() or (named is not None and named.table == r.focus):
        return None
    meant = meaning(r, verb)
    return meant.number if meant is not None and meant.number is not None and meant.number.table == r.focus else None


def _done(r: Reading, noun: Chunk, bound: Bound) -> str:
    """Return another table whose rows are what was done so often: `more than three purchases` are sales."""
    between = r.chunks[bound.last.at + 1 : noun.at]
    if bound.money or any(not chunk.has("unit") for chunk in between) or not noun.verb or not r.focus:
        return ""
    meant = meaning(r, noun)
    return meant.table if meant is not None and meant.table != r.focus else ""


def _labelled(r: Reading, noun: Chunk) -> str:
    """Return another table than the one asked about whose rows a noun stands for: `titles` are books."""
    label = r.column_in(noun) if r.focus else None
    return label.table if label is not None and r.is_label(label) and label.table != r.focus else ""


def _let_have(r: Reading, measure: Measure, bound: Bound) -> bool:
    """Compare the number of each group; between two numbers that cannot be said."""
    r.having = measure, bound.op, bound.number
    return bound.upper is None


def _of_revenue(r: Reading, noun: Chunk, bound: Bound) -> bool:
    expr = number_of(r, noun)
    if expr is None:
        return False
    r.use(noun)
    if _of_each(r, bound, noun) and not r.focus:
        return _let_have(r, Measure("sum", table_of(expr), expr), bound)
    _add(r, expr, bound)
    return True


def _of_rows(r: Reading, noun: Chunk, bound: Bound, table: str) -> bool:
    """Compare how many rows of another table belong to each: `with more than 3 open orders`; or how much they are."""
    if not r.focus:
        return False
    r.use(noun)
    if bound.money and (money := r.money_of(table)) is not None:
        r.use(r.before(bound.first, lambda c: c.has("sum"), reach=1))
        _add(r, money, bound, "sum")
        return True
    inside = _between(r, bound, noun, table)
    inner = tuple(one for one in r.filters if _about(one) == table or one in inside)
    r.filters = [one for one in r.filters if one not in inner]
    r.filters.append(Has(table, inner, bound.op, bound.number))
    if bound.upper is not None:
        r.filters.append(Has(table, inner, "<=", bound.upper))
    return True


def _between(r: Reading, bound: Bound, noun: Chunk, table: str) -> list[Filter]:
    """Make filters of the values between a number and what it counts, and return them."""
    found: list[Filter] = []
    for chunk in r.chunks[bound.last.at + 1 : noun.at]:
        if not r.free(chunk) or not r.is_value(chunk):
            continue
        helds = [h for h in chosen(r, chunk) if h.table == table or not siblings(r.catalogue, table, h.table)]
        if helds:
            first = helds[0]
            found.append(equal([h for h in helds if (h.table, h.column) == (first.table, first.column)]))
            r.use(chunk)
    r.filters += found
    return found


def _about(one: Filter) -> str:
    """Return the table of the column that a condition is on; empty for one on a number or on other rows."""
    return "" if isinstance(one, Has | Compares | Against) else one.col.table


def _of_column(r: Reading, noun: Chunk, bound: Bound) -> bool:
    col = r.column_in(noun, r.is_number)
    if col is None:
        return False
    r.use(noun)
    if (average := _averaged(r, noun, bound, col.table)) is not None and bound.upper is None:
        _add(r, col, bound, average)
        return True
    if _of_each(r, bound, noun) and bound.upper is None:
        func = _function(r, noun) or ("sum" if r.is_summed(col) else "avg")
        return _let_have(r, Measure(func, col.table, col), bound)
    _add(r, col, bound, _function(r, noun))
    return True


def _averaged(r: Reading, noun: Chunk, bound: Bound, table: str) -> Func | None:
    """Return the average that is said before, as in `an average rating below 3 stars`, of other rows."""
    average = r.before(bound.first, lambda c: c.has("avg"), reach=2)
    if average is None or noun.at < bound.last.at or not r.free(average) or not has_many(r.catalogue, r.focus, table):
        return None
    between = r.chunks[average.at + 1 : bound.first.at]
    if any(r.table(chunk) not in ("", table) for chunk in between):
        return None
    r.use(average, *between)
    return "avg"


def _of_each(r: Reading, bound: Bound, noun: Chunk) -> bool:
    """Say whether a column is asked for, by whose values is counted: `cities with more than 10 customers`."""
    asked = next((c for c in r.chunks[: bound.first.at] if r.free(c) and r.is_noun(c)), None)
    return asked is not None and asked is not noun and r.table_in(asked) is None and not r.is_number_chunk(asked)


def _function(r: Reading, noun: Chunk) -> Func | None:
    before = r.before(noun, lambda c: c.has("avg", "sum", "max", "min"), reach=1)
    if before is None or not r.free(before):
        return None
    r.use(before)
    return next(func for func in _FUNCS if func in before.ops)


def _add(r: Reading, expr: Expr, bound: Bound, function: Func | None = None) -> None:
    """Add a comparison, of rows themselves or of what belongs to them all together."""
    table = table_of(expr)
    many = has_many(r.catalogue, r.focus, table)
    limits: list[tuple[Op, float]] = [(bound.op, bound.number)]
    if bound.upper is not None:
        limits.append(("<=", bound.upper))
    for op, number in limits:
        if many and (function or r.is_summed(expr)):
            r.filters.append(Has(table, (), op, number, Measure(function or "sum", table, expr)))
        elif many:
            r.filters.append(Has(table, (Compares(expr, op, number),)))
        else:
            r.filters.append(Compares(expr, op, number, average=bound.average))


def _by_default(r: Reading, bound: Bound) -> bool:
    """Compare the money of the table in question, where an amount was said; or its people's age."""
    if not r.here:
        return False
    if bound.money and (col := r.money_of(r.here)) is not None:
        _add(r, col, bound)
        return True
    ahead = r.ahead(bound.first)
    money = r.money_of(r.here) if ahead is not None and r.table(ahead) == r.here else None
    if money is not None and bound.number >= _NO_COUNT and not bound.adjective:
        _add(r, money, bound)
        return True
    counted = r.behind(bound.last)
    said = counted is not None and bool(counted.verb) and counted.key.endswith("s")
    age = r.age_of(r.here) if bound.number <= _OLDEST_PERSON and not said else None
    if age is not None and not bound.money and r.catalogue.is_people(r.here):
        _add(r, age, bound)
        return True
    return False
