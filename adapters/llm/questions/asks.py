"""Asks: the figures that one question asks for: `how many … and what is their total`, `min, max and average`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.reading import Reading

_FUNCS: tuple[Kind, ...] = ("count", "sum", "avg", "min", "max", "howmuch")
_SPREAD: tuple[Kind, ...] = ("sum", "avg", "min", "max")
"""Functions that go for several numbers: `average price and weight`."""
_ENDS: Mapping[str, Kind] = {
    "high": "max", "hoch": "max", "large": "max", "gross": "max", "big": "max", "low": "min", "niedrig": "min",
    "small": "min", "klein": "min", "gering": "min",
}  # fmt: skip
_BESIDE: tuple[Kind, ...] = ("of", "their", "every", "again", "in")
"""Operators between a function and what it is taken of."""
_LEADING: tuple[Kind, ...] = ("and", "what", "their", "which")
"""Operators that lead from one figure to the next."""
_BOUNDS: tuple[Kind, ...] = ("over", "under", "least", "atmost", "exactly", "between", "than", "versus", "change")
_MOST = 5


class Ask(Struct, frozen=True):
    """One figure: its function, and what it is taken of, as far as these are said."""

    func: Chunk | None
    noun: Chunk | None
    more: Chunk | None = None
    """A second word for the function: `how much in total`."""

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """Return the words of the figure."""
        return tuple(chunk for chunk in (self.func, self.more, self.noun) if chunk is not None)

    @property
    def first(self) -> int:
        """Return where it begins."""
        return self.chunks[0].at


def asks_in(r: Reading, *, alone: bool = False) -> list[Ask]:
    """Return the figures that are asked for; none where it is only one, unless one `alone` is wanted as well."""
    found: list[Ask] = []
    taken = -1
    for chunk in r.chunks:
        if chunk.at <= taken or _bounds(r, chunk):
            continue
        ask = _ask(r, chunk, found)
        if ask is not None:
            found.append(ask)
            taken = ask.chunks[-1].at
    if r.any_op("which", "who") and any(ask.func is not None and not ask.func.has(*_FUNCS) for ask in found):
        return []
    if alone and len(found) == 1:
        return found
    found = [ask for at, ask in enumerate(found) if ask.func is not None or _is_listed(r, found, at)]
    joined = any(_apart(r, one, other) for one, other in pairwise(found))
    return found if joined and len(found) <= _MOST and _is_plain(r) else []


def readings(r: Reading, asks: Sequence[Ask], at: int) -> Iterator[tuple[Chunk, ...]]:
    """Give the chunks of a question for one figure alone: once with the tables of the others, and once without."""
    ask = asks[at]
    func = ask.func or _lent(r, asks, at)
    noun = ask.noun or _borrowed(asks, at, func)
    own = [_plain(chunk) for chunk in (func, ask.more, noun) if chunk is not None]
    others = {chunk.at for one in asks for chunk in one.chunks} | {chunk.at for chunk in own}
    others |= {chunk.at for one in asks[1:] for chunk in _leading(r, one)}
    tables = {chunk.at for one in asks for chunk in one.chunks if r.table(chunk) and chunk not in own}
    for kept in (tables, set[int]()) if noun is None or not r.table(noun) else (set[int](), tables):
        rest = [chunk for chunk in r.chunks if chunk.at not in others or chunk.at in kept]
        yield tuple(replace(chunk, at=place) for place, chunk in enumerate((*own, *rest)))
        if not tables:
            return


def _ask(r: Reading, chunk: Chunk, found: Sequence[Ask]) -> Ask | None:
    """Return the figure that begins with a chunk."""
    if _is_func(r, chunk):
        behind, more = _next(r, chunk), None
        both = behind is not None and behind.has(*_FUNCS) and (chunk.has("count", "howmuch") or behind.has("count"))
        if both and behind is not None and not _parted(r.chunks[chunk.at : behind.at + 1]):
            behind, more = _next(r, behind), behind
        taken = behind is not None and not _is_func(r, behind) and (_is_number(r, behind) or r.table(behind))
        return Ask(chunk, behind if taken else None, more)
    if _is_number(r, chunk) and (not _grouping(r, chunk) or _is_asked(r, chunk)):
        return Ask(None, chunk)
    return Ask(None, chunk) if _is_beside(r, chunk, found) else None


def _is_asked(r: Reading, chunk: Chunk) -> bool:
    """Say whether a number is asked for by `and what`, so that it is no group."""
    led = list(_leading(r, Ask(None, chunk)))
    return any(one.has("what", "which") for one in led) and any(map(_is_joint, led))


def _is_beside(r: Reading, chunk: Chunk, found: Sequence[Ask]) -> bool:
    """Say whether a table stands beside a figure: `how many customers and orders`, `orders and revenue by city`."""
    ahead, behind = r.ahead(chunk), r.behind(chunk)
    if not r.table(chunk) or chunk.people or _grouping(r, chunk):
        return False
    if found and ahead is not None and _is_joint(ahead):
        last = found[-1]
        return last.func is not None and last.chunks[-1].at == ahead.at - 1
    if found or behind is None or not _is_joint(behind):
        return False
    other = r.behind(behind)
    return other is not None and (_is_func(r, other) or _is_number(r, other))


def _is_func(r: Reading, chunk: Chunk) -> bool:
    if chunk.has(*_FUNCS):
        return not chunk.namings or r.table(chunk) == ""
    form = chunk.adjective
    return form is not None and form.degree == "superlative" and form.base in _ENDS


def _is_joint(chunk: Chunk) -> bool:
    return chunk.has("and") or chunk.key.startswith(("und ", "and "))


def _plain(chunk: Chunk) -> Chunk:
    """Return a superlative as the function that it is of a number: the highest price is the greatest."""
    form = chunk.adjective
    if form is None or form.degree != "superlative" or form.base not in _ENDS or chunk.has(*_FUNCS):
        return chunk
    return replace(chunk, adjective=None, ops=(_ENDS[form.base],), filler=False)


def _next(r: Reading, chunk: Chunk) -> Chunk | None:
    """Return what stands behind a function, the words left out that only lead there."""
    for other in r.chunks[chunk.at + 1 : chunk.at + 5]:
        if _is_number(r, other) or not (other.filler or other.has(*_BESIDE)):
            return None if _is_joint(other) else other
    return None


def _is_number(r: Reading, chunk: Chunk) -> bool:
    return not chunk.period and not chunk.number and (chunk.revenue or r.is_number_chunk(chunk))


def _grouping(r: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk stands among what rows are put together by."""
    marks = [one.at for one in r.chunks[: chunk.at] if one.has("group", "each")]
    return bool(marks) and not any(one.has(*_FUNCS) for one in r.chunks[marks[-1] : chunk.at])


