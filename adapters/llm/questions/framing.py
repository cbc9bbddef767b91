"""Framing: the frame of a question out of what is measured, ranked and grouped by in it."""

from msgspec import Struct

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.earning import is_sold
from adapters.llm.questions.frame import Col, Equals, Expr, Frame, Func, Group, Has, Measure, Top
from adapters.llm.questions.grouping import Grouped, asked_group
from adapters.llm.questions.growing import compares_more, implies_other
from adapters.llm.questions.manners import MONEY
from adapters.llm.questions.measuring import Measured, implied, stocked
from adapters.llm.questions.rank import Rank
from adapters.llm.questions.ranked import rows_ranked
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.rivals import called_so, done_to, rivals
from adapters.llm.questions.sharing import share_of
from adapters.llm.questions.showing import rows_listed
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.verbs_meant import meaning

_PAID = word_set(
    "beitrag beitraege beitraegen payment payments zahlung zahlungen fees dues kosten costs expenses ausgaben",
    "einnahmen donations spenden revenues umsaetze zahlungseingang zahlungseingaenge zahlungseingaengen einzahlungen",
)
"""Names of tables that ask for the money rather than for how many rows there are."""
_CAME, _INTO = word_set("came come comes kam kamen kommt gekommen steht"), word_set("in rein herein offen aus")
_EARNED = ("umsatz", "umsaetze", "erloes", "erloese", "einnahmen", "kosten", "ausgaben")
_WE = word_set("we wir")
_BILLING = ("invoice", "payment")
_GIVING = word_set("give gives gave given geben gab gaben gegeben bring brings brought bringen brachte gebracht")
"""Verbs that ask for an amount which no column is called by."""


_WHETHER = word_set(
    "is are was were has have had did does do gibt gab ist sind war waren hat haben hatte hatten wurde wurden konnten",
)
"""Words that begin a question whether something is so."""


class Asked(Struct, frozen=True):
    """What the rules found that a question asks for."""

    what: Measured | None
    order: Rank | None
    by: Grouped
    share: bool


def framed(r: Reading, asked: Asked) -> Frame:
    """Return the frame of what is asked for, still without periods and what verbs say."""
    groups = tuple(asked.by.groups)
    if r.having is not None:
        return _let_have(r, asked.what, groups)
    if asked.share:
        return share_of(r, asked.what, asked.by)
    if asked.what is not None:
        return _measured(r, asked.what, asked.order, asked.by)
    if asked.order is not None:
        return rows_ranked(r, asked.order, asked.by)
    return _unsaid(r, asked.by) or _compared(r) or _billed_by_us(r) or rows_listed(r)


def _let_have(r: Reading, what: Measured | None, groups: tuple[Group, ...]) -> Frame:
    """Return the groups whose number compares: `cities with more than 10 customers`."""
    group = asked_group(r) if not groups else None
    groups = groups or ((group,) if group is not None else ())
    if not groups or (what is not None and what.measure.func == "count"):
        r.doubt("too_much")
    if r.having is None:
        return Frame()
    measure, op, number = r.having
    return Frame(measure.table, measure, groups=groups, having=(op, number))


def _unsaid(r: Reading, by: Grouped) -> Frame | None:
    """Return the frame of a number for which no function was said: `revenue 2024`, `orders per month`."""
    groups = tuple(by.groups)
    number = implied(r) if not r.listing else None
    if number is not None and not _looks_up(r, number[1]) and (by or _sums(r, number[1])):
        r.use(number[0])
        table = table_of(number[1])
        func: Func = "sum" if r.is_summed(number[1]) else "avg"
        return Frame(table, Measure(func, table, number[1]), groups=groups)
    if by.grains and not r.focus and not r.listing and (frame := _dated_rows(r, by)) is not None:
        return frame
    if by and r.focus and (paid := _paid_for(r)) is not None:
        return Frame(r.focus, Measure("sum", r.focus, paid), groups=groups)
    if r.focus and (by or _comes_in(r)):
        return _worth(r, r.first(lambda c: r.table(c) == r.focus), groups)
    return Frame(groups=groups) if by and r.context else None


