"""Dating: the date that a period is about: the one named or spoken of beside it, else the main one of the rows."""

from adapters.llm.questions.choosing import Fit
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.earning import is_sold
from adapters.llm.questions.frame import Col, Equals, Filter, Has, Lasting, Missing
from adapters.llm.questions.joins import NoWay, path, siblings
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_done, is_later, is_paid, is_planned, words_in
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import stems_of, word_set
from adapters.llm.questions.values import value_words
from adapters.llm.questions.verbs_meant import meaning
from adapters.llm.questions.ways import has_one

_NAMED, _SPOKEN = 0.6, 0.8
"""How well a verb must name a date of its own, or speak of one, for the date to be about what it says."""
BEGINNING = word_set(
    "joined hire_date registration_date created order_date booking_date start_date registration opened",
)
"""Concepts of verbs that speak of how rows of a table come to be there."""


_DECIDED = ("won", "lost", "closed")
"""States in which nothing more happens."""
_STEM = 4
"""Letters of a verb's stem that is looked for in a table's name."""
_FINISHED = ("done", "finished", "completed", "resolved")
"""States of what somebody has dealt with, on a day that may be kept."""
_CLOSED = word_set(
    "closed close closing abschluss abgeschlossen geschlossen abschlussdatum",
)
_FOR = frozenset(("for", "für", "fuer"))
_KEPT = word_set(
    "created inserted recorded imported erfasst angelegt erstellt importiert eingetragen",
)
"""Words in the names of dates on which a row was written down."""


_MEANT_FOR = ("for ", "für ")
_GOT = word_set("bekommen bekam bekamen erhalten erhielten got gotten gekriegt")
"""Verbs that say of what comes to us only that it came."""
_MADE = word_set("booked booking gebucht buchung ordered bestellt created angelegt erstellt reserved reserviert")
"""Words in the names of dates on which rows were made that are for another day."""


def date_for(r: Reading, chunk: Chunk, main: str) -> Col | None:
    """Return the date that a period is about, as `orders shipped in May`, `2025 bezahlt`; None where none is."""

    def speaks(c: Chunk) -> bool:
        return (r.free(c) and bool(c.verb)) or _is_dated(r, c, main)

    if (month := _of_month(r, chunk, main) or _meant_for(r, chunk, main)) is not None:
        return month
    for near in (
        r.before(chunk, speaks, reach=2),
        r.after(chunk, speaks, reach=3),
        next((c for c in r.chunks[: chunk.at] if c.verb and r.free(c)), None),
        next((c for c in r.chunks if own_date(r, c, main) is not None), None),
    ):
        col = _spoken_of(r, near, main) if near is not None and not _says_state(r, near, main) else None
        if col is not None and near is not None and near.verb and col.table != main:
            named = r.before(near, lambda c: _is_dated(r, c, main), reach=2)
            own = r.column_in(named, lambda c: r.is_timed(c) and c.table == main) if named is not None else None
            r.use(named if own is not None else None)
            col = own or col
        if col is not None and col not in _empty(r):
            r.use(near)
            return col
    return _closing(r, main) or main_date(r, main)


def _meant_for(r: Reading, chunk: Chunk, main: str) -> Col | None:
    """Return the day that bookings are for, rather than that on which they were made: `bookings for this week`."""
    if not main or not chunk.text.lower().startswith(_MEANT_FOR):
        return None
    dates = [name for name in r.catalogue.roles[main].dates if name not in r.catalogue.roles[main].born]
    made = [name for name in dates if _MADE & set(words_in(name))]
    others = [name for name in dates if name not in made and not is_later(name) and not is_planned(name)]
    return Col(main, others[0]) if made and len(others) == 1 else None


def _says_state(r: Reading, chunk: Chunk, main: str) -> bool:
    """Say whether a word is the state of the rows that it stands right before: `played bookings`."""
    behind = r.behind(chunk)
    held = any(held.score == 1.0 and not held.part and held.table == main for held in chunk.helds)
    return held and behind is not None and r.table(behind) == main


def _of_month(r: Reading, chunk: Chunk, main: str) -> Col | None:
    """Return the column of months that `for November` and `Abrechnungsmonat November` are about."""
    if (near := _naming_month(r, chunk, main)) is not None:
        return near
    ahead = r.ahead(chunk)
    said = chunk.text.casefold().split()[0], ahead.key if ahead is not None else ""
    if not set(said) & _FOR:
        return None
    if not main or (month := _month_of(r, main)) is not None:
        return month if main else None
    others = dict.fromkeys((*(one.table for one in r.filters if isinstance(one, Has)), *r.anchors))
    near_by = [month for table in others if table != main and (month := _month_of(r, table)) is not None]
    noun = r.ahead(ahead) if ahead is not None and ahead.key in _FOR else ahead
    of_them = [month for month in near_by if r.table(noun) == month.table]
    if of_them:
        return of_them[0]
    return near_by[0] if len(near_by) == 1 and not r.catalogue.is_event(main) else None


