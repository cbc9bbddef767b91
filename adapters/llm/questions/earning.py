"""Earning: what comes in, where no column is called so: an amount that is billed, or quantity times price."""

from collections.abc import Sequence

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.choosing import SURE, Away, Fit, column_of, meant_by
from adapters.llm.questions.frame import Col, Expr, Product
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.subjects import table_of
from adapters.llm.questions.terms import identifier_words, meet
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.ways import has_one

_REVENUE = "revenue umsatz sales turnover erloes"
_QUANTITY, _PRICE, _OFF = "quantity menge anzahl qty stueck", "unit_price price preis einzelpreis", "discount rabatt"
_SOLD = ("invoice", "order", "sale", "booking", "rental", "payment", "transaction", "ticket", "shipment")
"""What is billed or sold, the likeliest first; the lexicon has the German for each."""
_SOLD_ALONE = frozenset(_SOLD.index(one) for one in ("sale", "booking", "rental", "ticket", "shipment"))
"""Ranks of what is sold one by one, so that its price is what comes in."""
_SUPPLIER = "supplier"
_PARTNERS = (_SUPPLIER, "customer", "client", "member", "guest")
"""Words for those with whom is traded."""
_CALLED = 0.8
"""How well a number must be named to be a quantity or a price."""
_NOT_SOLD, _SPOKEN_OF, _MULTIPLIED = 99, 50, 10
"""Ranks behind those of `_SOLD`: of all other tables, of one that is spoken of, and what a product is set back by."""
_SPENT = word_set(
    "cost kosten shipping versand versandkosten tax steuer discount rabatt purchase einkauf einkaufspreis salary",
    "gehalt limit tip trinkgeld advance vorschuss deposit kaution provision commission bonus honorar gage royalty",
)


def revenue_among(catalogue: Catalogue, anchors: Sequence[str], away: Away) -> Expr | None:
    """Return what revenue is; None where the data has nothing for it.

    All that is spoken of (`anchors`) must be reachable from there without counting anything twice.
    """
    tables = [table for table in catalogue.tables if not _is_bought_from(catalogue, table)]
    found = [one for table in tables if (one := _of_table(catalogue, table, anchors, away)) is not None]
    fitting = [one for one in found if all(has_one(catalogue, table_of(one[1]), anchor) for anchor in anchors)]
    return min(fitting or found, key=lambda one: one[0])[1] if found else None


def revenue_of(catalogue: Catalogue, table: str) -> Expr | None:
    """Return what rows of one table bring in; None where they bring in nothing."""
    found = _of_table(catalogue, table, (table,), lambda other: 0.0 if other == table else _NOT_SOLD)
    return found[1] if found is not None else None


def _of_table(catalogue: Catalogue, table: str, anchors: Sequence[str], away: Away) -> tuple[int, Expr] | None:
    """Return what rows of a table bring in, with its rank: the less, the likelier."""

    def here(col: Col) -> bool:
        return col.table == table and col.column in catalogue.roles[table].measures

    named = next(meant_by(catalogue, _REVENUE, here, SURE, away), None)
    if named is not None:
        return -1, named
    rank = _rank(table)
    money = _earned(catalogue, table)
    if money is not None and (rank < _NOT_SOLD or table in anchors[:1]):
        return min(rank, _SPOKEN_OF), money
    one, other = _called(catalogue, _QUANTITY, here), _called(catalogue, _PRICE, here)
    amounts = [name for name in catalogue.roles[table].measures if name in catalogue.roles[table].money]
    prices = [name for name in amounts if not _SPENT & set(words_in(name))]
    if one is None and rank in _SOLD_ALONE and len(prices) == 1:
        return _MULTIPLIED + rank, Col(table, prices[0])
    if one is None and rank == _SOLD.index("order") and len(prices) == 1:
        return 2 * _MULTIPLIED + rank, Col(table, prices[0])
    if one is None or other is None:
        return None
    off = _called(catalogue, _OFF, here)
    return _MULTIPLIED + rank, Product(table, one.column, other.column, off.column if off else "")


def _is_bought_from(catalogue: Catalogue, table: str) -> bool:
    """Say whether rows of a table are what is bought from suppliers, and brings in nothing."""
    named = [edge.target for edge in catalogue.leaving(table) if edge.to_one]
    others = {one for target in named for one in _PARTNERS if any(meet(word, one) for word in words_in(target))}
    return others == {_SUPPLIER}


def is_sold(table: str) -> bool:
    """Say whether rows of a table are what is billed or sold: orders, invoices, rentals."""
    return _rank(table) < _NOT_SOLD


def _rank(table: str) -> int:
    words = identifier_words(table)
    return next((at for at, word in enumerate(_SOLD) if any(meet(own, word) for own in words)), _NOT_SOLD)


def _earned(catalogue: Catalogue, table: str) -> Col | None:
    """Return the amount that rows of a table bring in; never what they cost."""
    roles = catalogue.roles[table]
    names = (name for name in roles.measures if name in roles.money and name in roles.summed)
    return next((Col(table, name) for name in names if not _SPENT & set(words_in(name))), None)


def _called(catalogue: Catalogue, words: str, fit: Fit) -> Col | None:
    for word in words.split():
        for naming in catalogue.named(tuple(word.split("_"))):
            if naming.ref.column and naming.score >= _CALLED and fit(column_of(naming)):
                return column_of(naming)
    return None
