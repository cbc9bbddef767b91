"""Spanning: the two dates of a row between which it lasts, as a question means them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.enduring import Asking, is_between, stays
from adapters.llm.questions.frame import Col, Lasting
from adapters.llm.questions.joins import distance
from adapters.llm.questions.lexicon import lasting as words
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.stages import DONE, SURELY, Pair, Stage, date_stages, pairs_of, stages_in
from adapters.llm.questions.tokens import word_set

_JOINING = words.UNTIL | word_set("from von since seit ab")
"""Words that say where a time begins or ends, and not of what."""
_NAMED = 0.8
"""How well a word must name a date to be about that one alone."""
_SHORTEST = 5
"""Letters of a noun that may name a date."""
_IN_DAYS: frozenset[Stage] = frozenset(("deliver", "depart", "discharge", "return", "ship", "leave"))
"""Ends of what lasts for days, though its dates have a time of day."""
_GONE: frozenset[Stage] = frozenset(("depart", "discharge"))
_NEAR = 2
"""Steps within which the rows lie that a verb speaks of."""


class Said(Struct, frozen=True):
    """A word that says what one of the dates is the day of."""

    chunk: Chunk
    stage: Stage


def stages_said(r: Reading, asked: Asking) -> list[Said]:
    """Return the stages that other words speak of, as of `how long does it take to resolve`, with the words."""
    found: list[Said] = []
    until = False
    for chunk in r.chunks:
        until = until or chunk.key in words.UNTIL
        if chunk is asked.chunk or _is_dated(r, chunk) or r.table(chunk) or chunk.key in _JOINING:
            continue
        state = bool(chunk.helds) and not chunk.helds[0].part
        if (chunk.verb or chunk.empty or _names_date(r, chunk)) and (until or not state):
            found += [Said(chunk, stage) for stage in sorted(stages_in(tuple(chunk.key.split())))]
    return found


def span(r: Reading, asked: Asking, said: Sequence[Said]) -> Lasting | None:
    """Return the time between the two dates that are meant; None where it is not clear which are."""
    both = dates_between(r)
    if len(both) == 2 and both[0].table == both[1].table:
        return _lasting(r, Pair(*_in_order(r, both), SURELY))
    named = tables_said(r)
    for tables in (named, tuple(_near(r, named, asked, said))):
        fitting = [pair for table in tables for pair in _fitting(r, asked, table, said)]
        if len(fitting) == 1:
            return _lasting(r, fitting[0])
        if fitting:
            r.doubt("which_number")
            return None
    if asked.way != "adjective" and any(pairs_of(r.catalogue, table) for table in named):
        r.doubt("which_number")
    return None


def dates_between(r: Reading) -> tuple[Col, ...]:
    """Return the dates whose names stand behind `between`."""
    first = next((chunk.at for chunk in r.chunks if is_between(r, chunk)), len(r.chunks))
    cols = [r.column_in(chunk, r.is_date) for chunk in r.chunks[first:] if _names_date(r, chunk)]
    return tuple(dict.fromkeys(col for col in cols if col is not None))


def _in_order(r: Reading, both: Sequence[Col]) -> tuple[Col, Col]:
    """Return two dates as they follow each other, which their columns mostly do too."""
    order = [column.name for column in r.catalogue.tables[both[0].table].columns]
    first, last = sorted(both, key=lambda col: order.index(col.column))
    return first, last


def tables_said(r: Reading) -> tuple[str, ...]:
    """Return the tables that are spoken of, but for those that only are grouped by."""
    found: list[str] = []
    for chunk in r.chunks:
        table = r.table(chunk)
        if table and r.before(chunk, lambda c: c.has("group", "each"), reach=1) is None:
            found.append(table)
    return tuple(dict.fromkeys((*found, *r.context)))


def _is_dated(r: Reading, chunk: Chunk) -> bool:
    """Say whether a period stands behind a word: then its day is a condition."""
    behind = r.behind(chunk)
    if behind is not None and behind.filler:
        behind = r.behind(behind)
    return behind is not None and behind.period is not None


def _names_date(r: Reading, chunk: Chunk) -> bool:
    best = [naming.ref for naming in chunk.namings[:1] if naming.ref.column]
    return len(chunk.key) >= _SHORTEST and any(r.is_date(Col(ref.table, ref.column)) for ref in best)


def _near(r: Reading, named: Sequence[str], asked: Asking, said: Sequence[Said]) -> Iterator[str]:
    """Give the tables next to those that are named which a verb or a stage may be about."""
    if asked.stages or said or stays(r):
        for table in r.catalogue.tables:
            if table not in named and all(distance(r.catalogue, one, table) <= _NEAR for one in named):
                yield table


def _fitting(r: Reading, asked: Asking, table: str, said: Sequence[Said]) -> list[Pair]:
    """Return the pairs of a table that fit best what is said of them."""
    own, wanted = stages_in(words_in(table)), set(asked.stages)
    pairs = [pair for pair in pairs_of(r.catalogue, table) if _allowed(r, asked, pair)]
    for one in said:
        pairs = _of_said(pairs, one, own)
    if wanted and not wanted & own:
        pairs = [pair for pair in pairs if wanted & _stages(pair)]
    spoken = wanted | {one.stage for one in said}
    paying = "pay" in spoken
    pairs = [pair for pair in pairs if paying == ("pay" in date_stages(pair.end.column))]
    if table not in tables_said(r) and not spoken:
        pairs = [pair for pair in pairs if _GONE & date_stages(pair.end.column)]
    best = max((pair.weight for pair in pairs), default=0)
    pairs = [pair for pair in pairs if pair.weight == best]
    mine = [pair for pair in pairs if own & date_stages(pair.begin.column)]
    return mine if len(pairs) > 1 and len(mine) == 1 else pairs


def _of_said(pairs: list[Pair], said: Said, own: frozenset[Stage]) -> list[Pair]:
    """Return the pairs with a date that a word names, else those with one of its stage."""
    namings = said.chunk.namings
    named = {Col(one.ref.table, one.ref.column) for one in namings if one.score > _NAMED}
    dated = [pair for pair in pairs if named & {pair.begin, pair.end}]
    return dated or [pair for pair in pairs if said.stage in own or said.stage in _stages(pair)]


def _allowed(r: Reading, asked: Asking, pair: Pair) -> bool:
    """Say whether a pair can be meant by the way in which it is asked.

    Who has not left yet has been there longest, so of people only how long they stay is told, and not who does longest.
    """
    ends, form = date_stages(pair.end.column), asked.chunk.adjective
    if asked.way == "adjective" and form is not None:
        if form.base in words.FAST | words.SLOW and not ends & DONE:
            return False
        if not asked.verb and form.base in words.LONG | words.SHORT and pair.weight < SURELY:
            return False
    return "leave" not in ends or (asked.way in ("how", "noun") and (stays(r) or "leave" in asked.stages))


def _stages(pair: Pair) -> frozenset[Stage]:
    return date_stages(pair.begin.column) | date_stages(pair.end.column)


def _lasting(r: Reading, pair: Pair) -> Lasting:
    columns = r.catalogue.tables[pair.begin.table].columns
    names = (pair.begin.column, pair.end.column)
    exact = all(column.type == "datetime" for column in columns if column.name in names)
    hours = exact and not _IN_DAYS & date_stages(pair.end.column)
    return Lasting(pair.begin, pair.end, "hour" if hours else "day", exact)