def _naming_month(r: Reading, chunk: Chunk, main: str) -> Col | None:
    """Return the column of months that words beside a period name."""

    def fits(col: Col) -> bool:
        return col.column in r.catalogue.roles[col.table].months and (not main or has_one(r.catalogue, main, col.table))

    for near in filter(None, (r.ahead(chunk), r.behind(chunk))):
        if near.namings and r.free(near) and r.table_in(near) is None and (col := r.column_in(near)) and fits(col):
            r.use(near)
            return col
    return None


def _month_of(r: Reading, table: str) -> Col | None:
    """Return the one column of months that rows are of; none that says when something came to be done."""
    months = [name for name in r.catalogue.roles[table].months if not is_later(name)]
    return Col(table, months[0]) if len(months) == 1 else None


def _is_later(date: str) -> bool:
    """Say whether a date says less of what rows are about than a month of their own."""
    return is_later(date) or bool(_KEPT & set(words_in(date)))


def _closing(r: Reading, main: str) -> Col | None:
    """Return the date on which rows were closed, where only those are asked for that were won or lost."""
    if not main:
        return None
    values = [str(v) for one in r.filters if isinstance(one, Equals) and one.col.table == main for v in one.values]
    decided = any(meet(word, end) for value in values for word in value_words(value) for end in _DECIDED)
    dates = r.catalogue.roles[main].dates
    closed = [name for name in dates if _CLOSED & set(words_in(name))] if decided else []
    if any(meet(word, end) for value in values for word in value_words(value) for end in _FINISHED):
        closed = closed or [name for name in dates if is_done(name) and not is_paid(name)]
    return Col(main, closed[0]) if len(closed) == 1 else None


def _spoken_of(r: Reading, near: Chunk, main: str) -> Col | None:
    """Return the date that a noun or a verb speaks of: by its name, of what happened to the rows, or of their start."""

    def fits(col: Col) -> bool:
        return r.is_timed(col) and (not main or has_one(r.catalogue, main, col.table))

    if near.key in _GOT and not near.namings and main and r.catalogue.is_event(main) and r.catalogue.roles[main].dates:
        return main_date(r, main)
    if near.neutral and main and r.catalogue.is_event(main) and r.catalogue.roles[main].dates:
        return own_date(r, near, main) or main_date(r, main)
    col = r.column_in(near, fits) or (r.concept(near.verb, fits) if near.verb else None)
    if col is not None or not near.verb or not main:
        return col
    own = r.catalogue.is_event(main) and bool(r.catalogue.roles[main].dates)
    col = _behind(r, near, main) if not near.filler and not own else None
    if col is None and BEGINNING & set(near.verb.split()) and not near.helds:
        begun = [name for name in r.catalogue.roles[main].dates if not is_later(name)]
        return Col(main, begun[0]) if len(begun) == 1 else None
    return col


def _behind(r: Reading, verb: Chunk, main: str) -> Col | None:
    """Return the date of what happened to the rows, such as `ordered_at` of the orders that articles are in."""

    def fits(col: Col) -> bool:
        return r.is_date(col) and col.table != main and not siblings(r.catalogue, main, col.table)

    if (named := _named(r, verb, fits)) is not None:
        return named
    meant = meaning(r, verb)
    if meant is None or meant.table in ("", main) or siblings(r.catalogue, main, meant.table):
        return None
    dated = bool(r.catalogue.roles[meant.table].dates)
    return _happened(r, meant.table, main) if not dated or r.catalogue.is_event(meant.table) else None


def _named(r: Reading, verb: Chunk, fit: Fit) -> Col | None:
    namings = [naming for naming in verb.namings if naming.ref.column and naming.score > _NAMED]
    return next(iter(r.nearest(namings, fit)), None)


def own_date(r: Reading, verb: Chunk, main: str) -> Col | None:
    """Return the date of the rows themselves that a verb is about, such as `paid_on`, though the verb is used."""
    if not main or not verb.verb:
        return None
    missing = _empty(r)

    def fits(col: Col) -> bool:
        return r.is_date(col) and col.table == main and col not in missing

    return _named(r, verb, fits) or r.concept(verb.verb, fits, _SPOKEN)


def _empty(r: Reading) -> set[Col]:
    """Return the columns that are to be empty: no period is about them."""
    return {one.col for one in (*r.filters, *r.parts) if isinstance(one, Missing)}


def _is_dated(r: Reading, chunk: Chunk, main: str) -> bool:
    if not chunk.namings or r.table_in(chunk) is not None:
        return False
    return r.column_in(chunk, lambda c: r.is_timed(c) and main in ("", c.table)) is not None


