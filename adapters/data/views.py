"""Views of SQLite: which of their columns show hidden ones, and which views do more with these than to show them."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from adapters.data.naming import Names
from adapters.data.showing import Showing
from core.data import DataSchema, DataTable
from core.errors import QueryFailed, QueryRefused


class Views(Struct, frozen=True):
    """What was found out of views; all names are in small letters."""

    hidden: Mapping[str, frozenset[str]] = {}
    """The columns of each that are hidden ones."""
    unfit: frozenset[str] = frozenset()
    """Those that do more with hidden columns, or something with them that cannot be made out."""


def judged(made: Mapping[str, str], tables: Sequence[DataTable], reads: Mapping[str, Collection[str]]) -> Views:
    """Judge views by how they were `made`; `tables` are all that there is, views too.

    `reads` is what the engine says that each view reads, for views which the parser does not know.
    """
    queries = {view: _query(sql) for view, sql in made.items()}
    used = {view: _tables(query) | set(reads.get(view, ())) for view, query in queries.items()}
    found, before = Views(), None
    # What a view over another one shows is known when the other one is.
    while found != before:
        before = found
        known = [_masked(table, found.hidden.get(table.name.lower(), ())) for table in tables]
        partly = {table.name.lower() for table in known if any(column.masked for column in table.columns)}
        names = Names(DataSchema(dialect="sqlite", tables=tuple(known)))
        columns = {table.name.lower(): [column.name.lower() for column in table.columns] for table in known}
        hidden, unfit = dict(found.hidden), set(found.unfit)
        for view in queries.keys() - unfit:
            shown = None if used[view] & unfit else _shown(queries[view], names, columns.get(view, []))
            if used[view] & (partly | unfit) and shown is None:
                unfit.add(view)
            elif shown:
                hidden[view] = shown
        found = Views(hidden, frozenset(unfit))
    return found


def _shown(query: exp.Expr | None, names: Names, columns: Sequence[str]) -> frozenset[str] | None:
    """Return which of a view's columns are hidden ones; None where it does more with some or cannot be understood."""
    if query is None:
        return None
    try:
        shown = Showing(names).columns_of(query)
    except (QueryFailed, QueryRefused, RecursionError):
        return None
    if shown.hidden and (len(shown.all) != len(columns) or not shown.placed):
        return None
    return frozenset(name for name, column in zip(columns, shown.all, strict=False) if column.hidden)


def _masked(table: DataTable, columns: Collection[str]) -> DataTable:
    if not columns:
        return table
    return replace(
        table, columns=tuple(replace(c, masked=c.masked or c.name.lower() in columns) for c in table.columns)
    )


def _query(sql: str) -> exp.Expr | None:
    try:
        statement = parse_one(sql, dialect="sqlite")
    except (SqlglotError, RecursionError):
        return None
    query = statement.expression if isinstance(statement, exp.Create) else None
    return query if isinstance(query, exp.Query) else None


def _tables(query: exp.Expr | None) -> set[str]:
    return set() if query is None else {table.name.lower() for table in query.find_all(exp.Table)}
