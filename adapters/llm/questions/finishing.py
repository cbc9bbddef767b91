"""Finishing: what a frame still has to show, and what would be answered wrongly though every word is known."""

from collections.abc import Callable

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.dating import own_date
from adapters.llm.questions.earning import revenue_of
from adapters.llm.questions.frame import Against, Col, During, Equals, Filter, Frame, Has, Lasting, Missing, Product
from adapters.llm.questions.growing import doubt_apart
from adapters.llm.questions.manners import MONEY, UNDONE
from adapters.llm.questions.misjudging import doubt_measure
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.rivals import doubt_lost
from adapters.llm.questions.roles import is_bought, is_done, is_end, is_kind, is_later, is_paid, words_in
from adapters.llm.questions.standing import going_on
from adapters.llm.questions.subjects import main_table, subject
from adapters.llm.questions.terms import codes_of
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.values import value_words
from adapters.llm.questions.ways import has_many

_FUTURE = word_set(
    "will wird werden",
)
_CURRENT = word_set(
    "currently current aktuell aktuelle aktuellen aktueller aktuelles derzeit derzeitige derzeitigen momentan",
    "zurzeit rn grad now jetzt present gerade",
)
_STILL = ("still", "noch")
_THERE = word_set(
    "work works working arbeiten arbeitet employed angestellt beschaeftigt da dabei here hier tätig taetig"
)
"""What people still do who have not left."""
_NEVER = word_set(
    "never nie niemals",
)
"""Words that speak of all that ever was, while a state says what is."""
_CAME = word_set("eingegangen eingegangene eingegangenen eingereicht eingereichte received submitted filed")
"""States in which rows come to be there, and in which they do not stay."""
_PRICES = word_set("price prices preis preise preisen einzelpreis einzelpreise stueckpreis stueckpreise unit_price")
_HOURS = word_set("hours stunden")
_TAKEN = word_set("receive received erhalten bekommen eingenommen eingegangen")
_RECEIVED = ("einnahmen", "eingenommen")
_SOLD = word_set("sell sells sold selling verkaufen verkauft verkaufte verkauften verkaufte")
_SAME = word_set(
    "same gleiche gleichen gleicher gleiches selbe selben identical identisch identische duplicate duplicates doppelt",
)
"""Words that compare rows with each other, which no query here does."""
_BUT = frozenset(("but", "aber"))
"""What sets two periods against each other, each about a date of its own."""
_ASKS_WHETHER = word_set(
    "is are was were has have did does ist sind war waren hat haben wurde wurden",
)


def ended_only(frame: Frame) -> Frame:
    """Leave out groups in which nothing has ended where it is asked how long something lasts in each."""
    expr = frame.measure.expr if frame.measure is not None else None
    if not isinstance(expr, Lasting) or not frame.groups:
        return frame
    return replace(frame, filters=(*frame.filters, Missing(expr.end, negated=True)))


def counts_shown(frame: Frame) -> Frame:
    """Show beside each row how many of the others it has, where it is listed for having so many."""
    if frame.measure is not None:
        return frame
    for one in frame.filters:
        if isinstance(one, Against):
            return _sides_shown(frame, one)
        if isinstance(one, Has) and not one.negated and (one.measure is not None or one.number != 1):
            shown = frame.focus, Has(one.table, one.filters, measure=one.measure, via=one.via)
            return replace(frame, totals=(*frame.totals, shown))
    return frame


def _sides_shown(frame: Frame, one: Against) -> Frame:
    """Show what is compared in each row, where the rows that are listed are the ones that are compared."""
    if one.table != frame.focus:
        return frame
    sides = (one.one, one.other)
    columns = tuple(side for side in sides if isinstance(side, Col) and side not in frame.columns)
    totals = tuple((frame.focus, side) for side in sides if isinstance(side, Has))
    return replace(frame, columns=(*frame.columns, *columns), totals=(*frame.totals, *totals))


