"""Acting: verbs that are left: a state, a condition, what is asked for, a debt; else they say nothing new."""

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.dating import BEGINNING
from adapters.llm.questions.frame import Against, Col, Compares, During, Equals, Filter, Frame, Has, Measure, Missing
from adapters.llm.questions.joins import path, siblings
from adapters.llm.questions.manners import WORKS
from adapters.llm.questions.periods import open_period
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_end, is_paid, is_planned, words_in
from adapters.llm.questions.subjects import main_table, mentions, subject
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.values import value_words
from adapters.llm.questions.verbs_meant import Meant, meaning
from adapters.llm.questions.ways import has_many, has_one

_OPEN = ("open", "unpaid", "outstanding", "reminded", "overdue", "offen")
"""States of what is still to be paid."""
_GROSS = frozenset(("gross", "brutto"))
_KINDS_UP_TO = 30
"""Values of a column that is a state."""
_OVER = word_set("ended expired lapsed abgelaufen ausgelaufen geendet beendet")
"""What has happened to rows the end of which lies behind."""
"""Verbs that lead to a place or a thing whatever is done there; of another, rows alone say nothing."""
_HERE = word_set("uns us here hier")
_GOES = word_set("laufen laeuft lief liefen gelaufen go goes went run runs ran")
_US = frozenset(("we", "wir"))
_JUDGING = frozenset(("rating", "review", "complaint", "refund", "satisfaction"))
"""Concepts of verbs that say more than that two things belong together."""
_BY = word_set("per ueber via mit by through")
_SURELY = 0.8
_NAMED = 0.6
"""How well a verb must name a column to be about it."""
_HINTED = 0.4
"""How well, where a value of that column or its amount is asked for with it: `paid cash` of the payment's method."""


def act(r: Reading, frame: Frame) -> Frame:
    """Return a frame with what the verbs that are left add to it: `which invoices are overdue`, `who manages Bern`."""
    for chunk in r.chunks:
        if not r.free(chunk) or not chunk.verb or (main_table(frame) and r.table(chunk) == main_table(frame)):
            continue
        if "debt" in chunk.verb.split():
            frame = _debts(r, frame, chunk)
        elif (acted := _acted(r, frame, chunk)) is not None:
            frame = acted
            r.use(chunk)
    return frame


def _acted(r: Reading, frame: Frame, verb: Chunk) -> Frame | None:
    """Return the frame with what a verb adds to it, if anything; None where it is not understood."""
    main, meant = main_table(frame), meaning(r, verb)
    if verb.key in _OVER and (meant is None or not meant.values) and not any(map(_is_dated, frame.filters)):
        return _ended(r, frame, main)
    if _said_already(r, frame, verb) or _goes_by(r, verb) or (verb.key in WORKS and _HERE & set(r.text.split())):
        return frame
    if _is_ours_to_pay(r, frame, verb):
        return frame
    if meant is None:
        return frame if _may_link(r, frame, main, verb) and not _means_something(r, verb) else None
    if meant.date is not None and meant.date != meant.own and _begins(r, verb, meant.date, main):
        return frame
    if r.any_op("when") and meant.date is not None:
        left = r.any_op("and") and meant.date == meant.own and meant.date.table == main
        filters = (*frame.filters, Missing(meant.date, negated=True)) if left else frame.filters
        return replace(frame, columns=(*frame.columns, meant.date), filters=filters)
    if meant.values is not None and meant.values[0].table == main and verb.helds:
        return replace(frame, filters=(*frame.filters, Equals(*meant.values)))
    own_date = meant.own is not None and r.is_date(meant.own) and meant.own.table == main
    if meant.own is not None and own_date and not r.may_be_empty(meant.own):
        return frame
    if meant.own is not None and own_date and frame.measure is None:
        periods = any(isinstance(one, During) and one.col == meant.own for one in frame.filters)
        return frame if periods else replace(frame, filters=(*frame.filters, Missing(meant.own, negated=True)))
    if (shown := _shown(r, frame, main, meant)) is not None:
        return replace(frame, columns=(*frame.columns, shown))
    if meant.table and main and not siblings(r.catalogue, main, meant.table):
        return _with_rows(r, frame, main, meant.table)
    linking = _links(frame, main) and all(held.part for held in verb.helds)
    return frame if linking else None