def _bounds(r: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk stands in a comparison with a number, or is what comparisons are made with."""
    around = r.chunks[max(0, chunk.at - 2) : chunk.at + 3]
    return chunk.has(*_BOUNDS) or any(one.has(*_BOUNDS) or one.number is not None for one in around)


def _is_listed(r: Reading, asks: Sequence[Ask], at: int) -> bool:
    """Say whether a number without a function stands right beside another figure: `revenue and cost`."""
    if any(chunk.has("what", "which") for chunk in _leading(r, asks[at])) and at:
        return True
    near = (asks[other] for other in (at - 1, at + 1) if 0 <= other < len(asks))
    return any(_beside(r, *sorted((asks[at], other), key=lambda one: one.first)) for other in near)


def _beside(r: Reading, one: Ask, other: Ask) -> bool:
    last = one.chunks[-1]
    between = r.chunks[last.at + 1 : other.first]
    return all(chunk.filler or chunk.has(*_LEADING, "of") for chunk in between) and _apart(r, one, other)


def _apart(r: Reading, one: Ask, other: Ask) -> bool:
    """Say whether two figures are joined by `and`, or parted by a comma."""
    start = one.chunks[-1].at
    if any(map(_is_joint, r.chunks[start + 1 : other.first])):
        return True
    between = r.chunks[start : other.first + 1]
    return _parted(between)


def _parted(chunks: Sequence[Chunk]) -> bool:
    """Say whether a comma stands between two of some chunks in order: more than a blank."""
    return any(other.start > one.start + len(one.text) + 1 for one, other in pairwise(chunks))


def _lent(r: Reading, asks: Sequence[Ask], at: int) -> Chunk | None:
    """Return the function of the figure before, where it goes for this number as well."""
    before = next((one.func for one in reversed(asks[:at]) if one.func is not None), None)
    noun = asks[at].noun
    if before is None or (noun is not None and r.table(noun) and not before.has("count", "sum")):
        return None
    counted = before.has("count") and noun is not None and bool(r.table(noun))
    return before if counted or (_plain(before).has(*_SPREAD) and not before.has("count")) else None


def _borrowed(asks: Sequence[Ask], at: int, func: Chunk | None) -> Chunk | None:
    """Return what the next function is taken of, else the one before: `the average and the greatest price`."""
    others = [one for one in (*asks[at + 1 :], *reversed(asks[:at])) if one.noun is not None]
    if func is None or func.has("count"):
        return None
    return next((one.noun for one in others), None)


def is_led(r: Reading, ask: Ask) -> bool:
    """Say whether something else stands before a figure, joined to it by `and`."""
    led = list(_leading(r, ask))
    return bool(led) and _is_joint(led[-1]) and led[-1].at > 0


def _leading(r: Reading, ask: Ask) -> Iterator[Chunk]:
    """Give the words right before a figure that lead to it: `and what is their`."""
    for chunk in reversed(r.chunks[: ask.first]):
        if not (chunk.filler or chunk.has(*_LEADING) or _is_joint(chunk)):
            return
        yield chunk
        if _is_joint(chunk):
            return


def _is_plain(r: Reading) -> bool:
    """Say whether nothing is ranked or shared, which goes for one figure only."""
    return not r.any_op("most", "fewest", "top", "bottom", "share", "median", "order") and not any(
        chunk.has("list") for chunk in r.chunks[:2]
    )
