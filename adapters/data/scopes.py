"""Scopes: which columns a name may mean at a place of a statement, and which of them are hidden."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from sqlglot import exp


class Shown(Struct, frozen=True):
    """A column of a table or of a query's result."""

    name: str
    """As the database compares it; empty where the database makes one up."""
    hidden: str = ""
    """The hidden column that it is, as it stands; empty for all others."""
    named: bool = False
    """False where nothing but a star says it."""


class Columns(Struct, frozen=True):
    """The columns of a table or of a query's result, in order."""

    all: tuple[Shown, ...]
    placed: bool = True
    """False where databases differ in the order."""

    @property
    def hidden(self) -> str:
        """Return the first hidden column there is, empty for none."""
        return first_of(column.hidden for column in self.all)


class Source(Struct, frozen=True):
    """What a query reads: a table, or another query."""

    name: str
    columns: Columns
    unlisted: tuple[Shown, ...] = ()
    """What can be named and no star shows: a row's number, and a row as a whole by its table's name."""
    derived: bool = True
    """False for a table."""


class Scope:
    """What names may mean within one query."""

    def __init__(self, outer: "Scope | None" = None) -> None:
        """`outer` is where the query stands in another one."""
        self.outer = outer
        self.sources: list[Source] = []
        self.named: tuple[Shown, ...] = ()
        """The query's own columns, which SQLite knows nearly everywhere."""
        self.conditions: list[exp.Expr] = []
        """What tables are joined on, to be judged when all are known."""
        self.placed = True
        """False where databases differ in the order in which a star shows the columns."""

    def add(self, source: Source) -> None:
        """Add what is read."""
        self.sources.append(source)
        self.placed = self.placed and source.columns.placed

    def read(self, table: str = "") -> list[Source]:
        """Return all that is read here, or what is read under a name."""
        return [source for source in self.sources if not table or source.name == table]

    def columns(self, table: str = "") -> Iterator[Shown]:
        """Yield the columns of these."""
        for source in self.read(table):
            yield from source.columns.all

    def own(self, name: str, table: str = "") -> list[str]:
        """Return, for each column here that a name may mean, which hidden one it is."""
        return [column.hidden for column in self.columns(table) if _is(column, name)]

    def meant(self, name: str, table: str = "") -> str | None:
        """Return the hidden column that a name may mean here or further out, empty for another one, None for nothing.

        Where it may be this or that it is the hidden one.
        """
        found: list[str] = []
        unnamed: list[str] = []
        for scope in self._outwards():
            unnamed += [column.hidden for column in scope.columns(table) if not column.name]
            if not table:
                # PostgreSQL does not know these everywhere, and looks further out then.
                found += [column.hidden for column in scope.named if _is(column, name)]
            if own := scope.own(name, table):
                found += own
                break
            found += [c.hidden for s in scope.read(table) for c in s.unlisted if c.name == name]
        found = found or unnamed
        return first_of(found) if found else None

    def whole(self, table: str) -> Columns | None:
        """Return all columns of what is read under a name here or further out."""
        for scope in self._outwards():
            if scope.read(table):
                return Columns(tuple(scope.columns(table)))
        return None

    def _outwards(self) -> Iterator["Scope"]:
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer


def _is(column: Shown, name: str) -> bool:
    # SQLite numbers those of one name: `email`, `email:1`.
    return bool(column.name) and column.name in (name, name.rpartition(":")[0])


def first_of(hidden: Iterable[str]) -> str:
    """Return the first that names a hidden column, empty where none does."""
    return next(filter(None, hidden), "")
