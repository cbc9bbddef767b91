"""Stocking: things that are out of stock, or in it, by the number that says how many of each there are."""

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Compares, Filter, Has
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.pairing import is_bound
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import word_set

_GONE = word_set(
    "ausverkauft ausverkaufte ausverkauften sold_out vergriffen vergriffene vergriffenen out_of_stock",
)
"""Words that say that nothing is left of a thing."""
_THERE = word_set("vorraetig vorraetige vorraetigen lagernd lieferbar")
_PLACING = ("in", "on", "auf", "im", "am", "an")
_MEASURED: tuple[Kind, ...] = (
    "count",
    "howmuch",
    "sum",
    "avg",
    "most",
    "fewest",
    "over",
    "under",
    "least",
    "atmost",
    "group",
    "each",
    "max",
    "min",
)


def stock(r: Reading) -> None:
    """Make filters of `out of stock`, `not in stock`, `ausverkauft`, and of `in stock` where things are listed."""
    for chunk in r.chunks if r.focus else ():
        gone = _gone(r, chunk)
        said = gone or ([] if _is_measured(r) else _placed(r, chunk))
        if not said or not r.free(said[-1]):
            continue
        condition = _condition(r, gone=bool(gone))
        if condition is not None:
            r.filters.append(condition)
            r.use(*said)
        elif len(gone) > 1:
            r.doubt("which_number")


def _condition(r: Reading, *, gone: bool) -> Filter | None:
    """Return the condition that nothing, or something, of a thing is left, as it says itself or a table of stocks."""
    col = _stock_of(r, r.focus)
    if col is not None:
        return Compares(col, "<=" if gone else ">", 0)
    for edge in r.catalogue.leaving(r.focus):
        kept = any(meet(word, "stock") for word in words_in(edge.target)) and not edge.to_one
        amounts = _amounts(r, edge.target) if kept else []
        if len(amounts) == 1:
            return Has(edge.target, (Compares(amounts[0], ">", 0),), negated=gone)
    return None


def _amounts(r: Reading, table: str) -> list[Col]:
    """Return the numbers of a table that may say how much there is."""
    names = (name for name in r.catalogue.roles[table].measures if not is_bound(words_in(name)))
    return [col for name in names if not r.is_money(col := Col(table, name))]


def _stock_of(r: Reading, table: str) -> Col | None:
    """Return the one number of a table that says how much is in stock, and not how much there should be."""
    names = [name for name in r.catalogue.roles[table].measures if not is_bound(words_in(name))]
    found = [name for name in names if any(meet(word, "stock") for word in words_in(name))]
    return Col(table, found[0]) if len(found) == 1 else None


def _gone(r: Reading, chunk: Chunk) -> list[Chunk]:
    """Return the words that say that nothing is left, where they begin with a chunk."""
    if "_".join(chunk.key.split()) in _GONE:
        return [chunk]
    if chunk.key == "out of" and (behind := r.behind(chunk)) is not None and _is_stock(behind):
        return [chunk, behind]
    if not chunk.has("not", "without"):
        return []
    rest = _placed(r, r.behind(chunk))
    return [chunk, *rest] if rest else []


def _placed(r: Reading, chunk: Chunk | None) -> list[Chunk]:
    """Return `in stock`, `auf Lager`, `vorrätig` or `stock` alone, where they begin with a chunk."""
    if chunk is None:
        return []
    if chunk.key in _THERE:
        return [chunk]
    behind = r.behind(chunk)
    if chunk.key in _PLACING and behind is not None and _is_stock(behind):
        return [chunk, behind]
    ahead = r.ahead(chunk)
    return [chunk] if _is_stock(chunk) and ahead is not None and ahead.has("without") else []


def _is_stock(chunk: Chunk) -> bool:
    return chunk.number is None and any(meet(word, "stock") for word in chunk.key.split())


def _is_measured(r: Reading) -> bool:
    """Say whether it may be asked how much is in stock, rather than what."""
    measured = any(chunk.has(*_MEASURED) or chunk.number is not None for chunk in r.chunks)
    listed = r.any_op("which") or any(r.table(chunk) == r.focus for chunk in r.chunks)
    return measured or not listed or any(chunk.helds and _is_named(r, chunk) for chunk in r.chunks)


def _is_named(r: Reading, chunk: Chunk) -> bool:
    held = chunk.helds[0]
    return r.is_label(Col(held.table, held.column))
