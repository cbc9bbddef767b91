"""Keeping: rows that are late or in time, full or overbooked, by two of their columns, or by what belongs to them."""

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Against, Col, Op, Side
from adapters.llm.questions.limits import is_booked, is_seated, sense_of
from adapters.llm.questions.pairing import is_counted_apart, named, near, taking
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.ways import happening, has_one

_REACH = 3
_PLANNED = frozenset((0,))
"""The kind of bound that a plan and a promise are."""


def keep(r: Reading) -> None:
    """Make filters of `delivered late`, `pünktlich bezahlt`, `fully booked` and `überbucht`."""
    if any(r.free(chunk) and chunk.has("not", "never", "without") for chunk in r.chunks):
        return
    for chunk in r.ops("late", "intime"):
        r.focus = r.focus or _of_verb(r)
        if r.focus and not r.is_value(chunk):
            _late(r, chunk, ">" if chunk.has("late") else "<=")
    for chunk in r.ops("full", "overfull"):
        if r.focus and not r.is_value(chunk):
            _full(r, chunk, ">" if chunk.has("overfull") else ">=")


def _late(r: Reading, mark: Chunk, op: Op) -> None:
    """Set the day on which something was done against the one on which it was to be."""
    around = [*reversed(r.chunks[max(0, mark.at - _REACH) : mark.at]), *r.chunks[mark.at + 1 : mark.at + 1 + _REACH]]
    for verb in around:
        days = [col for col in _days(r, verb) if not sense_of(col.column).bounds]
        found = [(day, limit) for day in days for limit in _promised(r, day)]
        if len(found) != 1:
            continue
        day, limit = found[0]
        if is_counted_apart(r, day.table):
            return
        r.filters.append(Against(day.table, day, op, limit))
        between = r.chunks[min(mark.at, verb.at) : max(mark.at, verb.at)]
        r.use(mark, verb, *(c for c in between if r.table(c) and has_one(r.catalogue, day.table, r.table(c))))
        return


def _of_verb(r: Reading) -> str:
    """Return the table of `flights departed`, words that together name columns of it."""
    for chunk in r.chunks:
        tables = {naming.ref.table for naming in chunk.namings if naming.score >= PLAIN}
        if " " in chunk.key and len(tables) == 1:
            return tables.pop()
    return ""


def _days(r: Reading, verb: Chunk) -> list[Col]:
    """Return the days that a verb speaks of, those of the nearest table."""
    if not r.free(verb) or r.table(verb) or verb.filler or not (verb.verb or verb.namings):
        return []
    parts = sorted((part for part in named(r, verb.key.split()) if r.is_date(part.col)), key=lambda part: -part.score)
    return [part.col for part in parts if part.score > parts[0].score - 0.01]


def _promised(r: Reading, day: Col) -> list[Col]:
    """Return the days by which something was to be done, those about the same where there are several."""
    own = [col for col in near(r) if col.table == day.table and r.is_date(col)]
    found = [col for col in own if sense_of(col.column).bounds & _PLANNED]
    same = [col for col in found if sense_of(col.column).of and sense_of(col.column).of == sense_of(day.column).of]
    return same or [col for col in found if not sense_of(col.column).of]


def _full(r: Reading, mark: Chunk, op: Op) -> None:
    """Set how many have a place against how many places there are."""
    room = [col for col in near(r) if col.table == r.focus and r.is_number(col) and is_seated(col.column)]
    taken: list[Side] = [col for col in near(r) if col.table == r.focus and r.is_number(col) and is_booked(col.column)]
    taken = [col for col in taken if isinstance(col, Col) and col not in room and not r.is_money(col)]
    tables = [table for table in sorted(happening(r.catalogue, r.focus)) if is_booked(table)]
    if not taken:
        taken += [one for table in tables if (one := taking(r, table)) is not None]
    if len(room) == 1 and len(taken) == 1 and len(tables) < 2:
        r.filters.append(Against(r.focus, taken[0], op, room[0]))
        r.use(mark)
