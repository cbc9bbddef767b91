"""Yearly: periods that are about a column of years: `built before 1990`, `Jahrgang 2020`, `cars from 2015 or newer`."""

from msgspec.structs import replace

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.dating import own_date
from adapters.llm.questions.frame import Col, Compares, Equals, Filter, Has
from adapters.llm.questions.grains import Grain
from adapters.llm.questions.joins import NoWay, path
from adapters.llm.questions.periods import Period, open_period
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_later, words_in
from adapters.llm.questions.subjects import subject
from adapters.llm.questions.terms import identifier_words, meet
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.ways import has_one

_MADE = word_set(
    "built build bau baujahr bj construction constructed made make making model modell modelljahr manufacture",
    "manufactured production produced produktion produktionsjahr herstellung herstellungsjahr vintage jahrgang harvest",
    "ernte erntejahr lese lesejahr release released publication published erscheinungsjahr erscheinung ersch",
    "veroeffentlichung veroeffentlichungsjahr druckjahr drehjahr",
)
"""Words in the names of years that say when a thing was made, which `cars from 2015` are of that year by."""
_BORN = word_set("birth geburt geburts geburtsjahr geb born geboren")
_YEAR_ITSELF = word_set("year jahr yr")
_OF, _FOR = frozenset(("from", "of", "von", "aus", "vom", "des", "der")), frozenset(("for", "für", "fuer"))
_PAST_FORM = 0.8
"""How well a verb must meet a word of a column's name to speak of it: `gegründet` of `gruendungsjahr`."""
_JOINTS = frozenset(("with", "mit", "to", "und", "and", "oder", "or"))
_MOST_LISTED = 4
"""Years that are named one by one; more are a range."""
_EDGES = {
    **dict.fromkeys(("since", "seit", "ab"), "since"), **dict.fromkeys(("after", "nach"), "after"),
    **dict.fromkeys(("before", "vor"), "before"), **dict.fromkeys(("until", "bis"), "until"),
}  # fmt: skip
"""Words that open a period though the name of the column stands between: `ab Baujahr 2015`."""


def in_years(r: Reading, *, negated: bool = False) -> None:
    """Make filters of periods beside the name of a column of years, or a verb that speaks of one.

    Those that are denied come first, before what is denied is looked for elsewhere: `not built in 2015`.
    """
    made = False
    for chunk in r.chunks:
        found = _said(r, chunk) if chunk.period is not None and r.free(chunk) else None
        if found is None or (_denied(r, chunk, found[0]) is not None) != negated:
            continue
        _add(r, chunk, *found)
        made = True
    rest = [chunk for chunk in r.chunks if chunk.period is not None and r.free(chunk)]
    if made and rest and not any(r.free(c) and (c.verb or c.namings) and not r.table(c) for c in r.chunks):
        r.doubt("too_much")


def _add(r: Reading, chunk: Chunk, near: Chunk, col: Col) -> None:
    """Add the filters that a period is on a column of years."""
    periods = _joined(r, chunk, near)
    each = [_years(col, _opened(r, near, one, one.period)) for one in periods if one.period is not None]
    filters = _together(each)
    denied = _denied(r, chunk, near)
    if denied is not None:
        filters = _inverse(filters)
    if not filters or (r.any_op("share") and near.verb and _has_more(r, near)) or _is_apart(r, col):
        r.doubt("no_date")
        return
    for one in filters:
        _put(r, r.filters, one, r.here)
    between = r.chunks[near.at : chunk.at]
    joints = r.chunks[chunk.at : periods[-1].at]
    r.use(near, denied, *periods, *joints, *(c for c in between if c.filler or c.has("in", "exactly")))


def _has_more(r: Reading, near: Chunk) -> bool:
    """Say whether more is said than a verb does, so that of a share it is not clear which is the part."""
    return bool(r.filters) or any(c.verb and not c.filler and c is not near and r.free(c) for c in r.chunks)


def _denied(r: Reading, chunk: Chunk, near: Chunk) -> Chunk | None:
    """Return the word that denies a year."""
    ahead = r.ahead(min(chunk, near, key=lambda one: one.at))
    return ahead if ahead is not None and ahead.has("not", "never") and r.free(ahead) else None


def _joined(r: Reading, chunk: Chunk, near: Chunk) -> list[Chunk]:
    """Return a period with those that are joined to it: `built in 2015 or 2020`."""
    found = [chunk]
    while (joint := r.behind(found[-1])) is not None and (joint.has("or", "and", "versus") or joint.key in _JOINTS):
        other = r.behind(joint)
        last = r.behind(other) if other is not None else None
        if other is None or other.period is None or not r.free(other):
            break
        if last is not None and last.verb and last is not near and r.free(last):
            break
        found.append(other)
    return found


def _together(each: list[tuple[Filter, ...] | None]) -> tuple[Filter, ...]:
    """Return the conditions of one period, or of several years as one; none where they cannot be put together."""
    if len(each) == 1:
        return each[0] or ()
    equals = [one for several in each if several is not None for one in several if isinstance(one, Equals)]
    if len(equals) != len(each):
        return ()
    return (replace(equals[0], values=tuple(value for one in equals for value in one.values)),)


