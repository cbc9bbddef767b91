"""Scaling: along which column an adjective compares: `old` by the day of birth, `expensive` by the price."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from adapters.llm.questions.choosing import NEAR, Fit
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Age, Col, Expr
from adapters.llm.questions.lexicon.adjectives import superlatives
from adapters.llm.questions.numbers import listed
from adapters.llm.questions.reading import Reading

End: TypeAlias = Literal["max", "min"]

_DATED: Mapping[str, End] = {
    **dict.fromkeys(listed("new neu recent late aktuell last letzt spaet"), "max"),
    **dict.fromkeys(listed("old alt early frueh first"), "min"),
}
"""Adjectives of time, with the end of the dates that their superlative is."""
_SIZED: Mapping[str, End] = {
    **dict.fromkeys(listed("high hoch large big gross great expensive teuer"), "max"),
    **dict.fromkeys(listed("low niedrig small klein gering cheap billig guenstig"), "min"),
}
"""Adjectives of size, likewise."""
_BAD = ("bad", "schlecht", "weak", "schwach", "poor")
"""Adjectives of which the superlative is the least of what it is ordered by."""
_LATER_SCALE = 0.1
"""What each place in the list of an adjective's scales costs, beside a step away from what is spoken of."""


def scale(r: Reading, base: str, here: str = "") -> tuple[Expr, End] | None:
    """Return the column, of one table where that is named, along which an adjective compares, and its superlative.

    Where the data has no column for it, that is the main date or amount of the rows asked about.
    """
    best: tuple[float, Expr, End] | None = None
    for order, one in enumerate(superlatives().get(base, ())):
        col = r.concept(one.concepts, _fitting(r, one.kind, here, born=_DATED.get(base) != "max"))
        cost = r.away(col.table) + _LATER_SCALE * order if col is not None else NEAR
        if col is not None and cost < (best[0] if best is not None else NEAR):
            best = cost, col, one.end
    return (best[1], best[2]) if best is not None else _by_default(r, base)


def _fitting(r: Reading, kind: str, here: str, *, born: bool) -> Fit:
    """Let columns of a kind fit, in one table where that is named; days of birth only of the old and the young."""

    def fits(col: Col) -> bool:
        right = r.is_number(col) if kind == "number" else r.is_dated(col)
        return right and here in ("", col.table) and (born or col.column not in r.catalogue.roles[col.table].born)

    return fits


def _by_default(r: Reading, base: str) -> tuple[Expr, End] | None:
    """Return the main date or amount of the rows for adjectives that speak of no column by name."""
    if not r.here:
        return None
    roles = r.catalogue.roles[r.here]
    dated = (*(name for name in roles.dates if name not in roles.born), *roles.months, *roles.years)
    if base in _DATED and dated:
        return Col(r.here, dated[0]), _DATED[base]
    only = Col(r.here, roles.measures[0]) if len(roles.measures) == 1 else None
    found = r.money_of(r.here) or only
    return (found, _SIZED[base]) if base in _SIZED and found is not None else None


def descends(base: str, end: End = "max") -> bool:
    """Say whether the greatest come first: `highest`, `newest`; for an adjective that says neither, by its end."""
    return base not in _BAD and (_SIZED.get(base) or _DATED.get(base) or end) == "max"


def grows(base: str) -> bool:
    """Say whether the superlative of an adjective is the greatest amount, which it is where nothing else is known."""
    return _SIZED.get(base, "max") == "max"


def is_size(base: str) -> bool:
    """Say whether an adjective speaks of how much there is: `high`, `gering`."""
    return base in _SIZED


def aged(r: Reading, noun: Chunk) -> Age | None:
    """Return the age that a noun asks for, where the rows have a day of birth."""
    age = r.age_of(r.here) if r.says(noun, "age") and r.here else None
    if isinstance(age, Age):
        r.timed.add(noun.at)
        return age
    return None
