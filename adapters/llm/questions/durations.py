"""Durations: what lasts, where a question asks how long: a number of its rows, or the time between two dates."""

from collections.abc import Sequence

from msgspec.structs import replace

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.enduring import UNITS, Asking, asking, counted, is_between, lasts, number_of_time, unit_of
from adapters.llm.questions.frame import Col, Expr, Lasting, LastingUnit
from adapters.llm.questions.lexicon import lasting as words
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.spanning import Said, dates_between, span, stages_said, tables_said
from adapters.llm.questions.stages import date_stages, stages_in

_NAMED = 0.7
"""How well a word must name a date to be about it."""
_MINUTES: dict[LastingUnit, int] = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


def last(r: Reading) -> None:
    """Find what lasts, where a question asks how long; where the data does not tell that, nothing is found."""
    asked = asking(r) if r.chunks else None
    if asked is None:
        return
    said = stages_said(r, asked)
    found: Expr | None = _number(r, asked) or span(r, asked, said)
    if found is None:
        _doubt_others(r, asked)
        return
    if asked.way == "adjective" and not asked.verb and isinstance(found, Lasting) and _has_length(r, found.begin.table):
        r.doubt("rank_by")
    if asked.way != "noun" and (r.any_op("never") or any(chunk.key in words.ONGOING for chunk in r.chunks)):
        r.doubt("which_number")
    unit = _unit(r, asked)
    if unit is not None:
        found = _in_unit(r, found, unit)
    r.lasting, r.lasts, r.long_asked = found, asked.chunk, asked.way == "how"
    _use(r, asked, unit, _words_of(r, asked, found, said))


def _doubt_others(r: Reading, asked: Asking) -> None:
    """Decline how long rows last where only others that have nothing to do with them have a number for it."""
    if asked.way == "noun" and asked.chunk.namings and tables_said(r):
        r.doubt("which_number")


def _has_length(r: Reading, table: str) -> bool:
    """Say whether the longest rows of a table may be so by the way they go, and not by the time it takes."""
    return any(words.LENGTHS & set(words_in(name)) for name in r.catalogue.roles[table].measures)


def _use(r: Reading, asked: Asking, unit: Chunk | None, others: Sequence[Chunk]) -> None:
    """Note the words that say what lasts; those that stand for the number itself are left for who makes use of it."""
    chunks = [*asked.used, *others, *([unit] if unit is not None else [])]
    r.use(*(chunk for chunk in chunks if chunk is not asked.chunk))
    r.used.discard(asked.chunk.at)
    r.timed.update(chunk.at for chunk in (*chunks, asked.chunk))


def _words_of(r: Reading, asked: Asking, found: Expr, said: Sequence[Said]) -> list[Chunk]:
    """Return the words that say that something lasts, and between which dates."""
    chunks = [one.chunk for one in said]
    chunks += [chunk for chunk in r.chunks if lasts(chunk) or (chunk.key in words.STAYING and not r.table(chunk))]
    if said:
        chunks += [chunk for chunk in r.chunks if chunk.key in words.UNTIL and r.free(chunk)]
    chunks += [chunk for chunk in r.chunks if isinstance(found, Lasting) and _names(chunk, found)]
    if asked.way != "bound" and any(is_between(r, chunk) for chunk in r.chunks):
        if not _both_said(r, found, said):
            r.doubt("which_number")
        chunks += [chunk for chunk in r.chunks if is_between(r, chunk) or chunk.has("and")]
    return chunks


def _names(chunk: Chunk, found: Lasting) -> bool:
    """Say whether a word is the name of one of the dates."""
    best = chunk.namings[0] if chunk.namings else None
    return best is not None and best.score > _NAMED and Col(best.ref.table, best.ref.column) in (found.begin, found.end)


def _both_said(r: Reading, found: Expr, said: Sequence[Said]) -> bool:
    """Say whether both dates are understood between which a time is asked for."""
    if not isinstance(found, Lasting):
        return False
    first = next(chunk.at for chunk in r.chunks if is_between(r, chunk))
    spoken = {stage for chunk in r.chunks[first:] for stage in stages_in(tuple(chunk.key.split()))}
    spoken |= {*(one.stage for one in said), *stages_in(words_in(found.begin.table))}
    cols = (found.begin, found.end)
    return set(cols) == set(dates_between(r)) or all(spoken & date_stages(col.column) for col in cols)


def _number(r: Reading, asked: Asking) -> Col | None:
    """Return the number that is how long rows of a table that is spoken of last."""
    form = asked.chunk.adjective
    if form is not None and form.base in words.FAST | words.SLOW and not asked.verb:
        return None
    found = [col for table in tables_said(r) if (col := number_of_time(r, table)) is not None]
    return found[0] if len(found) == 1 else None


def _unit(r: Reading, asked: Asking) -> Chunk | None:
    """Return the unit that is asked for: `in hours`, `how many days`."""
    for chunk in r.chunks:
        ahead = r.ahead(chunk)
        led = ahead is not None and (ahead.key == "in" or ahead.has("avg", "count", "in"))
        if chunk.key in UNITS and not counted(r, chunk) and (led or chunk is asked.unit):
            return chunk
    return None


def _in_unit(r: Reading, found: Expr, unit: Chunk) -> Expr:
    """Return what lasts in the unit that is asked for, where it can be told in it."""
    wanted = UNITS[unit.key]
    if not isinstance(found, Lasting):
        if unit_of(found) != wanted:
            r.doubt("which_number")
        return found
    if not found.exact and wanted in ("minute", "hour"):
        r.doubt("which_number")
    return replace(found, unit=wanted)


def in_its_unit(expr: Expr, unit: Chunk, number: float) -> float | None:
    """Return a time in the unit of what it is compared with; None where that is not known, or too coarse."""
    said = UNITS.get(unit.key)
    kept = expr.unit if isinstance(expr, Lasting) else unit_of(expr)
    coarse = isinstance(expr, Lasting) and not expr.exact and said in ("minute", "hour")
    if kept is None or said is None or coarse:
        return None
    found = number * _MINUTES[said] / _MINUTES[kept]
    return int(found) if found == int(found) else found
