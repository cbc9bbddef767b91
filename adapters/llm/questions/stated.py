"""Stated: words for the states that dates tell, and what they mean for a frame."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Equals, Filter, Frame, Has, Missing
from adapters.llm.questions.joins import NoWay, distance, path
from adapters.llm.questions.lexicon.standing import IS, NOW, STATES
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.stages import date_stages, pairs_of, stages_in
from adapters.llm.questions.standing import as_of_today, going_on, ongoing, told
from adapters.llm.questions.subjects import main_table, subject
from adapters.llm.questions.tokens import key_of
from adapters.llm.questions.ways import has_many, has_one

_HELD, _FLAGGED = 0.8, 0.7
"""How well a word must name a value, or a column that is true or false, to be that and no state of dates."""
_NEAR = 1.5
"""Steps within which the rows lie that a state is one of, where those asked about are in none."""


class _State(Struct, frozen=True):
    """The conditions under which rows of a table are in a state."""

    table: str
    filters: tuple[Filter, ...]


def state(r: Reading) -> None:
    """Find the states that are told by dates, as `overdue`, `laufende`, and use up their words."""
    for chunk in r.chunks:
        if r.lasting is not None or not r.free(chunk):
            continue
        table = _table(r, chunk)
        found = _found(r, chunk, table) if table and not _is_stored(r, chunk, table) else None
        if found is not None:
            r.states.append((found.table, found.filters))
            same = [one for one in r.chunks if one.start == chunk.start]
            r.use(*same)
            r.timed.update(one.at for one in same)


def stated(r: Reading, frame: Frame) -> Frame:
    """Return a frame with the states that were found, of its rows or of those that belong to them."""
    for table, filters in r.states:
        if frame.share is not None or frame.change:
            r.doubt("share")
        frame = _put(r, frame, table, filters)
    return frame


def as_it_stands(r: Reading, frame: Frame) -> Frame:
    """Read `has not started yet` and `has ended` of dates that may be known beforehand."""
    filters = tuple(
        as_of_today(r, one) if isinstance(one, Missing) and _is_verb(r, one) else one for one in frame.filters
    )
    return replace(frame, filters=filters)


def _is_verb(r: Reading, one: Missing) -> bool:
    """Say whether a verb speaks of a date that is, or is not, there, rather than its name."""
    stages = date_stages(one.col.column)
    return any(chunk.verb and stages & stages_in((chunk.key,)) for chunk in r.chunks)


def present(r: Reading, frame: Frame) -> Frame:
    """Let what others do with rows be what they do now: `which books are currently borrowed`."""
    said = r.said
    now = bool(said & NOW)
    if not now and not (said & IS and _is_lent(r)):
        return frame
    filters = tuple(_of_now(r, one) if isinstance(one, Has) else one for one in frame.filters)
    filters = (*filters, *_through(r, frame, filters))
    r.now = filters != frame.filters
    return replace(frame, filters=filters)


def _through(r: Reading, frame: Frame, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Return the conditions that what rows have to do with others goes on: `patients currently on ward 3`."""
    main = main_table(frame)
    said = {subject(one) for one in filters if isinstance(one, Equals) and not one.negated}
    found: list[Filter] = []
    for table in sorted(said - {main}) if main else ():
        try:
            way = path(r.catalogue, main, table)
        except NoWay:
            continue
        event = next((edge.target for edge in way if not edge.to_one), "")
        if event and not any(subject(one) == event for one in filters):
            found += going_on(r, event)
    return tuple(found)


def _found(r: Reading, chunk: Chunk, table: str) -> _State | None:
    """Return the state that a word says, where dates tell it of the rows it is about, or of others next to them."""
    word = key_of(chunk.text)
    known = STATES.get(word) or STATES.get(chunk.key)
    if known is None or _negated(r, chunk, table):
        return None
    if known == "overdue":
        if any(one.period is not None and one.period.end is None for one in r.chunks):
            return None
        return _told(r, table, lambda one: told(r, "overdue", one))
    runs = not chunk.verb or known != "running" or "running" in chunk.verb.split()
    dated = any(one.period is not None for one in r.chunks)
    if dated and known == "ahead":
        return _State(table, ())
    return _State(table, filters) if runs and not dated and (filters := told(r, known, table)) else None


def _told(r: Reading, table: str, tell: Callable[[str], tuple[Filter, ...]]) -> _State | None:
    """Return the state of rows of a table, else that of rows of the one other table next to it that is in it."""
    if filters := tell(table):
        return _State(table, filters)
    near = [one for one in r.catalogue.tables if one != table and distance(r.catalogue, table, one) <= _NEAR]
    found = [_State(one, filters) for one in near if (filters := tell(one))]
    return found[0] if len(found) == 1 else None


def _table(r: Reading, chunk: Chunk) -> str:
    """Return the table of the rows that a word is about: those named behind it, else those asked about."""
    behind = next((one for one in r.chunks[chunk.at + 1 :] if one.start != chunk.start and not one.filler), None)
    return r.table(behind) or r.here


def _negated(r: Reading, chunk: Chunk, table: str) -> bool:
    """Say whether a state is denied, or compared; where there are none of its rows, those in it are still meant."""
    ahead = r.before(chunk, lambda one: one.has("not", "without", "never", "most", "fewest", "more"), reach=1)
    return ahead is not None and (not ahead.has("without") or table == r.focus)


def _is_stored(r: Reading, chunk: Chunk, table: str) -> bool:
    """Say whether the data itself says the state of rows: by a value, or by a column that is true or false."""
    near = {one for one in r.catalogue.tables if one == table or has_one(r.catalogue, table, one)}
    if any(held.table in near and held.score > _HELD for held in chunk.helds):
        return True
    named = [naming.ref for naming in chunk.namings if naming.score > _FLAGGED and naming.ref.table in near]
    return any(ref.column in r.catalogue.roles[ref.table].flags for ref in named)


def _put(r: Reading, frame: Frame, table: str, filters: tuple[Filter, ...]) -> Frame:
    main = main_table(frame)
    if not main or table == main or has_one(r.catalogue, main, table):
        return replace(frame, filters=(*frame.filters, *filters))
    for at, one in enumerate(frame.filters):
        if isinstance(one, Has) and one.table == table:
            inner = replace(one, filters=(*one.filters, *filters))
            return replace(frame, filters=(*frame.filters[:at], inner, *frame.filters[at + 1 :]))
    if not has_many(r.catalogue, main, table):
        r.doubt("present")
    return replace(frame, filters=(*frame.filters, Has(table, filters)))


def _is_lent(r: Reading) -> bool:
    """Say whether a participle speaks of what somebody has now, where no time is said."""
    dated = any(chunk.period is not None for chunk in r.chunks)
    been = any(chunk.key in ("been", "worden", "ever", "jemals", "oft", "often") for chunk in r.chunks)
    lent = any(chunk.verb and "lend" in stages_in((chunk.key,)) and not r.table(chunk) for chunk in r.chunks)
    return lent and not dated and not been


def _of_now(r: Reading, one: Has) -> Has:
    """Return the condition on rows that belong to a row, about those only that go on now."""
    if one.filters or one.measure is not None or not pairs_of(r.catalogue, one.table):
        return one
    filters = ongoing(r, one.table)
    if not filters:
        r.doubt("present")
    return replace(one, filters=filters)
