"""Ranking: superlatives, most and fewest, the first so many, and orders."""

from msgspec.structs import replace

from adapters.llm.questions.choosing import FAINT, NEAR
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.earning import revenue_of
from adapters.llm.questions.enduring import stays
from adapters.llm.questions.frame import Col, Expr, Measure
from adapters.llm.questions.lexicon.adjectives import superlatives
from adapters.llm.questions.lexicon.lasting import FAST, SHORT
from adapters.llm.questions.lexicon.standing import NEXT
from adapters.llm.questions.manners import MONEY
from adapters.llm.questions.quantities import number_of
from adapters.llm.questions.rank import By, Rank, wanted
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.scaling import End, aged, descends, grows, is_size, scale
from adapters.llm.questions.standing import coming
from adapters.llm.questions.staying import stayed
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.verbs_meant import meaning

_PLURAL_DEFAULT = 10
"""How many `the largest customers` are, where nobody says."""
_RECENT = word_set(
    "last letzte letzter letztes letzten latest recent newest neueste neuesten juengste juengsten aktuellste",
    "aktuellsten neuste neusten",
)
_TIME = ("time", "zeit")
_LASTING = "duration hours minutes dauer stunden minuten"
"""Concepts of how long something took."""
_GOOD = ("good", "gut")
_SOLD = ("sale", "sales")
"""Concepts of verbs of which the best is what was done most: `best sold`."""
_BRIEF = SHORT | FAST
"""Adjectives of which the superlative is the least time."""
_FIRST = ("first", "erste", "ersten")
_ZUERST = ("first", "zuerst")


def rank(r: Reading) -> Rank | None:
    """Return the order that is asked for, with how many of the first: `top 5`, `teuerste`; None where there is none."""
    for find in (_longest_there, _longest, _next, _most, _best_sold, _superlative, _top, _ordered, _lasting):
        found = find(r)
        if found is not None:
            return _all(r, found)
    return None


def _longest_there(r: Reading) -> Rank | None:
    """Read `who has been with us the longest`."""
    found = stayed(r)
    if found is None:
        return None
    chunk, came = found
    count = wanted(r, chunk) or 1
    r.use(chunk)
    return Rank(count, False, chunk, came)


def _all(r: Reading, found: Rank) -> Rank:
    """Read `the most expensive first`: an order of all, not only the first."""
    behind = r.after(found.chunk, lambda c: r.free(c) and c.key in _ZUERST, reach=2)
    r.use(*r.ops("top", "bottom"), behind)
    return replace(found, count=None) if behind is not None else found


def _most(r: Reading) -> Rank | None:
    """Read `most expensive`, `most orders`, `am meisten verkauft`, `the most`."""
    chunk = next(r.ops("most", "fewest"), None)
    if chunk is None:
        return None
    descending = chunk.has("most")
    behind = r.behind(chunk)
    explicit = _by(r, chunk.at + 1) if behind is not None and behind.adjective is not None else None
    if explicit is not None:
        count = wanted(r, chunk)
        r.use(chunk, behind)
        return Rank(count or _PLURAL_DEFAULT, descending, chunk, explicit.expr, explicit.measure)
    if (by := _most_adjective(r, chunk)) is not None:
        expr, end = by
        return Rank(wanted(r, chunk) or 1, (end == "max") == descending, chunk, expr)
    count = wanted(r, chunk) or 1
    found = _most_rows(r, chunk) or _most_done(r, chunk) or By()
    r.use(chunk)
    return Rank(count, descending, chunk, found.expr, found.measure)


def _most_adjective(r: Reading, chunk: Chunk) -> tuple[Expr, End] | None:
    """Return what the adjective right behind `most` compares by, with its superlative's end."""
    behind = r.behind(chunk)
    if behind is None or behind.adjective is None:
        return None
    base = behind.adjective.base
    by = (scale(r, base, r.focus) if r.focus else None) or scale(r, base)
    if by is None or not r.free(behind):
        return None
    r.use(chunk, behind)
    return by