def doubt(r: Reading, frame: Frame) -> None:
    """Note what would be answered wrongly though every word is known.

    That are rows counted by themselves, numbers of days that are still to come, days of birth of which one is asked
    for and another one said, and things by the day on which they came to be, where it is asked what happened to them.
    """
    doubt_apart(r, frame)
    doubt_lost(r)
    doubt_measure(r, frame)
    measure, born = frame.measure, _born(r, frame)
    periods = [one for one in frame.filters if isinstance(one, During)]
    alone = measure is not None and measure.expr is None and not frame.nested
    if measure is not None and alone and any(group.col == Col(measure.table) for group in frame.groups):
        r.doubt("too_much")
    grains = any(group.grain and group.col.table == main_table(frame) for group in frame.groups)
    happened = any(
        isinstance(one, Has) and not one.negated and r.catalogue.is_event(one.table) for one in frame.filters
    )
    if grains and happened and not r.catalogue.is_event(main_table(frame)):
        r.doubt("no_date")
    if measure is None and not frame.columns and not frame.totals and _asks_more(r):
        r.doubt("too_much")
    if measure is not None and measure.func == "count" and _sums_too(r):
        r.doubt("too_much")
    said = r.said
    ahead = any(one.period.start is not None and one.period.start > r.today for one in periods)
    if ahead and said & _FUTURE and measure is not None and measure.expr is not None:
        r.doubt("future")
    if _is_planned(frame.filters) and _is_month_behind(r, periods):
        r.doubt("other")
    kept = [one for one in frame.filters if isinstance(one, Equals) and one.negated and is_kind(one.col.column)]
    if (kept and said & _NEVER) or said & _SAME:
        r.doubt("other")
    if said & _BUT and sum(chunk.period is not None for chunk in r.chunks) > 1:
        r.doubt("too_much")
    shared = {one.col for one in frame.share or () if isinstance(one, Missing)}
    if measure is not None and alone and _counts_deeds(r, frame, measure.table):
        r.doubt("too_much")
    if any(is_bought(one.col.column) for one in periods) and _SOLD & {c.key for c in r.chunks}:
        r.doubt("no_date")
    if _says_out_of(r) or _contradicts(frame.filters) or any(one.col in shared for one in periods):
        r.doubt("other")
    if born and any(one.col not in born or one.period.grain not in ("year", "span") for one in periods):
        r.doubt("no_date")


def _counts_deeds(r: Reading, frame: Frame, main: str) -> bool:
    """Say whether things are counted by those who did something with them, on days of that: `tests each completed`."""
    tables = {group.col.table for group in frame.groups if not group.col.column and group.col.table != main}
    days = {one.col.table for one in frame.filters if isinstance(one, During)} - {main}
    return any(has_many(r.catalogue, main, table) for table in tables) and any(
        has_many(r.catalogue, main, day) for day in days
    )


def _is_planned(filters: tuple[Filter, ...]) -> bool:
    """Say whether rows are asked for by the state of what is still to come."""
    states = [one for one in filters if isinstance(one, Equals) and not one.negated]
    return any(codes_of(value_words(str(value))) & codes_of(("planned",)) for one in states for value in one.values)


def _is_month_behind(r: Reading, periods: list[During]) -> bool:
    """Say whether a month that was said without its year was taken for the one behind us."""
    bare = [chunk for chunk in r.chunks if chunk.period and not any(map(str.isdigit, chunk.text))]
    behind = [one.period for one in periods if one.period.grain == "month" and one.period.end]
    return bool(bare) and any(one.end is not None and one.end < r.today for one in behind)


def _contradicts(filters: tuple[Filter, ...]) -> bool:
    """Say whether a date is to be missing, and in some period."""
    missing = {one.col for one in filters if isinstance(one, Missing) and not one.negated}
    inside = any(_contradicts(one.filters) for one in filters if isinstance(one, Has))
    return inside or any(isinstance(one, During) and one.col in missing for one in filters)


def _says_out_of(r: Reading) -> bool:
    """Say whether rows are `out of` something, as print or stock, that nothing in the data is called."""
    for chunk in r.chunks:
        behind = r.behind(chunk) if chunk.key == "out of" else None
        if behind is not None and not (behind.filler or behind.number or behind.has("every") or r.is_noun(behind)):
            return True
    return False


def _asks_more(r: Reading) -> bool:
    """Say whether a second thing is asked for behind `and`: `… and what are they called`."""
    joint = next((chunk for chunk in r.chunks if chunk.has("and") and chunk.at), None)
    behind = [] if joint is None else [chunk for chunk in r.chunks[joint.at + 1 : joint.at + 4] if not chunk.namings]
    return any(chunk.has("what", "which", "who", "when", "where", "howmuch", "count") for chunk in behind)


def _sums_too(r: Reading) -> bool:
    """Say whether a sum is asked for behind `and`, beside a number of rows."""
    joint = next((chunk.at for chunk in r.chunks if chunk.has("and")), len(r.chunks))
    return any(chunk.has("sum", "avg") for chunk in r.chunks[joint + 1 :])