def _inverse(filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Return the opposite of one condition; none of several."""
    match filters:
        case (Equals() as one,):
            return (replace(one, negated=True),)
        case (Compares(op=">=") as one,):
            return (replace(one, op="<"),)
        case (Compares(op="<") as one,):
            return (replace(one, op=">="),)
        case _:
            return ()


def of_year(r: Reading, chunk: Chunk, main: str) -> tuple[Filter, ...] | None:
    """Return the filters on the column of years of what is asked about, where a period is about that without a name."""
    first = _first(r, chunk)
    table = _of_which(r, first)
    table = table if table and _made(r, table) else ""
    if chunk.period is None or not (main or table):
        return None
    years = _made(r, table) if table else []
    if not table:
        roles = r.catalogue.roles[main]
        years = [name for name in roles.years if not _BORN & set(words_in(name))]
        if roles.dates or roles.months:
            plain = [name for name in years if set(identifier_words(name)) <= _YEAR_ITSELF]
            years = plain if _begins(r, first, _FOR) or _undated(r, main) else []
    return _years(Col(table or main, years[0]), chunk.period) if len(years) == 1 else None


def _undated(r: Reading, main: str) -> bool:
    """Say whether rows have a year of their own, and days only of what happened to them, of which nothing is said."""
    return not any(own_date(r, c, main) is not None for c in r.chunks) and all(
        map(is_later, r.catalogue.roles[main].dates)
    )


def year_grouped(r: Reading, main: str, grain: Grain) -> Col | None:
    """Return the column of years that `released per year` groups by: the one of a condition, or of a verb."""
    if not main:
        return None
    years = [Col(main, name) for name in r.catalogue.roles[main].years]
    plain = [col for col in years if set(identifier_words(col.column)) <= _YEAR_ITSELF]
    if grain == "year" and len(plain) == 1 and not r.catalogue.roles[main].months and _undated(r, main):
        return plain[0]
    for one in r.filters:
        col = one.col if isinstance(one, Equals) else one.expr if isinstance(one, Compares) else None
        if isinstance(col, Col) and col in years:
            return col
    verb = next((c for c in r.chunks if c.verb and r.free(c) and _spoken(r, c) in years), None)
    r.use(verb)
    return _spoken(r, verb) if verb is not None else None


def _made(r: Reading, table: str) -> list[str]:
    """Return the years in which the rows of a table were made."""
    return [name for name in r.catalogue.roles[table].years if _MADE & set(words_in(name))]


def _said(r: Reading, chunk: Chunk) -> tuple[Chunk, Col] | None:
    """Return the words beside a period that speak of a column of years, with the column."""
    ahead, behind = _before(r, chunk), r.behind(chunk)
    for near in (ahead, behind):
        if near is None or not _speaks(r, near):
            continue
        col = _named(r, near) or _spoken(r, near)
        if col is not None:
            return near, col
        if near.verb and r.here and own_date(r, near, r.here) is not None:
            return None
    verb = next((c for c in r.chunks if c.verb and r.free(c)), None)
    alone = sum(bool(c.verb) and not c.filler for c in r.chunks) == 1
    col = _spoken(r, verb) if verb is not None and alone else None
    return (verb, col) if verb is not None and col is not None else None


def _speaks(r: Reading, near: Chunk) -> bool:
    """Say whether words may speak of a year: unused ones, or those of rows that there are to be none of."""
    if not (near.namings or near.verb) or r.table_in(near) is not None:
        return False
    if r.free(near):
        return True
    denied = any(isinstance(one, Has) and one.negated for one in r.filters)
    return denied and bool(near.verb) and _spoken(r, near) is not None


def _before(r: Reading, chunk: Chunk) -> Chunk | None:
    """Return the nearest word before a period that says something."""
    for near in reversed(r.chunks[: chunk.at]):
        if not (near.filler or near.has("in", "exactly")):
            return near
    return None


def _fits(r: Reading, col: Col) -> bool:
    """Say whether a column holds years, of the rows asked about or of others that they have to do with."""
    if col.column not in r.catalogue.roles[col.table].years:
        return False
    try:
        return r.here in ("", col.table) or bool(path(r.catalogue, r.here, col.table))
    except NoWay:
        return False


def _named(r: Reading, near: Chunk) -> Col | None:
    """Return the column of years that a chunk names, where it names no other one of those rows better."""
    namings = [naming for naming in near.namings if naming.ref.column and naming.score >= PLAIN]
    here = [naming for naming in namings if naming.ref.table == r.here] or namings
    col = next(iter(r.nearest(here)), None)
    return col if col is not None and _fits(r, col) and not near.grain else None


def _spoken(r: Reading, verb: Chunk) -> Col | None:
    """Return the column of years that a verb speaks of, where no date of the rows is called so."""
    if not verb.verb or (r.here and own_date(r, verb, r.here) is not None):
        return None
    if (col := r.concept(verb.verb, lambda c: _fits(r, c), _PAST_FORM)) is not None:
        return col
    said = {part for concept in verb.verb.split() for part in concept.split("_")} | {verb.key}
    for table in dict.fromkeys(filter(None, (r.here, *r.anchors))):
        for name in r.catalogue.roles[table].years:
            words = set(words_in(name)) - _YEAR_ITSELF
            if any(meet(word, one) >= _PAST_FORM for word in words for one in said) and _fits(r, Col(table, name)):
                return Col(table, name)
    return None


def _opened(r: Reading, near: Chunk, chunk: Chunk, period: Period) -> Period:
    """Return a period, open on one side where a word before the column's name says so."""
    ahead = r.ahead(near)
    side = _EDGES.get(ahead.key) if ahead is not None and near.at < chunk.at else None
    if side is None or period.start is None or period.end is None or ahead is None:
        return period
    r.use(ahead)
    name = period.label
    match side:
        case "since":
            return open_period("since", period.start, name, r.language)
        case "after":
            return open_period("after", period.end, name, r.language)
        case "before":
            return open_period("before", period.start, name, r.language)
        case _:
            return open_period("until", period.end, name, r.language)


def _years(col: Col, period: Period) -> tuple[Filter, ...] | None:
    """Return the conditions that a whole number is a year of a period; none where it begins or ends within one."""
    if any(day is not None and (day.day, day.month) != (1, 1) for day in (period.start, period.end)):
        return None
    first = period.start.year if period.start is not None else None
    end = period.end.year if period.end is not None else None
    if first is not None and end is not None and end - first <= _MOST_LISTED:
        return (Equals(col, tuple(range(first, end))),)
    least = (Compares(col, ">=", first),) if first is not None else ()
    most = (Compares(col, "<", end),) if end is not None else ()
    return (*least, *most)


def _first(r: Reading, chunk: Chunk) -> Chunk:
    """Return the first of several periods that are joined: `from 1990 or 2005`."""
    joint = r.ahead(chunk)
    before = (
        r.ahead(joint) if joint is not None and (joint.has("or", "and", "versus") or joint.key in _JOINTS) else None
    )
    return _first(r, before) if before is not None and before.period is not None else chunk


def _of_which(r: Reading, chunk: Chunk) -> str:
    """Return the table of the rows that a period is said of: `wines of 2019`, `2020er Weine`."""
    ahead, behind = r.ahead(chunk), r.behind(chunk)
    if behind is not None and r.table(behind) and len(chunk.text.split()) == 1:
        return r.table(behind)
    while ahead is not None and _begins(r, chunk, _OF) and not r.table(ahead) and _is_weak(ahead):
        ahead = r.ahead(ahead)
    led = ahead is not None and ahead.key in _OF
    noun = r.ahead(ahead) if led and ahead is not None else ahead
    return r.table(noun) if led or _begins(r, chunk, _OF) else ""


def _is_weak(chunk: Chunk) -> bool:
    return chunk.filler or chunk.neutral or chunk.has("exists")


def _begins(r: Reading, chunk: Chunk, words: frozenset[str]) -> bool:
    ahead = r.ahead(chunk)
    return chunk.text.casefold().split()[0] in words or (ahead is not None and ahead.key in words)


def _is_apart(r: Reading, col: Col) -> bool:
    """Say whether a year is of rows of which only others are counted or left out."""
    counted = [one for one in r.filters if isinstance(one, Has)]
    return bool(counted) and col.table != r.here and not any(_is_within(r, one, col.table, r.here) for one in counted)


def _is_within(r: Reading, has: Has, table: str, main: str) -> bool:
    """Say whether a condition is about the rows of another one, or about what each of those has one of."""
    if main in (table, has.table):
        return False
    return has.table == table or (has_one(r.catalogue, has.table, table) and not has_one(r.catalogue, main, table))


def put_years(r: Reading, filters: list[Filter], years: tuple[Filter, ...], main: str) -> None:
    """Add the conditions of one more period, those of several years of one column as one."""
    about = {subject(one) for one in years}
    before = [
        one for one in filters if isinstance(one, Equals | Compares) and _is_year(r, one) and subject(one) in about
    ]
    several = _together([years, *((one,) for one in before)]) if before else ()
    if before and not several:
        r.doubt("too_much")
    elif several:
        filters[:] = [one for one in filters if one not in before]
        values = several[0].values if isinstance(several[0], Equals) else ()
        years = tuple(replace(one, values=tuple(sorted(values))) for one in years if isinstance(one, Equals))
    for one in years:
        _put(r, filters, one, main)


def _is_year(r: Reading, one: Equals | Compares) -> bool:
    col = one.col if isinstance(one, Equals) else one.expr
    return isinstance(col, Col) and col.column in r.catalogue.roles[col.table].years


def _put(r: Reading, filters: list[Filter], one: Filter, main: str) -> None:
    """Add a condition, inside the one on rows of another table where it is about those."""
    for at, has in enumerate(filters):
        if isinstance(has, Has) and main and _is_within(r, has, subject(one), main):
            filters[at] = replace(has, filters=(*has.filters, one))
            return
    filters.append(one)
