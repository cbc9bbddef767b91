"""Focusing: the table that a question asks about."""

from collections.abc import Sequence

from adapters.llm.questions.choosing import SURE, column_of
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.grouping import SPREADING
from adapters.llm.questions.reading import Reading

_MEANT = 0.8
"""How well a column must be named for the people it is of to be the ones who `who` asks for."""


def focus_of(r: Reading) -> str:
    """Return the table that is asked about: the first one that is no group, no condition and no mere qualification."""
    tables = [chunk for chunk in r.left() if r.table_in(chunk) is not None]
    if (named := _by_label(r)) and not any(chunk.at < named[0] for chunk in tables):
        return named[1]
    plain = [chunk for chunk in tables if not is_group(r, chunk) and not _is_condition(r, chunk)]
    plain = [chunk for chunk in plain if not _is_said_of_next(chunk, plain)]
    if tables and tables[0].at > 1 and (table := _flagged_first(r, tables)):
        return table
    if tables and all(chunk.verb and not chunk.people for chunk in plain) and (table := _person(r)):
        return table
    if not plain and (table := _valued_rows(r, tables)):
        return table
    if r.context and not plain and all(is_group(r, chunk) for chunk in tables):
        return ""
    return next((r.table(chunk) for chunk in plain or tables), "") or _person(r)


def _is_said_of_next(chunk: Chunk, tables: Sequence[Chunk]) -> bool:
    """Say whether a table is the first part of a word whose last is what it means: `Bootsbesitzer`."""
    return any(other.start == chunk.start and other.at > chunk.at for other in tables)


def _by_label(r: Reading) -> tuple[int, str] | None:
    """Return the table of `which titles have no author`: what names its rows stands for them, and where it is said."""
    for chunk in r.chunks:
        if not chunk.has("which", "list", "count"):
            continue
        noun = r.after(chunk, lambda c: bool(c.namings) and not c.filler, reach=1)
        if noun is None or r.table_in(noun) is not None:
            continue
        sure = [column_of(naming) for naming in noun.namings if naming.ref.column and naming.score >= SURE]
        tables = {col.table for col in sure}
        if noun.namings[0].score >= SURE and len(tables) == 1 and any(map(r.is_label, sure)):
            return noun.at, tables.pop()
    return None


def _flagged_first(r: Reading, tables: Sequence[Chunk]) -> str:
    """Return the table of `smokers with a policy`: what is true of its rows stands for them."""
    before = r.chunks[: tables[0].at]
    first = next((c for c in before if not c.filler and not c.has("list", "which", "count", "every")), None)
    if first is None or not first.namings or not any(c.has("with", "without") for c in before[first.at :]):
        return ""
    col = column_of(first.namings[0])
    return col.table if r.is_flag(col) else ""


def _valued_rows(r: Reading, tables: Sequence[Chunk]) -> str:
    """Return the table of `captains with over 20 flights`: a value stands for the rows that have it."""
    for chunk in r.chunks[: tables[0].at if tables else None]:
        if not r.free(chunk):
            continue
        if r.is_value(chunk) and not chunk.helds[0].part:
            return r.held_near(chunk.helds)[0].table
        if chunk.namings and r.is_flag(column_of(chunk.namings[0])):
            return chunk.namings[0].ref.table
    return ""


def _person(r: Reading) -> str:
    """Return the table of people that `who` asks for, where no table is named."""
    if not r.any_op("who"):
        return ""
    people = [table for table in r.catalogue.tables if r.catalogue.is_people(table)]
    near = [table for table in people if table in r.anchors] or people
    if len(near) == 1:
        return near[0]
    for chunk in r.chunks:
        if not chunk.verb:
            continue
        done = [edge.target for edge in r.catalogue.leaving(r.table(chunk)) if edge.to_one and edge.target in people]
        if len(done) == 1:
            return done[0]
        for word in chunk.verb.split():
            named = {col.table for col in r.concepts(word, lambda c: c.table in people, _MEANT)}
            if len(named) == 1:
                return named.pop()
    return ""


def is_group(r: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk only says what is put together by: `per member`."""
    marker = r.before(chunk, lambda c: c.has("group", "each"), reach=1)
    return marker is not None and not marker.key.startswith(SPREADING)


def _is_condition(r: Reading, chunk: Chunk) -> bool:
    """Say whether a table stands in a condition on another one: `with more than 3 devices`, `without orders`."""

    def leads(c: Chunk) -> bool:
        return c.number is not None or c.has("without", "never", "most", "fewest", "with")

    before = r.before(chunk, leads, reach=2)
    if before is None or any(r.table_in(c) for c in r.chunks[before.at + 1 : chunk.at]):
        return False
    if before.number is not None:
        mark = r.before(before, lambda c: c.has("over", "under", "least", "atmost", "exactly", "with"), reach=1)
        return mark is not None
    return not before.has("with") or any(r.table_in(c) for c in r.chunks[: before.at])
