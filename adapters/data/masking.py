"""Masking: a statement rewritten so that hidden columns are empty in it, for engines that cannot hide them."""

from collections.abc import Callable

from sqlglot import exp

from core.data import DataTable


def without_masked(statement: exp.Expr, real: Callable[[exp.Table], DataTable | None]) -> exp.Expr:
    """Return the statement with a query in the place of each table that has masked columns, in which those are NULL.

    Whatever is done with the table then (`*`, whole rows, natural joins, filters), there is nothing to be seen.
    `real` says which table is meant at a place of the statement, None for other things.
    """
    found = [(table, meant) for table in statement.find_all(exp.Table) if (meant := real(table)) is not None]
    for table, meant in found:
        if any(column.masked for column in meant.columns):
            table.replace(_emptied(table, meant))
    return statement


def _emptied(table: exp.Table, meant: DataTable) -> exp.Subquery:
    alias = table.args.get("alias")
    plain = exp.Table(this=table.this.copy(), db=table.args.get("db"))
    chosen = [
        exp.alias_(exp.Null(), column.name, quoted=True) if column.masked else exp.column(column.name, quoted=True)
        for column in meant.columns
    ]
    inner = exp.select(*chosen).from_(plain)
    name = alias.copy() if alias is not None else exp.TableAlias(this=table.this.copy())
    return exp.Subquery(this=inner, alias=name, joins=table.args.get("joins"))