def _most_rows(r: Reading, chunk: Chunk) -> By | None:
    """Return what the noun behind `most` counts or sums: `most open orders`."""
    time = r.behind(chunk)
    if time is not None and time.key in _TIME:
        lasted = r.concept(_LASTING, r.is_number)
        if lasted is None:
            r.doubt("rank_by")
            return None
        r.use(chunk, time)
        return By(measure=Measure("sum", lasted.table, lasted))
    if time is not None and time.key in MONEY:
        paid = r.money_of(r.focus) if r.focus else None
        if paid is None:
            r.doubt("rank_by")
            return None
        r.use(chunk, time)
        return By(paid)
    noun = r.after(chunk, lambda c: r.free(c) and (r.is_noun(c) or c.revenue or r.is_value(c)), reach=2)
    if noun is not None and r.is_column(noun) and noun.namings[0].score < FAINT and not r.is_number_chunk(noun):
        return None
    if noun is not None and r.is_value(noun) and not r.is_noun(noun):
        noun = r.after(noun, lambda c: r.free(c) and r.is_noun(c), reach=1)
    noun = r.head(noun)
    measure = _spent_on(r, chunk, noun) or (_measure_of(r, noun) if noun is not None else None)
    if measure is None:
        return None
    r.use(chunk, noun, *r.ops("top"))
    return By(measure=measure)


def _spent_on(r: Reading, most: Chunk, noun: Chunk | None) -> Measure | None:
    """Read `who spent the most on tickets`: the money of rows, not how many there are."""
    spent = r.before(most, lambda c: c.revenue and bool(c.verb), reach=1)
    table = r.table(noun) if spent is not None else ""
    expr = revenue_of(r.catalogue, table) if table else None
    if expr is None:
        return None
    r.use(spent)
    return Measure("sum", table_of(expr), expr)


def _measure_of(r: Reading, noun: Chunk) -> Measure | None:
    table = r.table(noun)
    if table:
        column = next((c for c in r.chunks[: noun.at] if r.free(c) and r.is_column(c)), None)
        return Measure("count", table) if table != r.focus or column is not None else None
    expr = number_of(r, noun)
    return Measure("sum", table_of(expr), expr) if expr is not None else None


def _most_done(r: Reading, chunk: Chunk) -> By | None:
    """Return what the verb beside `most` speaks of: a number, or rows of another table."""
    verb = r.after(chunk, lambda c: bool(c.verb), reach=1) or r.before(chunk, lambda c: bool(c.verb) and r.free(c), 2)
    if verb is None:
        return None
    paying = "payment" in verb.verb.split()
    col = r.concept(verb.verb, r.is_money if paying else r.is_number)
    if col is not None and r.away(col.table) < NEAR:
        r.use(verb)
        return By(col) if col.table == r.focus else By(measure=Measure("sum", col.table, col))
    meant = meaning(r, verb)
    if meant is None or meant.table in ("", r.focus):
        return None
    r.use(verb)
    return By(measure=Measure("count", meant.table))


def _best_sold(r: Reading) -> Rank | None:
    """Read `best selling`, `am besten verkauft`: what was sold most."""
    for chunk in r.chunks:
        best = chunk.key == "am besten" or (chunk.adjective is not None and chunk.adjective.base in _GOOD)
        if not best or not r.free(chunk):
            continue
        verb = r.after(chunk, lambda c: bool(c.verb), reach=1)
        if verb is None or not set(_SOLD) & set(verb.verb.split()):
            continue
        if any(r.free(c) and c.has("group", "order") for c in r.chunks[verb.at :]):
            continue
        count, found = wanted(r, chunk) or 1, _most_done(r, chunk)
        if found is None:
            return None
        r.use(chunk)
        return Rank(count, True, chunk, found.expr, found.measure)
    return None


def _superlative(r: Reading) -> Rank | None:
    """Read `the cheapest articles`, `die neueste Rechnung`, `latest orders`."""
    for chunk in r.chunks:
        if not r.free(chunk) or chunk.period is not None:
            continue
        base = _base(chunk)
        if not base:
            continue
        noun = r.after(chunk, lambda c: c is r.lasts and r.free(c), reach=3)
        noun = noun or r.after(chunk, lambda c: r.free(c) and (r.is_noun(c) or c.revenue), reach=2)
        found = _ranked(r, chunk, base, noun)
        if found is not None:
            return found
    return None


