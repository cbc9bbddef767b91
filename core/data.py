"""Data: a database that experts ask, what a model makes of a question to it, and what was found."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from core.controls import Cell

ColumnType: TypeAlias = Literal["integer", "number", "text", "date", "datetime", "boolean", "other"]


class DataColumn(Struct, frozen=True):
    """A column of a table, with what is known of its content."""

    name: str
    type: ColumnType
    comment: str = ""
    nullable: bool = True
    masked: bool = False
    """True where the settings hide its values: it can be named, and comes back empty."""
    values: tuple[str, ...] = ()
    """Values that a text column has, the most frequent first."""
    complete: bool = False
    """True where `values` are all that there are."""
    least: str = ""
    """The least value of a date or number column, as text (days as `2026-11-23`); empty where it is not known."""
    greatest: str = ""
    """The greatest value, likewise."""


class DataKey(Struct, frozen=True):
    """A foreign key: columns of one table that name rows of another."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]
    guessed: bool = False
    """True where no constraint says so, but the names and the values do."""


class DataTable(Struct, frozen=True):
    """A table or a view."""

    name: str
    columns: tuple[DataColumn, ...]
    primary: tuple[str, ...] = ()
    keys: tuple[DataKey, ...] = ()
    comment: str = ""
    rows: int | None = None
    """How many rows it has, roughly; None where nobody counted."""
    schema: str = ""
    """The database's schema it lies in, where that has to be named."""

    def column(self, name: str) -> DataColumn | None:
        """Return the column of that name."""
        return next((column for column in self.columns if column.name == name), None)


class DataSchema(Struct, frozen=True, eq=False, weakref=True):
    """All tables that one expert may read. Compared by identity: a schema read anew is another one."""

    dialect: Literal["sqlite", "postgres", "mysql", "other"]
    """The SQL it is asked in, by sqlglot's name."""
    tables: tuple[DataTable, ...]
    words: Mapping[str, str] = {}
    """The expert's own words: what people say, and the table, `table.column` or value they mean."""

    def table(self, name: str) -> DataTable | None:
        """Return the table of that name."""
        return next((table for table in self.tables if table.name == name), None)


Shape: TypeAlias = Literal["value", "row", "list", "groups", "ranking", "series", "comparison", "share"]
"""What an answer looks like: one number or word, one row, rows, a number a group, the same in order of size,
a number a period in order of time, two periods or groups beside each other, a part of a whole."""

ChartWanted: TypeAlias = Literal["auto", "none", "bar", "line", "pie"]


class Reading(Struct, frozen=True):
    """One of several things a question may mean, or something near it: a button."""

    label: str
    words: str
    """What is asked by pressing it."""


class Inquiry(Struct, frozen=True):
    """What a model makes of a question: one SELECT, or why there is none."""

    sql: Annotated[str, Meta(description="one SELECT statement; empty where the question cannot be answered")] = ""
    title: Annotated[str, Meta(description="what is asked, in a few words of the person's language")] = ""
    shape: Shape = "list"
    chart: Annotated[ChartWanted, Meta(description="the chart that was asked for; auto where none was")] = "auto"
    file: Annotated[bool, Meta(description="true where the person wants a CSV file")] = False
    decline: Annotated[str, Meta(description="why it cannot be answered, a sentence in the person's language")] = ""
    unknown: Annotated[tuple[str, ...], Meta(description="the words that mean nothing in this database")] = ()
    readings: Annotated[tuple[Reading, ...], Meta(description="what it may mean, to choose from")] = ()


class Found(Struct, frozen=True):
    """The rows that a query brought."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sql: str
    """The statement as it was run."""
    more: bool = False
    """True where there were more rows than a query may bring."""
    seconds: float = 0.0


class Answered(Struct, frozen=True):
    """A question with what was found: what an interpreter puts into words."""

    title: str
    shape: Shape
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The first rows."""
    count: int
    """How many rows were found."""
    more: bool = False
    said: str = ""
    """What the program itself says of all the rows, where not all of them stand here."""
