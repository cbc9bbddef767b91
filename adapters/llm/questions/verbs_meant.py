"""Verbs meant: what a verb speaks of in the schema at hand: a state, a date, a number, rows of another table."""

from msgspec import Struct

from adapters.llm.questions.choosing import PLAIN, column_of
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Scalar
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_bought, words_in
from adapters.llm.questions.terms import meet

_LEAST_OWN = 0.45
"""How well a verb must name a column to be called like it: `paid` and `paid_on`."""
_BESIDE = 2
"""Steps within which the rows lie that a verb speaks of."""
_SHORTEST = 4
"""Letters of a concept that is looked for among the words of a table's name."""


class Meant(Struct, frozen=True):
    """What a verb may speak of; what it does not is left empty."""

    values: tuple[Col, tuple[Scalar, ...]] | None = None
    date: Col | None = None
    number: Col | None = None
    text: Col | None = None
    table: str = ""
    own: Col | None = None
    """The column that is called like the verb itself."""


def meaning(r: Reading, verb: Chunk) -> Meant | None:
    """Return what a verb speaks of near the tables that are spoken of; None where that is nothing."""
    here = r.here
    own = _own(verb, here)
    date = own if own and r.is_date(own) else r.concept(verb.verb, lambda c: r.is_date(c) and here in ("", c.table))
    found = Meant(
        values=_state(verb, here),
        date=date,
        number=r.concept(verb.verb, r.is_number) or _price(r, verb, here),
        text=r.concept(verb.verb, lambda c: not r.is_date(c) and not r.is_number(c) and not r.is_code(c)),
        table=_table(r, verb, here),
        own=own,
    )
    return None if found == Meant() else found


def _price(r: Reading, verb: Chunk, here: str) -> Col | None:
    """Return the one amount of money that a thing costs, however it is called."""
    if not here or "price" not in verb.verb.split():
        return None
    roles = r.catalogue.roles[here]
    money = [name for name in roles.measures if name in roles.money and not is_bought(name)]
    return Col(here, money[0]) if len(money) == 1 else None


def _state(verb: Chunk, here: str) -> tuple[Col, tuple[Scalar, ...]] | None:
    """Return the values that a verb is, such as `paid` of the column `status`."""
    own = [held for held in verb.helds if not held.part and here in ("", held.table)]
    if not own:
        return None
    first = own[0]
    same = [held.value for held in own if (held.table, held.column) == (first.table, first.column)]
    return Col(first.table, first.column), tuple(dict.fromkeys(same))


def _own(verb: Chunk, here: str) -> Col | None:
    """Return the column that the verb itself names, such as `paid_on`."""
    namings = (n for n in verb.namings if n.ref.column and n.score >= _LEAST_OWN and here in ("", n.ref.table))
    return next(map(column_of, namings), None)


def _table(r: Reading, verb: Chunk, here: str) -> str:
    """Return the table of what the verb does, next to what is spoken of."""
    words = (verb.key, *verb.verb.split())
    named = words_in(here) if here else ()
    parts = [part for word in words for part in word.split("_") if len(part) >= _SHORTEST]
    parts = [part for part in parts if not any(meet(part, own) for own in named)]
    for edge in r.catalogue.leaving(here):
        if not edge.to_one and any(meet(own, part) for own in words_in(edge.target) for part in parts):
            return edge.target
    for word in words:
        for naming in r.catalogue.named(tuple(word.split("_"))):
            table = naming.ref.table
            if not naming.ref.column and naming.score >= PLAIN and table != here and r.away(table) < _BESIDE:
                return table
    return ""