def _is_ours_to_pay(r: Reading, frame: Frame, verb: Chunk) -> bool:
    """Say whether it is only said that we pay what is asked for anyway: `the average refund we pay`."""
    expr = frame.measure.expr if frame.measure is not None else None
    said = isinstance(expr, Col) and any(Ref(expr.table, expr.column) == n.ref for c in r.chunks for n in c.namings[:1])
    return said and "payment" in verb.verb.split() and bool(_US & set(r.text.split()))


def _begins(r: Reading, verb: Chunk, date: Col, main: str) -> bool:
    """Say whether a verb only says how the rows came to be there: `students who signed up for A2`."""
    first = next(iter(r.catalogue.roles[main].dates), "") if main else ""
    return not r.any_op("when") and bool(BEGINNING & set(verb.verb.split())) and date == Col(main, first)


def _may_link(r: Reading, frame: Frame, main: str, verb: Chunk) -> bool:
    """Say whether a verb that the data has nothing for may only link what is named: where an amount is asked for.

    Rows alone do not say that something was done with them: `customers who complained about our work`.
    """
    who = r.any_op("who")
    doer = who and any(r.catalogue.is_people(col.table) for col in frame.columns if not col.column)
    linked = frame.measure is not None or frame.top is not None or verb.key in WORKS or doer
    if _JUDGING & set(verb.verb.split()):
        return False
    return linked and not (who and main and r.catalogue.is_people(main)) and _links(frame, main)


def _goes_by(r: Reading, verb: Chunk) -> bool:
    """Say whether a verb only leads to a kind: `Zahlungen laufen per Lastschrift`."""
    by = r.behind(verb)
    kind = r.behind(by) if by is not None and by.key in _BY else None
    return verb.key in _GOES and kind is not None and bool(kind.helds) and not r.free(kind)


def _is_dated(one: Filter) -> bool:
    return isinstance(one, During | Missing)


def _ended(r: Reading, frame: Frame, main: str) -> Frame | None:
    """Return the frame with only the rows that have ended: those whose one date of an end lies before today."""
    ends = [name for name in r.catalogue.roles[main].dates if is_end(name) or is_planned(name)] if main else []
    if len(ends) != 1 or (frame.measure is not None and frame.measure.table != main):
        return None
    past = open_period("before", r.today, r.today.isoformat(), r.language)
    return replace(frame, filters=(*frame.filters, During(Col(main, ends[0]), past)))


def _means_something(r: Reading, verb: Chunk) -> bool:
    """Say whether a verb names something anywhere in the data, though not near by: then it may not be left out."""
    words = [tuple(word.split("_")) for word in verb.verb.split()]
    named = any(naming.score > _SURELY for one in words for naming in r.catalogue.named(one)[:1])
    return bool(verb.namings or verb.helds or named or any(r.catalogue.values.of(one) for one in words))


def _shown(r: Reading, frame: Frame, main: str, meant: Meant) -> Col | None:
    """Return the column that a verb asks for: `what does it cost`, `where is it made`."""
    if frame.measure is not None:
        return None
    number = meant.number
    if (
        number is not None
        and (not frame.columns or r.any_op("and", "what"))
        and has_one(r.catalogue, main, number.table)
    ):
        return number
    return meant.text if r.any_op("where") else None


def _with_rows(r: Reading, frame: Frame, main: str, table: str) -> Frame | None:
    """Let there be rows of the table that a verb speaks of, where nothing else says so: `customers who ordered`."""
    said = table == main or mentions(frame, table) or has_one(r.catalogue, main, table)
    if said or _passes(r, frame, main, table):
        return frame
    dated = any(isinstance(one, During) and one.col.table == main for one in frame.filters)
    if any(isinstance(one, Missing | Has) for one in frame.filters) or (dated and r.catalogue.is_event(main)):
        return None
    return replace(frame, filters=(*frame.filters, Has(table)))


