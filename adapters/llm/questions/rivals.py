"""Rivals: two values held against each other: `orders in Berlin vs Kiel`, `did we sell more nails or screws`."""

from collections.abc import Sequence

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Equals, Frame, Measure
from adapters.llm.questions.growing import compares_more
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.verbs_meant import meaning
from adapters.llm.questions.ways import has_many

_OR_MORE = ("or more", "or less", "oder mehr", "oder weniger", "or fewer")
_HAVING = word_set("have has had haben hat hatte hatten with mit")


def told_apart(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Return chunks with `more X or more Y` read as `more X or Y`: no number stands before the second `more`."""
    more = next((chunk.at for chunk in chunks if compares_more(chunk)), len(chunks))

    def rival(chunk: Chunk) -> bool:
        return chunk.key in _OR_MORE and more < chunk.at - 1 and chunks[chunk.at - 1].number is None

    return tuple(replace(chunk, ops=("or",)) if rival(chunk) else chunk for chunk in chunks)


def rivals(r: Reading) -> Equals | None:
    """Return the values that are held against each other, where two of one column are said."""
    found = [one for one in r.filters if isinstance(one, Equals) and len(one.values) > 1]
    return found[0] if len(found) == 1 and not (found[0].part or found[0].negated) else None


def done_to(r: Reading, both: Equals | None) -> Frame | None:
    """Measure what a verb says was done, where values name things: one of each says nothing of how much it was.

    Declines where it is not clear what is measured.
    """
    named = any(r.table(chunk) == r.focus or called_so(r, chunk) for chunk in r.chunks)
    lone = both is not None and both.col.table == r.focus and r.is_label(both.col)
    of_kind = any(isinstance(one, Equals) and one.col.table == r.focus for one in r.filters) and not named
    verb = r.first(lambda c: bool(c.verb) and not c.helds and c.key not in _HAVING)
    if not r.focus or not (lone or (of_kind and verb is not None)):
        return None
    measure = _measure(r, verb) if verb is not None else None
    if measure is None:
        r.doubt("which_number")
        return None
    r.use(verb, *r.ops("who", "which", "what"))
    r.focus = measure.table
    return Frame(measure.table, measure)


def called_so(r: Reading, chunk: Chunk) -> bool:
    """Say whether a value names the rows it is of as well: `Privatkunden`."""
    return bool(r.focus and chunk.helds) and chunk.key.endswith(words_in(r.focus))


def _measure(r: Reading, verb: Chunk) -> Measure | None:
    """Return how much of something a verb speaks of, else how often it was done."""
    meant = meaning(r, verb)
    if meant is None:
        return None
    number = meant.number
    if verb.revenue:
        money = r.money_of(meant.table) if meant.table else None
        return Measure("sum", money.table, money) if money is not None and r.is_summed(money) else None
    if number is not None and has_many(r.catalogue, r.focus, number.table) and not r.is_money(number):
        return Measure("sum", number.table, number) if r.is_summed(number) else None
    if meant.table and r.catalogue.is_event(meant.table) and has_many(r.catalogue, r.focus, meant.table):
        return Measure("count", meant.table)
    return None


def which_of(r: Reading, both: Equals) -> list[Chunk]:
    """Return the words that ask for one of two values: `which city has more orders, Berlin or Kiel`."""
    ref = Ref(both.col.table, both.col.column)
    for chunk in r.left():
        which = r.ahead(chunk)
        if which is not None and which.has("which") and any(naming.ref == ref for naming in chunk.namings):
            return [which, chunk]
    return []


def doubt_lost(r: Reading) -> None:
    """Decline where a value is joined by `or` to a word that only names a column: the other value was lost."""
    for chunk in r.chunks:
        one, other = r.ahead(chunk), r.behind(chunk)
        if not chunk.has("or") or one is None or other is None or other.helds or not other.namings:
            continue
        held = one.helds[0] if one.helds else None
        lost = other.namings[0].ref.table if other.namings[0].ref.column and not r.is_number_chunk(other) else ""
        if held is not None and lost == held.table and r.is_value(one) and not other.verb:
            r.doubt("other")


def doubt_rivals(r: Reading, frame: Frame, both: Equals) -> None:
    """Decline where values are held against each other for each row: `customers with more open than paid orders`."""
    table = frame.measure.table if frame.measure is not None else frame.focus
    asked = r.any_op("who", "which", "list") and r.any_op("than")
    each = not r.is_label(both.col) and has_many(r.catalogue, table, both.col.table) if table else False
    if asked or each:
        r.doubt("too_much")