def _dated_rows(r: Reading, by: Grouped) -> Frame | None:
    """Count rows by the day that a noun names: `signups per year`, `Anmeldungen je Monat`."""
    noun = r.first(lambda c: r.is_column(c) and not r.is_number_chunk(c))
    date = r.column_in(noun, r.is_date) if noun is not None else None
    if date is None or r.columns_in(noun or r.chunks[0])[0] != date:
        return None
    r.use(noun)
    by.grains = [(grain, given or date) for grain, given in by.grains]
    return Frame(date.table, Measure("count", date.table), groups=tuple(by.groups))


def _paid_for(r: Reading) -> Col | None:
    """Return the amount that a verb of paying asks for: `what did repairs cost per trade`."""
    verb = r.first(lambda c: bool(c.verb) and not r.table(c))
    meant = meaning(r, verb) if verb is not None else None
    number = meant.number if meant is not None else None
    if number is None or number.table != r.focus or not r.is_money(number) or not r.is_summed(number):
        return None
    r.use(verb)
    return number


def _comes_in(r: Reading) -> bool:
    """Say whether it is asked what came in, not which rows: `was kam an Zahlungen rein`."""
    keys = {chunk.key for chunk in r.chunks}
    paid = r.first(lambda c: r.table(c) == r.focus and bool(_PAID & set(c.key.split())))
    return r.any_op("what") and bool(keys & _CAME) and bool(keys & _INTO) and paid is not None


def _worth(r: Reading, table: Chunk | None, groups: tuple[Group, ...] = ()) -> Frame:
    """Count the rows asked about, or add up the money where their name asks for it."""
    r.use(table)
    if (amount := stocked(r, table, r.focus)) is not None:
        return Frame(r.focus, Measure("sum", r.focus, amount), groups=groups)
    money = r.money_of(r.focus)
    if money is not None and table is not None and (_PAID & set(table.key.split()) or _is_of_money(r, table)):
        return Frame(r.focus, Measure("sum", r.focus, money), groups=groups)
    return Frame(r.focus, Measure("count", r.focus), groups=groups)


def _is_of_money(r: Reading, table: Chunk) -> bool:
    """Say whether a table is named for its money: `Kraftstoffumsatz`, `donation money`."""
    behind = r.chunks[table.at + 1 : table.at + 2]
    return table.key.endswith(_EARNED) or any(one.key in MONEY for one in behind)


def _compared(r: Reading) -> Frame | None:
    """Read `fees 2024 vs 2025`: two periods of a table beside each other."""
    more = r.first(lambda c: c.has("over") or compares_more(c)) is not None
    both = rivals(r)
    periods = sum(chunk.period is not None for chunk in r.chunks) > (not r.any_op("change"))
    periods = periods or (more and implies_other(r))
    if more and any(chunk.key in _GIVING for chunk in r.chunks):
        r.doubt("rank_by")
    versus = r.any_op("versus")
    if not (versus or r.any_op("change") or more) or not (periods or (both is not None and (more or versus))):
        return None
    if (both is not None or more) and (done := done_to(r, both)) is not None:
        return done
    if not r.focus:
        return _billed(r)
    if more and periods and _of_each(r):
        r.doubt("too_much")
    table = next((chunk for chunk in r.chunks if r.table(chunk) == r.focus), None)
    named = table is not None or any(called_so(r, chunk) for chunk in r.chunks)
    if not named and both is not None and not periods and not more:
        r.doubt("which_number")
    return _done_more(r, table) or _worth(r, table)


def _billed_by_us(r: Reading) -> Frame | None:
    """Read `what did we invoice last month`: how much, not which rows."""
    words = set(r.text.split())
    billing = r.first(lambda c: any(word.startswith(_BILLING) for word in c.verb.split()))
    asked = r.any_op("what") and bool(words & _WE) and not r.any_op("which", "list", "who", "when", "where")
    if not asked or billing is None:
        return None
    money = r.money_of(r.focus) if r.focus else None
    if money is None or not r.is_summed(money) or not is_sold(r.focus):
        return _billed(r) if not r.focus else None
    r.use(billing, *(chunk for chunk in r.chunks if r.table(chunk) == r.focus))
    return Frame(r.focus, Measure("sum", r.focus, money))