def passed(r: Reading, frame: Frame) -> Frame:
    """Leave out the state that says the same as a date in a period: what came in this year may be dealt with by now."""
    main = main_table(frame)
    days = {one.col for one in frame.filters if isinstance(one, During) and one.col.table == main}
    if not days:
        return frame
    said = {
        (held.column, held.value)
        for chunk in r.chunks
        if chunk.helds and (chunk.key in _CAME or (chunk.verb and own_date(r, chunk, main) in days))
        for held in chunk.helds
        if held.table == main and is_kind(held.column)
    }
    kept = (one for one in frame.filters if not (isinstance(one, Equals) and _is_said(one, main, said)))
    return replace(frame, filters=tuple(kept))


def _is_said(one: Equals, main: str, said: set[tuple[str, str]]) -> bool:
    return one.col.table == main and not one.negated and all((one.col.column, value) in said for value in one.values)


def received(r: Reading, frame: Frame) -> Frame:
    """Take what came in for what was paid, on the day on which it was: `Einnahmen im März`."""
    measure = frame.measure
    came = any(chunk.revenue and chunk.key.endswith(_RECEIVED) for chunk in r.chunks)
    money = bool(r.said & set(MONEY)) and bool(r.said & _TAKEN)
    if measure is None or measure.expr is None or not (came or money):
        return frame
    paid = [Col(measure.table, name) for name in r.catalogue.roles[measure.table].dates if is_paid(name)]
    if len(paid) != 1 or any(isinstance(one, Missing) for one in frame.filters):
        return frame
    own = [one for one in frame.filters if isinstance(one, During) and one.col.table == measure.table]
    others = tuple(one for one in frame.filters if one not in own)
    moved = tuple(replace(one, col=paid[0]) for one in own)
    return replace(frame, filters=(*others, *(moved or (Missing(paid[0], negated=True),))))


def _born(r: Reading, frame: Frame) -> set[Col]:
    """Return the days of birth that a frame shows or groups by."""
    cols = (*frame.columns, *(group.col for group in frame.groups))
    return {col for col in cols if col.column in r.catalogue.roles[col.table].born}


def multiplied(r: Reading, frame: Frame) -> Frame:
    """Take what was sold times its price, where the rows have both: a sum of prices alone is nobody's revenue."""
    measure = frame.measure
    if measure is None or measure.func != "sum" or not isinstance(measure.expr, Col) or _PRICES & r.said:
        return frame
    earned = revenue_of(r.catalogue, measure.table)
    if not isinstance(earned, Product) or measure.expr.column not in (earned.one, earned.other):
        return frame
    if measure.expr.column not in r.catalogue.roles[measure.table].money:
        return frame
    return replace(frame, measure=replace(measure, expr=earned))


def worked(r: Reading, frame: Frame) -> Frame:
    """Sum the hours of rows that are called by them, instead of counting the rows."""
    measure = frame.measure
    hours = _hours(r, measure.table) if measure is not None and measure.func == "count" else None
    if measure is None or hours is None:
        return frame
    return replace(frame, measure=replace(measure, func="sum", expr=hours))


def _hours(r: Reading, table: str) -> Col | None:
    """Return the hours of rows that are called by them: `hours worked` of a table of working time."""
    named = any(_HOURS & set(c.key.split()) and r.table(c) == table for c in r.chunks)
    hours = [name for name in r.catalogue.roles[table].measures if _HOURS & set(words_in(name))] if named else []
    return Col(table, hours[0]) if len(hours) == 1 else None


def same_rows(r: Reading, frame: Frame) -> Frame:
    """Let what was done and what is missing be of the same rows: who attended a course and has not paid for it."""
    main = frame.focus
    for one in frame.filters:
        if not isinstance(one, Has) or _counts(one) or not one.filters or not has_many(r.catalogue, main, one.table):
            continue
        if not all(isinstance(inner, Missing) and not inner.negated for inner in one.filters):
            continue
        said = [f for f in frame.filters if isinstance(f, Equals) and f.col.table == one.table and not f.negated]
        if said:
            joined = replace(one, filters=(*one.filters, *said))
            return replace(frame, filters=tuple(joined if f is one else f for f in frame.filters if f not in said))
    return frame