def _longest(r: Reading) -> Rank | None:
    """Read `which loan took longest`, `the shortest stays`: rows by how long they last."""
    chunk, by = r.lasts, r.lasting
    if chunk is None or by is None or not r.free(chunk) or chunk.adjective is None or r.long_asked:
        return None
    count, noun = wanted(r, chunk), r.after(chunk, lambda c: r.table(c) == table_of(by), reach=1)
    r.use(chunk)
    found = _by_time(r, chunk, by, descending=chunk.adjective.base not in _BRIEF)
    plural = noun is not None and found.by is not None and _plural(r, noun, chunk)
    return replace(found, count=count or (_PLURAL_DEFAULT if plural else 1))


def _next(r: Reading) -> Rank | None:
    """Read `the next appointment`, `die nächsten Termine`: the first rows of those still to come."""
    for chunk in r.chunks:
        noun = r.behind(chunk)
        if noun is not None and noun.number is not None:
            noun = r.behind(noun)
        found = coming(r, table) if chunk.key in NEXT and r.free(chunk) and (table := r.table(noun)) else None
        if found is None or noun is None or r.focus not in ("", r.table(noun)):
            continue
        day, ahead = found
        count = wanted(r, chunk) or (_PLURAL_DEFAULT if _plural(r, noun, chunk) or chunk.key.endswith("en") else 1)
        r.filters.append(ahead)
        r.use(chunk)
        r.timed.add(chunk.at)
        return Rank(count, False, chunk, day)
    return None


def _by_time(r: Reading, chunk: Chunk, by: Expr, *, descending: bool) -> Rank:
    """Return the order by how long something lasts: that of rows, or of others by their average."""
    table, average = table_of(by), next(r.ops("avg"), None)
    if average is not None:
        r.use(average)
        return Rank(1, descending, chunk, None, Measure("avg", table, by))
    if r.focus not in ("", table) and not stays(r):
        r.doubt("function")
    return Rank(1, descending, chunk, by)


def _lasting(r: Reading) -> Rank | None:
    """Read `duration of the projects`, `wie lange dauerte jeder Auftrag`: all rows, with how long each lasts."""
    asked = r.any_op("avg", "sum", "max", "min", "group", "count", "share", "series", "howmuch")
    if r.lasts is None or r.lasting is None or not r.free(r.lasts) or asked or r.long_asked:
        return None
    r.use(r.lasts)
    return Rank(None, True, r.lasts, r.lasting)


def _base(chunk: Chunk) -> str:
    """Return the adjective that a word is the superlative of; empty where it is none."""
    form = chunk.adjective
    if form is None:
        return "new" if chunk.key in _RECENT else ""
    return form.base if form.degree == "superlative" else ""


def _ranked(r: Reading, chunk: Chunk, base: str, noun: Chunk | None) -> Rank | None:
    """Return the order of a superlative: by what is named with it, else by what its adjective compares."""
    count = wanted(r, chunk)
    explicit = _by(r, chunk.at + 1)
    if explicit is not None:
        r.use(chunk)
        single = noun is not None and bool(r.table(noun)) and not _plural(r, noun, chunk)
        return Rank(count or (1 if single else _PLURAL_DEFAULT), descends(base), chunk, explicit.expr, explicit.measure)
    if noun is not None and (found := _of_noun(r, chunk, base, noun)) is not None:
        r.use(chunk, noun)
        return replace(found, count=count or 1)
    table = r.table(noun)
    by = scale(r, base, table or r.focus) or scale(r, base)
    if by is None:
        return None
    r.use(chunk)
    plural = bool(table) and noun is not None and count is None and _plural(r, noun, chunk)
    return Rank(count or (_PLURAL_DEFAULT if plural else 1), by[1] == "max", chunk, by[0])