def main_date(r: Reading, main: str) -> Col | None:
    """Return the date that rows are dated by where none is named: their own, or that of what happened to them."""
    main = main or next(iter(r.anchors), "")
    if not main:
        return None
    if isinstance(r.lasting, Lasting) and r.lasting.begin.table == main:
        return r.lasting.begin
    for one in r.filters:
        if (told := _of_deed(r, one, main)) is not None:
            return told
    if not r.catalogue.is_event(main) or _is_thing(r, main):
        for one in r.filters:
            if (happened := _of_condition(r, one, main)) is not None:
                return happened
    roles = r.catalogue.roles[main]
    own = [name for name in roles.dates if name not in roles.born]
    came = [name for name in own if not is_planned(name)]
    if called := [name for name in came if _is_called_after(name, main)]:
        return Col(main, called[0])
    if (month := _month_of(r, main)) is not None and all(map(_is_later, came)):
        return month
    paid = [name for name in came if is_paid(name)]
    if len(paid) == 1 and all(map(_is_later, came)) and any(meet(word, "payment") for word in words_in(main)):
        return Col(main, paid[0])
    if came:
        return Col(main, came[0])
    others = [one.table for one in r.filters if isinstance(one, Has)]
    equals = [one.col.table for one in r.filters if isinstance(one, Equals) and one.col.table != main]
    others += [table for table in equals if r.catalogue.is_event(table)]
    found = next((date for table in others if (date := _happened(r, table, main)) is not None), None)
    if found is not None:
        return found
    near = [edge.target for edge in r.catalogue.leaving(main) if edge.to_one]
    dates = [date for table in near if (date := _first_date(r, table)) is not None]
    dates = _likeliest(r, dates)
    return dates[0] if len(dates) == 1 else Col(main, own[0]) if own and not dates else None


def _likeliest(r: Reading, dates: list[Col]) -> list[Col]:
    """Return the dates of orders and the like, else of events: a line of an order is not dated by its product."""
    happened = [date for date in dates if r.catalogue.is_event(date.table)] or dates
    return [date for date in happened if is_sold(date.table)] or happened


def _is_called_after(date: str, table: str) -> bool:
    """Say whether a date is of what a table's rows are: `shipped_on` of shipments."""
    deeds = [one for word in words_in(date) for one in stems_of(word) if len(one) >= _STEM]
    return any(own.startswith(deed) for own in words_in(table) for deed in deeds)


def _of_deed(r: Reading, one: Filter, main: str) -> Col | None:
    """Return the day of what a verb says was done, where it is a state of other rows: `who cancelled this year`."""
    if not isinstance(one, Equals) or one.col.table == main:
        return None
    held = (one.col.table, one.col.column)
    verb = next((c for c in r.chunks if c.verb and any((h.table, h.column) == held for h in c.helds[:1])), None)
    date = own_date(r, verb, one.col.table) if verb is not None else None
    return date if date is not None and is_later(date.column) else None


def _is_thing(r: Reading, main: str) -> bool:
    """Say whether rows are things to which much happens, though they name others: meters, of which each is read."""
    rows = r.catalogue.tables[main].rows or 0
    happened = [one.table for one in r.filters if isinstance(one, Has) and r.catalogue.is_event(one.table)]
    return any((r.catalogue.tables[table].rows or 0) > rows for table in happened) and not is_sold(main)


def _of_condition(r: Reading, one: Filter, main: str) -> Col | None:
    """Return the date of what a condition says happened to the rows: the orders of `customers who ordered X`."""
    if isinstance(one, Has):
        return _first_date(r, one.table)
    if not isinstance(one, Equals) or one.col.table == main:
        return None
    if r.catalogue.is_event(one.col.table):
        return _first_date(r, one.col.table)
    try:
        steps = path(r.catalogue, main, one.col.table)
    except NoWay:
        return None
    events = [edge.target for edge in steps if not edge.to_one and r.catalogue.is_event(edge.target)]
    return _first_date(r, events[0]) if events else None


def _first_date(r: Reading, table: str) -> Col | None:
    dates = [name for name in r.catalogue.roles[table].dates if not is_planned(name)]
    month = _month_of(r, table) if all(map(_is_later, dates)) else None
    return month or (Col(table, dates[0]) if dates else None)


def _happened(r: Reading, table: str, main: str) -> Col | None:
    """Return the date of rows that belong to others: their own, else that of the one thing they are a part of."""
    own = _first_date(r, table)
    if own is not None:
        return own
    wholes = [edge.target for edge in r.catalogue.leaving(table) if edge.to_one and edge.target != main]
    dates = [date for whole in wholes if (date := _first_date(r, whole)) is not None]
    dates = _likeliest(r, dates)
    return dates[0] if len(dates) == 1 else None