def _debts(r: Reading, frame: Frame, verb: Chunk) -> Frame:
    """Show beside each row what is still to be paid for it: `and what do they owe`."""
    if frame.measure is not None or not frame.focus:
        return frame
    owing = next((col.table for col in frame.columns if not col.column and col.table != frame.focus), frame.focus)
    for table in _behind(r, owing):
        amount, unpaid = _amount(r, table), _unpaid(r, table)
        if amount is not None and unpaid is not None:
            r.use(verb)
            total = Has(table, (unpaid,), measure=Measure("sum", table, amount))
            return replace(frame, totals=(*frame.totals, (owing, total)))
    return frame


def _behind(r: Reading, table: str) -> list[str]:
    """Return the tables of which a row of this one has several that are its own, the nearest first."""
    tables = (other for other in r.catalogue.tables if has_many(r.catalogue, table, other))
    own = [other for other in tables if has_one(r.catalogue, other, table)]
    return sorted(own, key=lambda other: len(path(r.catalogue, table, other)))


def _amount(r: Reading, table: str) -> Col | None:
    """Return the amount that rows are to be paid with: the one with taxes, where there are several."""
    roles = r.catalogue.roles[table]
    money = [name for name in roles.measures if name in roles.money]
    summed = next((name for name in money if name in roles.summed), "")
    name = next((name for name in money if _GROSS & set(words_in(name))), summed)
    return Col(table, name) if name else None


def _unpaid(r: Reading, table: str) -> Filter | None:
    """Return the condition under which a row is still to be paid: by its state, else by its date of payment."""
    for column in r.catalogue.tables[table].columns:
        values = column.values if len(column.values) < _KINDS_UP_TO else ()
        held = tuple(value for value in values if any(meet(word, one) for word in value_words(value) for one in _OPEN))
        if held:
            return Equals(Col(table, column.name), held)
    paid = [name for name in r.catalogue.roles[table].dates if is_paid(name)]
    return Missing(Col(table, paid[0])) if len(paid) == 1 else None


def _said_already(r: Reading, frame: Frame, verb: Chunk) -> bool:
    """Say whether a verb speaks of a column that the frame is about anyway: `insured privately`, `paid cash`."""
    conditions = [
        one for one in (*frame.filters, *(frame.share or ())) if not isinstance(one, Has | Compares | Against)
    ]
    columns = [*(one.col for one in conditions), *frame.columns, *(group.col for group in frame.groups)]
    top = frame.top.by if frame.top and not r.any_op("when") else None
    amounts = [frame.measure.expr if frame.measure else None, top]
    kept = [one.col for one in conditions if isinstance(one, Equals) and not one.negated]
    hinted = [*kept, *(one for one in amounts if isinstance(one, Col))]
    held = {(col.table, col.column) for col in hinted}
    words = [tuple(word.split("_")) for word in (verb.key, *verb.verb.split())]
    named = {(n.ref.table, n.ref.column): n.score for word in words for n in reversed(r.catalogue.named(word))}
    own = {(naming.ref.table, naming.ref.column) for naming in verb.namings}
    said = ((col.table, col.column) for col in (*columns, *hinted))
    return any(one in own or named.get(one, 0.0) > (_HINTED if one in held else _NAMED) for one in said)


def _passes(r: Reading, frame: Frame, main: str, table: str) -> bool:
    """Say whether a condition of the frame leads through a table anyway."""
    others = (other for other in map(subject, frame.filters) if other != main)
    return any(table in (edge.source, edge.target) for other in others for edge in path(r.catalogue, main, other))


def _links(frame: Frame, main: str) -> bool:
    """Say whether a verb that speaks of nothing in the data only links two things that are named."""
    cols = (*(group.col for group in frame.groups), *frame.columns)
    return bool({*(col.table for col in cols), *map(subject, frame.filters)} - {main})