def _of_noun(r: Reading, chunk: Chunk, base: str, noun: Chunk) -> Rank | None:
    """Return the order by the number that a noun behind a superlative names: `highest revenue`, `latest due date`."""
    if noun.revenue and (revenue := number_of(r, noun)) is not None:
        return Rank(1, grows(base), chunk, revenue)
    if noun is r.lasts and r.lasting is not None:
        return _by_time(r, chunk, r.lasting, descending=base not in _BRIEF and grows(base))
    col = r.column_in(noun, lambda c: r.is_number(c) or r.is_date(c)) if not r.table(noun) else None
    function = r.behind(chunk)
    if col is not None and function is not None and function.has("avg", "sum") and r.free(function):
        r.use(function)
        if not is_size(base):
            r.doubt("rank_by")
        measure = Measure("avg" if function.has("avg") else "sum", col.table, col)
        return Rank(1, grows(base), chunk, None, measure)
    if col is not None:
        return Rank(1, descends(base, next((one.end for one in superlatives().get(base, ())), "max")), chunk, col)
    age = aged(r, noun)
    return Rank(1, grows(base), chunk, age) if age is not None else None


def _plural(r: Reading, noun: Chunk, chunk: Chunk) -> bool:
    """Say whether more than one is meant: `the cheapest rooms`, `die teuersten Artikel`."""
    if r.language == "en":
        return noun.key.endswith("s") and not noun.key.endswith("ss")
    return chunk.key.endswith("sten") and noun.key.endswith(("n", "e", "en", "s", "er"))


def _top(r: Reading) -> Rank | None:
    """Read `top 5 customers by revenue`, `the first ten`, `die letzten drei`."""
    for chunk in r.ops("top", "bottom"):
        count = wanted(r, chunk)
        if count is None and chunk.key in _FIRST:
            ahead = r.ahead(chunk)
            if ahead is not None and not r.free(ahead):
                r.use(chunk)
            continue
        r.use(chunk)
        found = _by(r, chunk.at + 1)
        noun = r.first(lambda c: r.table_in(c) is None and _numeric(r, c)) if found is None else None
        if noun is not None:
            r.use(noun)
            found = By(number_of(r, noun))
        found = found or By()
        return Rank(count or _PLURAL_DEFAULT, chunk.has("top"), chunk, found.expr, found.measure)
    return None


def _numeric(r: Reading, chunk: Chunk) -> bool:
    return chunk.revenue or (bool(chunk.namings) and r.column_in(chunk, r.is_number) is not None)


def _by(r: Reading, start: int) -> By | None:
    """Read what is ordered by, from a place on: `by revenue`, `nach Anzahl Bestellungen`, `by number of orders`."""
    for marker in r.chunks[start:]:
        if r.free(marker) and marker.has("group", "order"):
            counted = r.after(marker, lambda c: c.has("count"), reach=1)
            noun = r.after(counted or marker, lambda c: r.free(c) and (r.is_noun(c) or c.revenue), reach=2)
            earned = r.behind(noun) if noun is not None else None
            noun = earned if earned is not None and earned.revenue and r.table(noun) else noun
            found = _by_noun(r, marker, counted, noun) if noun is not None else None
            if found is not None:
                r.use(marker, noun)
                return found
    return None


def _by_noun(r: Reading, marker: Chunk, counted: Chunk | None, noun: Chunk) -> By | None:
    if noun.revenue and (revenue := number_of(r, noun)) is not None:
        return By(revenue)
    table = r.table(noun)
    if table and (counted is not None or table != r.focus):
        r.use(counted)
        return By(measure=Measure("count", table))

    def fits(col: Col) -> bool:
        return r.is_number(col) or r.is_date(col) or marker.has("order")

    col = r.column_in(noun, fits)
    if col is not None:
        r.use(r.after(marker, lambda c: c.has("sum"), reach=1))
        return By(col)
    age = aged(r, noun)
    return By(age) if age is not None else None


def _ordered(r: Reading) -> Rank | None:
    """Read `sorted by name`, `nach Datum absteigend`, `alphabetically`."""
    chunk = next(r.ops("order"), None)
    if chunk is None:
        way = next(r.ops("up", "down"), None)
        r.use(way)
        return Rank(None, way.has("down"), way) if way is not None else None
    found = _by(r, chunk.at)
    up, down = next(r.ops("up"), None), next(r.ops("down"), None)
    r.use(up, down, chunk)
    if found is None:
        return Rank(None, up is None, chunk)
    return Rank(None, down is not None, chunk, found.expr, found.measure)
