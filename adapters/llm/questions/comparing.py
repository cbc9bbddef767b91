"""Comparing: numbers that something must exceed, reach or equal."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Compares, Op
from adapters.llm.questions.lexicon.adjectives import forms
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.tokens import word_set

_OPS: Mapping[Kind, Op] = {"over": ">", "under": "<", "least": ">=", "atmost": "<=", "exactly": "=", "between": ">="}
_GENERAL = word_set(
    "more less greater larger bigger higher lower smaller fewer better mehr weniger groesser hoeher kleiner",
    "niedriger",
)
"""Comparatives that say of no column which one is meant."""
ONE = ("ein", "eine", "einen", "einem", "einer", "one", "a", "an")
"""Articles that are a number behind a comparison: `mehr als ein Auftrag`."""
TIMES = {"once": 1, "einmal": 1, "twice": 2, "zweimal": 2, "thrice": 3, "dreimal": 3, "viermal": 4, "fuenfmal": 5}
"""Words for how often something was done."""
_BEHIND_NUMBERS = ("or", "oder", "and", "und")
"""How the words begin that stand behind their number: `5 or more`."""


class Bound(Struct, frozen=True):
    """A comparison that was said, before it is known of what."""

    op: Op
    number: float
    first: Chunk
    last: Chunk
    upper: float | None = None
    """The other end of `between`."""
    adjective: str = ""
    """The base of `older` in `older than`."""
    money: bool = False
    average: bool = False
    """True where it is compared with the average, and the number says nothing."""


def bounds(r: Reading) -> list[Bound]:
    """Return the comparisons that are said, as `more than 5`, `mindestens 100 €`, `with 3 devices`."""
    found: list[Bound] = []
    for chunk in r.ops(*_OPS):
        kind = next(kind for kind in _OPS if chunk.has(kind))
        bound = _behind(r, chunk, kind) or _before(r, chunk, kind)
        if bound is not None:
            found.append(bound)
            r.use(bound.first, bound.last)
    _placed(r)
    return [*found, *_exact(r)]


def _exact(r: Reading) -> Iterator[Bound]:
    """Give the numbers without a word for the comparison that say how many there are: `with 3 devices`."""
    for chunk in r.left():
        if chunk.number is not None and _counts(r, chunk):
            yield Bound("=", chunk.number.value, chunk, chunk, money=chunk.number.unit == "money")


def _placed(r: Reading) -> None:
    """Make filters of `in the third semester`: the number of a column that counts upwards."""
    for chunk in r.chunks:
        behind = r.behind(chunk)
        if not chunk.ordinal or behind is None or not r.free(chunk) or not r.free(behind):
            continue
        col = r.column_in(behind, r.is_number) if r.is_number_chunk(behind) else None
        if col is not None:
            r.filters.append(Compares(col, "=", chunk.ordinal))
            r.use(chunk, behind)


def _behind(r: Reading, chunk: Chunk, kind: Kind) -> Bound | None:
    """Return the comparison with the number behind a word: `more than 5`, `between 5 and 10`, `above average`."""
    number = r.after(chunk, lambda c: c.number is not None or c.has("avg"), reach=2)
    if (one := r.behind(chunk)) is not None and one.key in TIMES:
        return Bound(_OPS[kind], TIMES[one.key], chunk, one) if kind != "between" else None
    if one is not None and one.key in ONE:
        return Bound(_OPS[kind], 1, chunk, one) if kind != "between" else None
    if number is None or not r.free(number):
        return None
    adjective = _adjective(r, chunk)
    if number.number is None:
        return Bound(_OPS[kind], 0, chunk, number, adjective=adjective, average=True)
    value, money = number.number.value, number.number.unit == "money"
    if kind != "between":
        return Bound(_OPS[kind], value, chunk, number, None, adjective, money)
    other = r.after(number, lambda c: c.number is not None, reach=2)
    if other is None or other.number is None:
        return None
    money = money or other.number.unit == "money"
    return Bound(_OPS[kind], value, chunk, other, other.number.value, adjective, money)


def _before(r: Reading, chunk: Chunk, kind: Kind) -> Bound | None:
    """Return the comparison with the number before a word: `5 or more`."""
    number = r.before(chunk, lambda c: c.number is not None, reach=1)
    if number is None or number.number is None or not r.free(number) or not chunk.key.startswith(_BEHIND_NUMBERS):
        return None
    return Bound(_OPS[kind], number.number.value, number, chunk, money=number.number.unit == "money")


def _adjective(r: Reading, chunk: Chunk) -> str:
    """Return the base of the adjective in `older than`, or before `than`."""
    words = [chunk.key.split()[0]]
    before = r.before(chunk, lambda c: c.adjective is not None, reach=1)
    if before is not None and chunk.has("than"):
        words.append(before.key)
        r.use(before)
    return next((forms()[word].base for word in words if word in forms() and word not in _GENERAL), "")


def _counts(r: Reading, chunk: Chunk) -> bool:
    """Say whether a number says how many there are of what follows: `with 3 devices`."""
    before = r.before(chunk, lambda c: c.has("with"), reach=1)
    noun = r.after(chunk, r.is_noun, reach=1)
    return before is not None and noun is not None and r.free(noun)
