"""Enduring: the words by which a question asks how long something lasts."""

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Expr, LastingUnit
from adapters.llm.questions.lexicon import lasting as words
from adapters.llm.questions.numbers import listed
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.stages import DONE, Stage, is_set, pairs_of, stages_in
from adapters.llm.questions.ways import has_one

Way: TypeAlias = Literal["how", "noun", "adjective", "bound"]

UNITS: dict[str, LastingUnit] = {
    **dict.fromkeys(listed("minute minutes min mins minuten"), "minute"),
    **dict.fromkeys(listed("hour hours stunde stunden std h hrs"), "hour"),
    **dict.fromkeys(listed("day days tag tage tagen night nights nacht naechte naechten"), "day"),
    **dict.fromkeys(listed("week weeks woche wochen"), "week"),
}
"""Words for units of time that are always as long."""
_OTHER_UNITS = listed(
    "month months monat monate monaten year years jahr jahre jahren quarter quarters quartal quartale"
)
"""Words for those that are not."""
_ONE = ("a", "an", "one", "ein", "eine", "einen")
_BETWEEN = ("between", "zwischen")
_TAILS = ("dauer", "zeiten", "zeit")
"""Last parts of German words for how long something lasts."""
_UNIT_REACH = 6
"""Chunks behind `longer than` within which the unit stands."""
_SURE = 0.8
_OWN = 0.9
"""How well a word must name a column to be about that and no other."""


class Asking(Struct, frozen=True):
    """How it is asked how long something lasts."""

    way: Way
    chunk: Chunk
    """The words that stand for the number."""
    unit: Chunk | None = None
    verb: bool = False
    """True where a verb says that something lasts."""
    stages: tuple[Stage, ...] = ()
    """What the dates must be the days of."""
    used: tuple[Chunk, ...] = ()


def asking(r: Reading) -> Asking | None:
    """Return how a question asks how long something lasts; None where it does not."""
    how, best = _how_long(r), _longest(r)
    if how is not None and best is not None:
        how = replace(best, verb=True, used=(*how.used, how.chunk))
    found = how or _bounded(r) or _noun(r) or best
    if found is not None and any(chunk.key in words.KEEPING for chunk in r.chunks):
        return replace(found, stages=("return",))
    return found


def lasts(chunk: Chunk) -> bool:
    """Say whether a word says that something goes on for some time."""
    return chunk.key in words.LASTING


def stays(r: Reading) -> bool:
    """Say whether a question speaks of staying: then each row is a stay of its own."""
    return any(chunk.key in words.STAYING for chunk in r.chunks)


def is_between(r: Reading, chunk: Chunk) -> bool:
    """Say whether a word stands before two dates, rather than two numbers."""
    behind = r.behind(chunk)
    return (chunk.has("between") or chunk.key in _BETWEEN) and behind is not None and behind.number is None


def counted(r: Reading, unit: Chunk) -> bool:
    """Say whether a number stands before a unit."""
    ahead = r.ahead(unit)
    return ahead is not None and (ahead.number is not None or ahead.key in _ONE)


def number_of_time(r: Reading, table: str) -> Col | None:
    """Return the one number of a table that is how long its rows last."""
    own = {*words.TELLING, *words.BESIDE_TELLING, *words_in(table)}
    names = [name for name in r.catalogue.roles[table].measures if words.TELLING & set(words_in(name))]
    names = [name for name in names if own >= set(words_in(name)) and not is_set(name)]
    return Col(table, names[0]) if len(names) == 1 else None


def unit_of(expr: Expr) -> LastingUnit | None:
    """Return the unit that a number's name says it is in."""
    found = words_in(expr.column) if isinstance(expr, Col) else ()
    return next((UNITS[word] for word in found if word in UNITS), None)


def _spoken(r: Reading) -> bool:
    return any(map(lasts, r.chunks)) or stays(r) or r.chunks[-1].key == "last"


def _how_long(r: Reading) -> Asking | None:
    """Read `how long`, `wie lange`, and `how many days` where a verb says that something lasts."""
    for chunk in r.chunks:
        behind = r.behind(chunk)
        if chunk.key in ("how long", "wie lang", "wie lange"):
            return Asking("how", chunk, verb=True)
        if chunk.key == "wie" and behind is not None and behind.key in ("lange", "lang"):
            return Asking("how", behind, verb=True, used=(chunk,))
        days = behind is not None and behind.key in UNITS and not _is_column(behind)
        if days and chunk.has("count") and (_spoken(r) or _lent(r) or any(is_between(r, one) for one in r.chunks)):
            return Asking("how", chunk, behind, verb=True, used=(behind,) if behind is not None else ())
    return None


def _lent(r: Reading) -> bool:
    return any(chunk.verb and "lend" in stages_in((chunk.key,)) and not r.table(chunk) for chunk in r.chunks)


def _is_column(chunk: Chunk) -> bool:
    return any(naming.ref.column and naming.score > _OWN for naming in chunk.namings)


