"""Joiner: the tables of one SELECT, each joined once for each way to it."""

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.dialect import Dialect
from adapters.llm.questions.joins import Path, path


class Joiner:
    """Reaches tables from a first one, and writes the FROM clause."""

    def __init__(self, catalogue: Catalogue, base: str, sql: Dialect, taken: set[str] | None = None) -> None:
        self.catalogue, self.base, self.sql = catalogue, base, sql
        self.taken = set() if taken is None else taken
        """The aliases that other SELECTs of the statement have."""
        self.aliases: dict[Path, str] = {(): self._alias(base)}
        self.many = False
        """True where a row of the first table may come several times."""
        self.inner = False
        """True where rows without the other one are left out: they belong to no group."""

    def reach(self, table: str, via: tuple[str, ...] = ()) -> str:
        """Return the alias of a table, joined where it is not yet. Raises NoWay."""
        way = self.way(table, via)
        for length in range(1, len(way) + 1):
            part = way[:length]
            if part not in self.aliases:
                self.aliases[part] = self._alias(part[-1].target)
                self.many = self.many or not part[-1].to_one
        return self.aliases[way]

    def way(self, table: str, via: tuple[str, ...] = ()) -> Path:
        """Return the path to a table, by what is joined already where that leads there. Raises NoWay."""
        if not via:
            for known in self.aliases:
                if (known[-1].target if known else self.base) == table:
                    return known
        return path(self.catalogue, self.base, table, via)

    def joined(self, way: Path) -> bool:
        """Say whether a path is joined, or can be without making more rows."""
        return way in self.aliases or all(edge.to_one for edge in way)

    def column(self, way: Path, column: str) -> str:
        """Return a column of the table at the end of a joined path."""
        return f"{self.sql.name(self.aliases[way])}.{self.sql.name(column)}"

    def text(self) -> str:
        """Return the FROM clause."""
        return " ".join(
            (f"FROM {self._table(self.base, self.aliases[()])}", *map(self._join, filter(None, self.aliases)))
        )

    def _join(self, way: Path) -> str:
        edge = way[-1]
        pairs = zip(edge.columns, edge.targets, strict=True)
        on = " AND ".join(f"{self.column(way[:-1], one)} = {self.column(way, other)}" for one, other in pairs)
        kind = "LEFT JOIN" if edge.to_one and not self.inner else "JOIN"
        return f"{kind} {self._table(edge.target, self.aliases[way])} ON {on}"

    def _alias(self, table: str) -> str:
        name, count = table, 1
        while name in self.taken:
            count += 1
            name = f"{table}_{count}"
        self.taken.add(name)
        return name

    def _table(self, table: str, alias: str) -> str:
        schema = self.catalogue.tables[table].schema
        named = f"{self.sql.name(schema)}.{self.sql.name(table)}" if schema else self.sql.name(table)
        return named if alias == table else f"{named} AS {self.sql.name(alias)}"
