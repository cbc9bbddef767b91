"""Choosing: which column words mean: the one that is named best, and is nearest to what is spoken of."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from adapters.llm.questions.catalogue import Catalogue, Naming
from adapters.llm.questions.frame import Col
from adapters.llm.questions.joins import routes
from adapters.llm.questions.roles import is_bought, words_in
from adapters.llm.questions.tokens import word_set

Fit: TypeAlias = Callable[[Col], bool]
"""Says whether a column can be meant at all."""
Away: TypeAlias = Callable[[str], float]
"""Says how many steps a table is from those that are spoken of."""

SURE, PLAIN, FAINT = 0.9, 0.7, 0.5
"""How well a name must fit to be meant beyond doubt, to be meant, and no more than to be hinted at."""
_EXACT, _SYNONYM = 0.98, 0.95
"""A name as it is written, and one of the same meaning, which counts for nothing beside the former."""
FAR = 0.35
"""What a step away from the tables that are spoken of costs a column, beside how well its name fits."""
_MISNAMED = 2.0
"""What a name costs that does not fit at all."""
TOO_FAR = 6.0
"""Steps beyond which a column is never meant."""
NEAR = 2.5
"""Steps within which a column is looked for that is spoken of without its name."""
_FAR_UNNAMED, _LATER_WORD = 0.8, 0.05
"""What a step costs a column that is not named, and what each place in the list of likely concepts does."""
_MOST_OF_ALL = 5
"""How many times as many rows one table of people must have for `people` to mean it."""
_UNLIKELY = word_set(
    "gross brutto old alt",
)
_NEVER, _HARDLY = 0.4, 0.05
"""What a price costs that is not the one people pay: what was paid for it, and one with taxes or of former times."""


def any_column(_: Col) -> bool:
    """Let every column fit."""
    return True


def column_of(naming: Naming) -> Col:
    """Return the column that a naming is of."""
    return Col(naming.ref.table, naming.ref.column)


def nearest(namings: Sequence[Naming], fit: Fit, away: Away) -> list[Col]:
    """Return the columns that fit in the order of how well they are named and how near they are."""
    if any(naming.score >= _EXACT and fit(column_of(naming)) for naming in namings):
        namings = [naming for naming in namings if naming.score > _SYNONYM]
    scored: list[tuple[float, int, Col]] = []
    for naming in namings:
        col = column_of(naming)
        if fit(col):
            cost = _MISNAMED * (1 - naming.score) + FAR * away(col.table) + _unlikely(col.column)
            scored.append((cost, len(scored), col))
    return [col for cost, _, col in sorted(scored) if cost < TOO_FAR * FAR + 1]


def _unlikely(column: str) -> float:
    if is_bought(column):
        return _NEVER
    return _HARDLY if _UNLIKELY & set(words_in(column)) else 0.0


def meant_by(catalogue: Catalogue, words: str, fit: Fit, least: float, away: Away) -> Iterator[Col]:
    """Give the columns that concept words speak of, near what is spoken of, the best first."""
    scored: list[tuple[float, int, Col]] = []
    for order, word in enumerate(words.split()):
        for naming in catalogue.named(tuple(word.split("_"))):
            col, steps = column_of(naming), away(naming.ref.table)
            if naming.ref.column and naming.score >= least and steps < NEAR and fit(col) and not is_bought(col.column):
                cost = 1 - naming.score + _unlikely(col.column) + steps * _FAR_UNNAMED + order * _LATER_WORD
                scored.append((cost, len(scored), col))
    yield from dict.fromkeys(col for _, _, col in sorted(scored))


def tables_of_people(catalogue: Catalogue, sure: Sequence[str], context: Sequence[str]) -> list[str]:
    """Return the tables that `people` may mean: those among the ones named (`sure`) or spoken of, else the likeliest.

    Likelier are tables joined to a named one, then those with first and last names; one that has far more rows than
    the next stands alone.
    """
    tables = [name for name in catalogue.tables if catalogue.is_people(name)]
    near = [table for table in tables if table in sure] or [table for table in tables if table in context]
    near = near or [table for table in tables if any(routes(catalogue, one, table) for one in sure)]
    near = near or [table for table in tables if len(catalogue.roles[table].labels) > 1] or tables
    rows = sorted(((catalogue.tables[table].rows or 0, table) for table in near), reverse=True)
    return [rows[0][1]] if len(rows) > 1 and rows[0][0] >= _MOST_OF_ALL * rows[1][0] else near
