"""The guard: reads a statement before the database does, and lets one SELECT from the tables there are through."""

import re

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from adapters.data.allowed import PARTS, POSTGRESQL_CLASSES, POSTGRESQL_FUNCTIONS, POSTGRESQL_TYPES, SQLITE_FUNCTIONS
from adapters.data.limits import Limits
from adapters.data.masking import without_masked
from adapters.data.naming import Names
from adapters.data.showing import Showing
from core.data import DataSchema
from core.errors import QueryFailed, QueryRefused

_MOST_UNIONS = 10
_MOST_JOINS = 40
_MOST_GROWTH = 1_000
"""How much longer than what it is made of a text may get, at the most."""
_JOINED = 20
"""How many texts the joined ones of all rows count as."""
_LONGEST_SOUGHT = 200
_WIDE = re.compile(r"\*|\d{4}")
_TELLING = frozenset(("user", "current_role", "system_user"))
"""Words that PostgreSQL takes for functions though they look like columns."""


class Guard:
    """Judges statements on one schema."""

    def __init__(self, schema: DataSchema, limits: Limits, home: str = "main") -> None:
        """`home` is the schema of tables that are not said to be in another one."""
        self._dialect = schema.dialect
        self._limits = limits
        self._names = Names(schema, home)

    def pass_on(self, sql: str) -> str:
        """Return the statement as it is to be run. Raises QueryRefused; QueryFailed for what is no SQL."""
        _measure(sql, self._limits)
        try:
            return self._judged(sql)
        except SqlglotError as error:
            raise QueryFailed(f"The query is not SQL that can be understood: {_first_line(error)}.") from error
        except RecursionError as error:
            raise QueryRefused("The query is nested too deeply.") from error

    def _judged(self, sql: str) -> str:
        statements = [statement for statement in parse(sql, dialect=self._dialect) if statement is not None]
        if len(statements) != 1:
            raise QueryRefused("Exactly one statement may be asked at a time.")
        statement = statements[0]
        inner = statement.unnest() if isinstance(statement, exp.Subquery) else statement
        if not isinstance(inner, exp.Select | exp.SetOperation):
            raise QueryRefused("Only a SELECT may be asked: nothing can be changed, set or told in another way.")
        unions = joins = 0
        for node in statement.walk():
            self._judge(node)
            unions += isinstance(node, exp.SetOperation)
            joins += isinstance(node, exp.Table)
        if unions > _MOST_UNIONS or joins > _MOST_JOINS:
            raise QueryRefused("The query is put together from too many queries or tables.")
        if self._touches_hidden(statement):
            Showing(self._names).columns_of(statement)
        if self._dialect == "postgres":
            _judge_growth(statement)
            statement = without_masked(statement, self._names.table)
        return statement.sql(dialect=self._dialect, comments=False, pretty=True)

    def _touches_hidden(self, statement: exp.Expr) -> bool:
        tables = [self._names.table(table) for table in statement.find_all(exp.Table)]
        return any(column.masked for table in tables if table is not None for column in table.columns)

    def _judge(self, node: exp.Expr) -> None:
        match node:
            case exp.Table():
                self._judge_table(node)
            case exp.With() if node.args.get("recursive"):
                raise QueryRefused("A query may not call itself.")
            case exp.CTE() if self._names.is_taken(node.args["alias"].this):
                raise QueryRefused(f"A part of the query may not have a table's name: {_short(node.alias)}.")
            case exp.In() if node.args.get("field") is not None:
                raise QueryRefused("After IN there has to be a list or a SELECT.")
            case exp.StrPosition() | exp.Replace() if self._dialect == "sqlite":
                _judge_sought(node)
            case exp.Format() | exp.Anonymous() if self._dialect == "sqlite" and _formats(node):
                raise QueryRefused("A format has to be written out, without wide fields.")
            case exp.Func():
                self._judge_function(node)
            case exp.DataType() if self._dialect == "postgres" and _kind(node) not in POSTGRESQL_TYPES:
                raise QueryRefused(f"Nothing may be made a {_short(node.sql())}.")
            case exp.Column() if self._dialect == "postgres" and _tells(node):
                raise QueryRefused(f"The function {node.name} is not allowed.")
            case _ if type(node).__name__ not in PARTS:
                raise QueryRefused(f"The query has a part that is not allowed: {_short(type(node).__name__.upper())}.")
            case _:
                pass

    def _judge_function(self, node: exp.Func) -> None:
        nameless = isinstance(node, exp.Anonymous)
        name = node.name.lower() if nameless else type(node).__name__
        if self._dialect == "sqlite":
            # The parser has other names for many; the engine judges those.
            known = not nameless or name in SQLITE_FUNCTIONS
        else:
            known = name in (POSTGRESQL_FUNCTIONS if nameless else POSTGRESQL_CLASSES)
        if not known:
            raise QueryRefused(f"The function {_short(name.lower())} is not allowed.")

    def _judge_table(self, table: exp.Table) -> None:
        if not isinstance(table.this, exp.Identifier):
            raise QueryRefused("Only tables can be read: a function is none.")
        if self._names.table(table) is None and self._names.part(table) is None:
            raise QueryRefused(f"There is no table {_short(table.name)} that may be read.")


def _judge_sought(node: exp.StrPosition | exp.Replace) -> None:
    # Looking for one long text in another is one step to the engine, which can be interrupted between steps only.
    sought = node.args.get("substr") or node.args.get("expression")
    if not isinstance(sought, exp.Literal) or len(sought.name) > _LONGEST_SOUGHT:
        raise QueryRefused("What is looked for in a text has to be written out.")


def _kind(node: exp.DataType) -> str:
    # The names of a database's own objects (`regclass`) are plain texts to the parser.
    return node.this if isinstance(node.this, str) else node.this.name


def _formats(node: exp.Format | exp.Anonymous) -> bool:
    """Say whether `printf` would fill up, which is one step however wide it is."""
    if isinstance(node, exp.Anonymous) and node.name.lower() != "printf":
        return False
    form = node.this if isinstance(node, exp.Format) else next(iter(node.expressions), None)
    return not isinstance(form, exp.Literal) or _WIDE.search(form.name) is not None


def _judge_growth(statement: exp.Expr) -> None:
    # PostgreSQL neither bounds texts nor looks at the clock while it joins two; parts may use one another's.
    growth = 1
    for select in statement.find_all(exp.Select):
        joined = 1
        for node in select.find_all(exp.DPipe, exp.Concat, exp.ConcatWs, exp.GroupConcat):
            if node.parent_select is select:
                joined += _JOINED if isinstance(node, exp.GroupConcat) else max(1, len(node.expressions))
        growth *= joined
    if growth > _MOST_GROWTH:
        raise QueryRefused("The query makes texts out of too many others.")


def _tells(column: exp.Column) -> bool:
    identifier = column.this
    quoted = isinstance(identifier, exp.Identifier) and bool(identifier.args.get("quoted"))
    return not column.table and not quoted and column.name.lower() in _TELLING


def _measure(sql: str, limits: Limits) -> None:
    """Refuse what would take the parser too long."""
    if len(sql) > limits.characters:
        raise QueryRefused(f"The query is longer than {limits.characters} characters.")
    if "\0" in sql:
        raise QueryRefused("The query contains a character that no query has.")
    depth = deepest = 0
    for character in sql:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    if deepest > limits.depth:
        raise QueryRefused("The query is nested too deeply.")


def _first_line(error: SqlglotError) -> str:
    return str(error).partition("\n")[0].rstrip(". ")


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"
