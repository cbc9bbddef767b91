"""Derived: where SQLite keeps a table's values a second time, under other names."""

import re
from collections.abc import Collection, Iterable

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

_SHADOW = re.compile(
    r"_(content|segments|segdir|docsize|stat|data|idx|config|node|rowid|parent|vocab|chunks|rowids|auxiliary"
    r"|(vector_chunks|metadatachunks|metadatatext)\d+)"
)
"""What modules of virtual tables end the names of their own tables with: FTS3 to FTS5, R-trees and vectors."""


def is_shadow(name: str, virtual: Iterable[str]) -> bool:
    """Say whether a table is what one of the virtual tables keeps its content in."""
    name = name.lower()
    return any(
        name.startswith(table.lower()) and _SHADOW.fullmatch(name[len(table) :]) is not None for table in virtual
    )


def generated_from(sql: str, generated: Collection[str], hidden: Collection[str]) -> frozenset[str]:
    """Return which of a table's generated columns are made of hidden ones, also by way of others.

    `sql` is how the table was made. All of them where it cannot be told. Names come and go in small letters.
    """
    made_of = _made_of(sql)
    found: set[str] = set()
    more = set(hidden)
    while more:
        known = found | set(hidden)
        more = {name for name in generated if name not in known and (name not in made_of or made_of[name] & known)}
        found |= more
    return frozenset(found)


def _made_of(sql: str) -> dict[str, set[str]]:
    """Return the names in each generated column's expression; nothing where the parser does not know the statement."""
    try:
        statement = parse_one(sql, dialect="sqlite")
    except (SqlglotError, RecursionError):
        return {}
    found: dict[str, set[str]] = {}
    for column in statement.find_all(exp.ColumnDef):
        names = {
            name.name.lower()
            for constraint in column.find_all(exp.ComputedColumnConstraint, exp.GeneratedAsRowColumnConstraint)
            for name in constraint.find_all(exp.Identifier)
        }
        if names:
            found[column.name.lower()] = names
    return found
