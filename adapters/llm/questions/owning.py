"""Owning: states of the rows that are asked about, rather than of the others that they belong to."""

from msgspec.structs import replace

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Equals, Filter, Frame, Missing
from adapters.llm.questions.manners import UNDONE
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_done
from adapters.llm.questions.subjects import main_table
from adapters.llm.questions.ways import has_one

_OWN = 0.8
"""How well a word must name a date of the rows themselves to be about that."""


def own_states(r: Reading, frame: Frame) -> Frame:
    """Read `open complaints` by the complaints' own day of solution, though the pickups they are about may be open."""
    main = main_table(frame)
    if not main:
        return frame
    share = None if frame.share is None else tuple(_own(r, one, main) for one in frame.share)
    return replace(frame, filters=tuple(_own(r, one, main) for one in frame.filters), share=share)


def _own(r: Reading, one: Filter, main: str) -> Filter:
    if (
        not isinstance(one, Equals)
        or one.negated
        or one.col.table == main
        or not has_one(r.catalogue, main, one.col.table)
    ):
        return one
    chunk = next((c for c in r.chunks if _says(c, one)), None)
    if chunk is None or any(r.table(c) == one.col.table for c in r.chunks):
        return one
    if (day := _named_day(r, chunk, main)) is not None:
        return Missing(day, negated=True)
    if chunk.key in UNDONE:
        done = [name for name in r.catalogue.roles[main].dates if is_done(name) and r.may_be_empty(Col(main, name))]
        return Missing(Col(main, done[0])) if len(done) == 1 else one
    return one


def _says(chunk: Chunk, one: Equals) -> bool:
    return any((h.table, h.column) == (one.col.table, one.col.column) and h.value in one.values for h in chunk.helds)


def _named_day(r: Reading, chunk: Chunk, main: str) -> Col | None:
    """Return the day of the rows that a word names, where it may be empty: `storniert` of `storniert_am`."""
    words = [(chunk.key,), *(tuple(word.split("_")) for word in chunk.verb.split())]
    namings = [*chunk.namings, *(naming for one in words for naming in r.catalogue.named(one)[:3])]
    for naming in namings:
        col = Col(main, naming.ref.column)
        if naming.ref.table == main and naming.score >= _OWN and r.is_date(col) and r.may_be_empty(col):
            return col
    return None