def _of_each(r: Reading) -> bool:
    """Say whether rows are asked for that each have more in one period: `customers with more orders in 2025 than …`."""
    if any(chunk.has("who") or (chunk.has("which") and not _is_grain(r.behind(chunk))) for chunk in r.chunks):
        return True
    first = next((chunk for chunk in r.chunks if not chunk.filler or _begins(chunk)), r.chunks[0])
    led = _begins(first) or first.has("over", "under", "count", "howmuch", "which", "versus", "exists")
    more = next((chunk for chunk in r.chunks if chunk.has("over") or compares_more(chunk)), r.chunks[0])
    if not led:
        return True
    ahead, behind = r.ahead(more), r.behind(more)
    other = r.table(behind) if behind is not None else ""
    return bool(other) and other != r.focus and ahead is not None and ahead.has("with")


def _begins(chunk: Chunk) -> bool:
    return bool(set(chunk.key.split()[:1]) & _WHETHER) or chunk.period is not None


def _is_grain(chunk: Chunk | None) -> bool:
    return chunk is not None and chunk.grain is not None


def _billed(r: Reading) -> Frame | None:
    """Sum what a verb says was done, where no noun does: `compare what we invoiced in 2024 with 2025`."""
    verb = r.first(lambda c: bool(c.verb))
    meant = meaning(r, verb) if verb is not None else None
    money = r.money_of(meant.table) if meant is not None and meant.table else None
    if money is None or not r.is_summed(money):
        return None
    r.use(verb)
    return Frame(money.table, Measure("sum", money.table, money))


def _done_more(r: Reading, table: Chunk | None) -> Frame | None:
    """Sum what is done more of, where no noun says what: `did we invoice more in 2025 or in 2024`."""
    more = r.behind(table) if table is not None and table.verb else None
    money = r.money_of(r.focus) if more is not None and more.has("over") else None
    behind = r.behind(more) if more is not None else None
    if money is None or (behind is not None and r.is_noun(behind)):
        return None
    r.use(table)
    return Frame(r.focus, Measure("sum", r.focus, money))


def _sums(r: Reading, expr: Expr) -> bool:
    """Say whether a number alone asks for its sum: `revenue 2024`, `Umsatz in Hamburg`."""
    asked = r.any_op("which", "who", "list", "distinct")
    return r.is_summed(expr) and (not asked or r.focus in ("", table_of(expr)))


def _looks_up(r: Reading, expr: Expr) -> bool:
    """Say whether a row is named whose number is asked for: `the price of product X`."""
    table = table_of(expr)
    named = (one for one in r.filters if isinstance(one, Equals) and one.col.table == table and not one.negated)
    return any(r.is_label(one.col) for one in named)


def _measured(r: Reading, what: Measured, order: Rank | None, by: Grouped) -> Frame:
    """Return the frame of a measure that was said, with the groups that `which city` or `each` ask for."""
    measure, groups = what.measure, tuple(by.groups)
    if what.nested and not by:
        groups = _each(r, measure.table)
    if measure.expr is None and measure.table != r.focus and any(isinstance(one, Has) for one in r.filters):
        r.focus = measure.table
    if measure.func == "avg" and len(groups) == 1 and groups[0].col == Col(measure.table) and order is None:
        groups = ()
    if measure.expr is not None and not r.catalogue.is_event(measure.table) and not r.any_op("group", "each"):
        by.grains.clear()
    top = None
    if order is not None:
        groups, top = _in_order(r, order, groups, by)
    elif not groups and not by.grains and r.any_op("which", "who"):
        asked = asked_group(r)
        groups = (asked,) if asked is not None and asked.col.table != measure.table else ()
    return Frame(r.focus or measure.table, measure, groups=groups, top=top, nested=what.nested)


def _each(r: Reading, table: str) -> tuple[Group, ...]:
    """Return for each row of what an average count is taken: the other table that is spoken of."""
    other = r.first(lambda c: r.table(c) not in ("", table))
    if other is None:
        r.doubt("average_of")
        return ()
    r.use(other)
    return (Group(Col(r.table(other))),)


def _in_order(r: Reading, order: Rank, groups: tuple[Group, ...], by: Grouped) -> tuple[tuple[Group, ...], Top | None]:
    """Return the groups of a measure that is ranked, and in which order: `how many orders has which customer most`."""
    if groups or by.grains:
        return groups, Top(order.count, order.descending)
    if order.by is not None or order.measure is not None:
        r.doubt("too_much")
        return groups, None
    asked = asked_group(r)
    return ((asked,), Top(order.count, order.descending)) if asked is not None else ((), None)