def current(r: Reading, frame: Frame) -> Frame:
    """Leave out rows that have ended, where the present is asked for and rows have an end: `current employees`."""
    words = [chunk for chunk in r.chunks if _of_now(r, chunk)]
    if not words or r.context or r.states or r.now:
        return frame
    if any(isinstance(one, Equals) and not one.negated and is_kind(one.col.column) for one in frame.filters):
        r.use(*words)
        return frame
    tables = dict.fromkeys(filter(None, (frame.measure.table if frame.measure else "", frame.focus)))
    for table in tables:
        if not any(isinstance(one, Missing) for one in frame.filters) and (filters := going_on(r, table)):
            r.use(*words)
            r.timed.update(chunk.at for chunk in words)
            return replace(frame, filters=(*frame.filters, *filters))
        ends = _dates(r, table, is_end)
        if len(ends) != 1 or any(isinstance(one, Missing) for one in frame.filters):
            continue
        if r.catalogue.column(Ref(table, ends[0])).greatest >= r.today.isoformat():
            r.doubt("present")
            return frame
        r.use(*words)
        return replace(frame, filters=(*frame.filters, Missing(Col(table, ends[0]))))
    return frame


def undone(r: Reading, frame: Frame) -> Frame:
    """Keep only rows that nobody has dealt with, where no state says so: `open faults` have no day of their repair."""
    words = [chunk for chunk in r.chunks if r.free(chunk) and chunk.key in UNDONE and not chunk.helds]
    table = main_table(frame)
    if not words or not table or r.context:
        return frame
    done = _dates(r, table, is_done)
    if len(done) != 1 or any(isinstance(one, Missing) for one in frame.filters):
        return frame
    r.use(*words)
    return replace(frame, filters=(*frame.filters, Missing(Col(table, done[0]))))


def _dates(r: Reading, table: str, wanted: Callable[[str], bool]) -> list[str]:
    """Return the dates of a table that are called so and may be empty."""
    columns = (column.name for column in r.catalogue.tables[table].columns if column.nullable and wanted(column.name))
    return [name for name in columns if name in r.catalogue.roles[table].dates]


def _of_now(r: Reading, chunk: Chunk) -> bool:
    if chunk.key in _STILL:
        return bool(_THERE & r.said) or "still with us" in r.text
    return bool(set(chunk.key.split()) & _CURRENT) or (chunk.key in ("moment", "right") and "now" in r.text)


def yes_no(r: Reading, frame: Frame) -> Frame:
    """Show, of one row that is named, what it is asked to be: `is invoice R-1 paid?` is answered by its state."""
    first = r.chunks[0].key.split() if r.chunks else []
    if not first or first[0] not in _ASKS_WHETHER or frame.measure is not None:
        return frame
    equals = [one for one in frame.filters if isinstance(one, Equals)]
    named = [one for one in equals if r.is_label(one.col) or r.is_code(one.col)]
    asked = [one for one in equals if one not in named and one.col.table == frame.focus]
    if not named or not asked:
        return frame
    kept = tuple(one for one in frame.filters if one not in asked)
    return replace(frame, filters=kept, columns=(*frame.columns, *(one.col for one in asked)))


def _of_what_happened(r: Reading, frame: Frame) -> Frame:
    """Look at the rows of what happened, where it is asked when it did: `when did Ada pass the test`."""
    plain = [one for one in frame.filters if not (isinstance(one, Has) and _counts(one))]
    behind = {table for one in plain if has_many(r.catalogue, frame.focus, table := subject(one))}
    table = behind.pop() if len(behind) == 1 else ""
    if (
        not table
        or not r.catalogue.is_event(table)
        or r.catalogue.is_event(frame.focus)
        or len(plain) < len(frame.filters)
    ):
        return frame
    inner = [one.filters if isinstance(one, Has) else (one,) for one in frame.filters]
    states = [h for c in r.chunks if c.verb for h in c.helds[:1] if h.table == table and not h.part]
    said = tuple(Equals(Col(table, held.column), (held.value,)) for held in states)
    filters = tuple(dict.fromkeys((*(one for some in inner for one in some), *said)))
    return replace(frame, focus=table, filters=filters, columns=(Col(frame.focus), *frame.columns))


def _counts(one: Has) -> bool:
    return one.negated or one.measure is not None or (one.op, one.number) != (">=", 1)


def dated(r: Reading, frame: Frame) -> Frame:
    """Show the date of the rows where `when` is asked, and no other date is."""
    if not r.any_op("when") or frame.measure is not None or not frame.focus:
        return frame
    frame = _of_what_happened(r, frame)
    if any(r.is_date(col) for col in frame.columns if col.column):
        return frame
    own = [name for name in r.catalogue.roles[frame.focus].dates if not is_later(name)]
    if len(own) != 1:
        r.doubt("no_date")
        return frame
    return replace(frame, columns=(*frame.columns, Col(frame.focus, own[0])))
