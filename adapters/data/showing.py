"""Showing: that a statement does nothing with hidden columns but show them, as empty as they are.

What counts, sorts, groups, filters, joins or computes by one is refused, and so is what cannot be made out. Names are
looked up as both engines do it; where they differ, what may mean a hidden column means it.
"""

from collections.abc import Iterable, Iterator
from typing import Never

from sqlglot import exp

from adapters.data.naming import Names
from adapters.data.scopes import Columns, Scope, Shown, Source, first_of
from core.errors import HiddenColumn, QueryFailed, QueryRefused

_ROW_NUMBERS = ("rowid", "oid", "_rowid_")
"""What SQLite calls the number of a table's row, which may be one of its columns."""
_READ_APART = frozenset(("with_", "this", "expression", "expressions", "alias", "from_", "joins", "laterals"))
"""Parts of a query that are not clauses behind it."""


class Showing:
    """Judges one statement."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._parts: dict[int, Columns] = {}

    def columns_of(self, query: exp.Expr, outer: Scope | None = None) -> Columns:
        """Return the columns that a query shows. Raises HiddenColumn, QueryFailed, QueryRefused."""
        if isinstance(query, exp.Query):
            for part in query.ctes:
                self._parts[id(part)] = self._renamed(self.columns_of(part.this, outer), part.args["alias"])
        match query:
            case exp.Select():
                return self._selected(query, outer)
            case exp.Values():
                return self._values(query, outer)
            case exp.SetOperation():
                found = self._combined(query, outer)
            case exp.Subquery():
                found = self.columns_of(query.this, outer)
            case _:
                _unclear()
        scope = Scope(outer)
        scope.add(Source("", found))
        self._judge_clauses(query, found, scope)
        return found

    def _selected(self, select: exp.Select, outer: Scope | None) -> Columns:
        scope = Scope(outer)
        sources = [select.args.get("from_"), *select.args.get("laterals", ())]
        for source in filter(None, sources):
            self._read(source.this if isinstance(source, exp.From) else source, scope)
        for join in select.args.get("joins") or ():
            self._join(join, scope)
        placed = scope.placed or not any(item.is_star for item in select.expressions)
        columns = Columns(tuple(c for item in select.expressions for c in self._shown(item, scope)), placed)
        scope.named = columns.all
        for condition in scope.conditions:
            self._judge(condition, scope)
        self._judge_clauses(select, columns, scope)
        if select.args.get("distinct") is not None:
            _refuse(columns.hidden)
        if _counts(select):
            for source in scope.sources:
                # The rows of a query that names nothing else are the hidden values.
                if source.derived and all(column.hidden and column.named for column in source.columns.all):
                    _refuse(source.columns.hidden)
        return columns

    def _combined(self, query: exp.SetOperation, outer: Scope | None) -> Columns:
        left, right = self.columns_of(query.this, outer), self.columns_of(query.expression, outer)
        hidden = left.hidden or right.hidden
        if not isinstance(query, exp.Union) or query.args.get("distinct"):
            _refuse(hidden)
        if not (left.placed and right.placed):
            _refuse(hidden)
        if hidden and len(left.all) != len(right.all):
            raise QueryFailed("The queries that are put together have different numbers of columns.")
        pairs = zip(left.all, right.all, strict=False)
        return Columns(tuple(Shown(a.name, a.hidden or b.hidden, a.named or b.named) for a, b in pairs))

    def _values(self, values: exp.Values, outer: Scope | None) -> Columns:
        for row in values.expressions:
            self._judge(row, Scope(outer))
        width = max((len(row.expressions) for row in values.expressions), default=0)
        return Columns(tuple(Shown(f"column{at}") for at in range(1, width + 1)))

    def _read(self, node: exp.Expr, scope: Scope) -> None:
        """Add what a FROM names to what can be named."""
        alias = node.args.get("alias")
        name = self._names.folded(alias.this) if alias is not None and alias.this is not None else ""
        match node:
            case exp.Table():
                scope.add(self._table(node, name, alias))
            case exp.Subquery() if not isinstance(node.this, exp.Query | exp.Values):
                self._read_joined(node, name, scope)
            case exp.Lateral() if isinstance(node.this, exp.Subquery):
                scope.add(self._derived(self.columns_of(node.this, scope), name, alias))
            case exp.Subquery() | exp.Values():
                scope.add(self._derived(self.columns_of(node, scope.outer), name, alias))
            case _:
                _unclear()
        for join in node.args.get("joins") or ():
            self._join(join, scope)

    def _read_joined(self, node: exp.Subquery, name: str, scope: Scope) -> None:
        """Add tables that are joined in brackets; under one name where the brackets have one."""
        if not name:
            self._read(node.this, scope)
            return
        inner = Scope(scope.outer)
        self._read(node.this, inner)
        for condition in inner.conditions:
            self._judge(condition, inner)
        columns = Columns(tuple(inner.columns()), inner.placed)
        scope.add(self._derived(columns, name, node.args["alias"]))

    def _derived(self, columns: Columns, name: str, alias: exp.Expr | None) -> Source:
        columns = self._renamed(columns, alias)
        return Source(name, columns, self._whole(name, columns))

    def _whole(self, name: str, columns: Columns) -> tuple[Shown, ...]:
        """Return a row as a whole, which PostgreSQL knows by its table's name."""
        return (Shown(name, columns.hidden),) if name and self._names.dialect == "postgres" else ()

    def _table(self, node: exp.Table, alias: str, renaming: exp.Expr | None) -> Source:
        name = alias or self._names.folded(node.this)
        table = self._names.table(node)
        if table is None:
            part = self._names.part(node)
            if part is None or id(part) not in self._parts:
                _unclear()
            return self._derived(self._parts[id(part)], name, renaming)
        listed = tuple(Shown(self._names.stored(c.name), c.name if c.masked else "") for c in table.columns)
        columns = self._renamed(Columns(listed), renaming)
        key = first_of(column.name for column in table.columns if column.masked and column.name in table.primary)
        numbers = _ROW_NUMBERS if self._names.dialect == "sqlite" else ()
        unlisted = (*self._whole(name, columns), *(Shown(number, key) for number in numbers))
        return Source(name, columns, unlisted, derived=False)

    def _join(self, join: exp.Expr, scope: Scope) -> None:
        before = list(scope.columns())
        self._read(join.this, scope)
        if (condition := join.args.get("on")) is not None:
            scope.conditions.append(condition)
        shared = {self._names.folded(name) for name in join.args.get("using") or ()}
        if join.args.get("method"):
            names, after = {column.name for column in before}, {c.name for c in list(scope.columns())[len(before) :]}
            # What a database names itself may be called like anything.
            shared = names | after if "" in names | after else names & after
            scope.placed = False
        if shared:
            scope.placed = False
            _refuse(first_of(column.hidden for column in scope.columns() if column.name in shared))

    def _shown(self, item: exp.Expr, scope: Scope) -> Iterator[Shown]:
        """Yield the columns that an item of the list after SELECT brings."""
        inner = item.this if isinstance(item, exp.Alias) else item
        while isinstance(inner, exp.Paren):
            inner = inner.this
        name = self._names.folded(item.args["alias"]) if isinstance(item, exp.Alias) else ""
        match inner:
            case exp.Star() if inner is item:
                yield from scope.columns()
            case exp.Column(this=exp.Star()) if inner is item and scope.read(self._of(inner)):
                yield from scope.columns(self._of(inner))
            case exp.Star() | exp.Column(this=exp.Star()):
                self._judge(inner, scope)
                _unclear()
            case exp.Column() if own := scope.own(self._names.folded(inner.this), self._of(inner)):
                yield Shown(name or self._names.folded(inner.this), first_of(own), named=True)
            case exp.Column():
                self._judge(inner, scope)
                yield Shown(name or self._names.folded(inner.this))
            case _:
                self._judge(inner, scope)
                yield Shown(name)

    def _judge_clauses(self, query: exp.Expr, columns: Columns, scope: Scope) -> None:
        """Refuse a query that has a hidden column in what stands behind its list, also by its place in the list."""
        for key, value in query.args.items():
            if key not in _READ_APART:
                for each in value if isinstance(value, list) else (value,):
                    if isinstance(each, exp.Expr):
                        self._judge(each, scope)
        distinct = query.args.get("distinct")
        on = distinct.args.get("on") if isinstance(distinct, exp.Distinct) else None
        for place in _places((query.args.get("order"), query.args.get("group"), on)):
            if not columns.placed:
                _refuse(columns.hidden)
            _refuse(first_of(column.hidden for column in columns.all[place - 1 : place]))

    def _judge(self, node: exp.Expr, scope: Scope) -> None:
        """Refuse what has a hidden column in it."""
        left = [node]
        while left:
            match each := left.pop():
                case exp.Query():
                    self._judge_query(each, scope)
                case exp.Column():
                    _refuse(self._meant(each, scope))
                case exp.Star() if not isinstance(each.parent, exp.Count):
                    _refuse(first_of(column.hidden for column in scope.columns()))
                case exp.Table():
                    _unclear()
                case _:
                    left.extend(each.iter_expressions())

    def _judge_query(self, query: exp.Query, scope: Scope) -> None:
        # A query in brackets has nothing joined to it but in a FROM, where it is not judged.
        if isinstance(query, exp.Subquery) and query.args.get("joins"):
            _unclear()
        columns = self.columns_of(query, scope)
        asked = isinstance(query.parent, exp.Exists)
        _refuse(first_of(column.hidden for column in columns.all if column.named or not asked))

    def _meant(self, column: exp.Column, scope: Scope) -> str:
        """Return the hidden column that is meant, empty for another one."""
        table = self._of(column)
        if isinstance(column.this, exp.Star):
            whole = scope.whole(table)
            if whole is None:
                raise QueryFailed(f"There is no table {_short(table)} where the query names it.")
            return whole.hidden
        meant = scope.meant(self._names.folded(column.this), table)
        if meant is None:
            # SQLite takes a name in quotes for a text where there is nothing of that name.
            if self._names.dialect == "sqlite" and not table and column.this.args.get("quoted"):
                return ""
            raise QueryFailed(f"There is no column {_short(column.name)} where the query names it.")
        return meant

    def _of(self, column: exp.Column) -> str:
        table = column.args.get("table")
        return "" if table is None else self._names.folded(table)

    def _renamed(self, columns: Columns, alias: exp.Expr | None) -> Columns:
        """Return columns under the names that an alias such as `c(a, b)` gives the first of them."""
        names = [] if alias is None else [self._names.folded(name) for name in alias.args.get("columns") or ()]
        if not names:
            return columns
        if not columns.placed:
            _refuse(columns.hidden)
        renamed = [Shown(n, c.hidden, c.named) for n, c in zip(names, columns.all, strict=False)]
        return Columns((*renamed, *columns.all[len(names) :]))


def _counts(select: exp.Select) -> bool:
    """Say whether a query makes one row of several."""
    if select.args.get("group") is not None or select.args.get("distinct") is not None:
        return True
    return any(node.parent_select is select for node in select.find_all(exp.AggFunc))


def _places(nodes: Iterable[exp.Expr | None]) -> Iterator[int]:
    """Yield the numbers by which columns are named, in brackets, with a sign or a collation too, as SQLite has them."""
    for node in nodes:
        match node:
            case exp.Literal() if not node.is_string and node.name.isdecimal():
                yield int(node.name)
            case exp.Ordered() | exp.Paren() | exp.Collate() | exp.Neg():
                yield from _places((node.this,))
            case exp.Order() | exp.Group() | exp.Tuple() | exp.Cube() | exp.Rollup() | exp.GroupingSets():
                yield from _places(node.iter_expressions())
            case _:
                pass


def _refuse(column: str) -> None:
    if column:
        raise HiddenColumn(f"The values of {_short(column)} are hidden: they can be listed, and no more.", column)


def _unclear() -> Never:
    raise QueryRefused("It cannot be made out what the query does with hidden columns.")


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"