def _is_theirs(r: Reading, chunk: Chunk) -> bool:
    """Say whether a word names a number of the rows that are spoken of, or of what each of them has one of."""
    sure = [naming.ref for naming in chunk.namings if naming.ref.column and naming.score > PLAIN]
    said = {table for one in r.chunks if (table := r.table(one))}
    if not sure or not said:
        return bool(sure)
    own = any(ref.table in said for ref in sure)
    lasting = any(pair.weight > 1 for table in said for pair in pairs_of(r.catalogue, table))
    return own or (not lasting and any(has_one(r.catalogue, table, ref.table) for table in said for ref in sure))


def _bounded(r: Reading) -> Asking | None:
    """Read `longer than 10 days`, `mehr als zwei Wochen gedauert`, `delivered in less than three days`."""
    for chunk in r.ops("over", "under", "least", "atmost", "exactly", "between"):
        near = r.chunks[chunk.at + 1 : chunk.at + _UNIT_REACH]
        unit = next((one for one in near if one.key in UNITS or one.key in _OTHER_UNITS), None)
        if unit is None or not counted(r, unit):
            continue
        said = words.LONGER & set(chunk.key.split())
        if said or _spoken(r) or _within(r, chunk) or (r.focus and number_of_time(r, r.focus) is not None):
            return Asking("bound", chunk, verb=True)
    return None


def _within(r: Reading, chunk: Chunk) -> bool:
    """Say whether something was done in less than some time."""
    ahead = r.ahead(chunk)
    spoken = {stage for one in r.chunks if one.verb for stage in stages_in(tuple(one.key.split()))}
    return ahead is not None and ahead.key == "in" and bool(spoken & DONE)


def _noun(r: Reading) -> Asking | None:
    """Read `duration`, `length of stay`, `delivery time`, `Leihdauer`, `time between order and delivery`."""
    for chunk in r.chunks:
        if r.table(chunk) or _is_theirs(r, chunk) or (chunk.helds and not chunk.helds[0].part):
            continue
        tail = next((tail for tail in _TAILS if chunk.key.endswith(tail) and len(chunk.key) > len(tail) + 2), "")
        found = _duration(r, chunk) or (_compound(r, chunk, chunk.key.removesuffix(tail)) if tail else None)
        found = found or (_time(r, chunk) if chunk.key in ("time", "times", "zeit") else None)
        if found is not None:
            return found
    return None


def _duration(r: Reading, chunk: Chunk) -> Asking | None:
    """Read `duration`, `Reparaturdauer`, `length of stay`, `nights`."""
    key, behind, ahead = chunk.key, r.behind(chunk), r.ahead(chunk)
    if key in words.DURATIONS and ahead is not None and ahead.start == chunk.start and not r.table(ahead):
        found = _compound(r, chunk, ahead.key)
        return replace(found, used=(ahead,)) if found is not None else None
    near = (behind is not None and behind.key == "of") or r.table(ahead)
    if key in words.DURATIONS or (key in ("length", "lengths") and near):
        return Asking("noun", chunk, stages=next(filter(None, (_of_stay(one.key) for one in r.chunks)), ()))
    if key in words.NIGHTS and r.any_op("avg", "sum"):
        return Asking("noun", chunk, stages=("depart",))
    return None


def _of_stay(word: str) -> tuple[Stage, ...]:
    if word in words.EMPLOYMENT:
        return ("leave",)
    return ("depart", "discharge") if word in words.STAYS else ()


def _compound(r: Reading, chunk: Chunk, first: str) -> Asking | None:
    """Read `Lieferzeit`, `Aufenthaltsdauer` by its first part."""
    if first in words.OTHER_TIMES:
        return None
    stages = _of_stay(first) or tuple(stages_in((first,)))
    if stages:
        return Asking("noun", chunk, stages=stages)
    named = any(not naming.ref.column and naming.score > _SURE for naming in r.catalogue.named((first,)))
    return Asking("noun", chunk) if first in words.ANY_TIME or named else None


def _time(r: Reading, chunk: Chunk) -> Asking | None:
    """Read `repair time`, `time to resolve`, `Zeit zwischen`."""
    ahead, behind = r.ahead(chunk), r.behind(chunk)
    if behind is not None and (behind.has("to") or is_between(r, behind)):
        return Asking("noun", chunk, used=(behind,))
    if ahead is None or ahead.key in words.OTHER_TIMES:
        return None
    if r.table(ahead) or ahead.key in words.ANY_TIME:
        return Asking("noun", chunk, used=() if r.table(ahead) else (ahead,))
    stages = tuple(stages_in((ahead.key,))) if ahead.verb or ahead.empty else ()
    return Asking("noun", chunk, stages=stages, used=(ahead,)) if stages else None


def _longest(r: Reading) -> Asking | None:
    """Read `the longest stay`, `took longest`, `am längsten gedauert`, `fastest delivery`."""
    long = words.LONG | words.SHORT
    for chunk in r.chunks:
        form = chunk.adjective
        if form is None or form.degree != "superlative" or form.base not in long | words.FAST | words.SLOW:
            continue
        noun = r.after(chunk, lambda c: bool(c.namings), reach=1)
        if r.free(chunk) and (noun is None or r.table(noun) or noun.verb):
            spoken = _spoken(r)
            if form.base in long or spoken or noun is not None:
                return Asking("adjective", chunk, verb=spoken)
    return None
