"""Naming: what the names in a statement mean on one schema."""

import re
from collections.abc import Iterator

from sqlglot import exp

from core.data import DataSchema, DataTable


class Names:
    """The names of one schema, compared as its database compares them."""

    def __init__(self, schema: DataSchema, home: str = "main") -> None:
        """`home` is the schema of tables that are not said to be in another one."""
        self.dialect = schema.dialect
        self._tables: dict[tuple[str, str], DataTable] = {}
        for table in schema.tables:
            for name in ("", home) if not table.schema else (table.schema,):
                self._tables[(self.stored(name), self.stored(table.name))] = table

    def table(self, table: exp.Table) -> DataTable | None:
        """Return the table that is meant, None where it is a part of the query."""
        if table.args.get("catalog") is not None or not isinstance(table.this, exp.Identifier):
            return None
        schema = table.args.get("db")
        if schema is None and self.part(table) is not None:
            return None
        return self._tables.get(("" if schema is None else self.folded(schema), self.folded(table.this)))

    def part(self, table: exp.Table) -> exp.CTE | None:
        """Return the part of the query (`WITH x AS …`) that is meant, None where it is something else."""
        if table.args.get("db") is not None:
            return None
        name = self.folded(table.this)
        return next((part for part in _in_sight(table) if self.folded(part.args["alias"].this) == name), None)

    def is_taken(self, identifier: exp.Expr) -> bool:
        """Say whether there is a table that is meant by the name alone."""
        return ("", self.folded(identifier)) in self._tables

    def folded(self, identifier: exp.Expr) -> str:
        """Return a name in a statement as the database compares it."""
        quoted = isinstance(identifier, exp.Identifier) and bool(identifier.args.get("quoted"))
        return identifier.name if quoted and self.dialect == "postgres" else _lower(identifier.name)

    def stored(self, name: str) -> str:
        """Return a name in the schema, likewise."""
        return name if self.dialect == "postgres" else _lower(name)


def _lower(name: str) -> str:
    """Return a name in small letters as databases do it, which know no others than ASCII's."""
    return re.sub("[A-Z]+", lambda found: found.group().lower(), name)


def _in_sight(table: exp.Table) -> Iterator[exp.CTE]:
    """Yield the parts (`WITH x AS …`) which a name at this place may mean, wherever a query is written in another."""
    child: exp.Expr = table
    parent = table.parent
    while parent is not None:
        if isinstance(parent, exp.With):
            for part in parent.expressions:
                if part is child:
                    break
                yield part
        elif isinstance(parent, exp.Query) and not isinstance(child, exp.With):
            yield from parent.ctes
        child, parent = parent, parent.parent
