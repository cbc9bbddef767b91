"""A small shop with all that makes joins go wrong, as a schema and as a SQLite database."""

import sqlite3
from datetime import date
from typing import Literal

import sqlglot
from sqlglot import exp

from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)
Dialect = Literal["sqlite", "postgres", "mysql", "other"]

_DDL = """
CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE customers (
    id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, city_id INTEGER REFERENCES cities (id),
    born_on TEXT, active BOOLEAN, email TEXT
);
CREATE TABLE "order" (
    id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id), ordered_on TEXT, status TEXT,
    amount REAL, origin_id INTEGER REFERENCES cities (id), destination_id INTEGER REFERENCES cities (id)
);
CREATE TABLE items (
    order_id INTEGER REFERENCES "order" (id), line INTEGER, "Größe ""cm"\"\" TEXT, quantity INTEGER, price REAL,
    discount REAL, PRIMARY KEY (order_id, line)
);
CREATE TABLE parcels (
    id INTEGER PRIMARY KEY, order_id INTEGER, line INTEGER, weight REAL,
    FOREIGN KEY (order_id, line) REFERENCES items (order_id, line)
);
CREATE TABLE employees (
    id INTEGER PRIMARY KEY, name TEXT, boss_id INTEGER REFERENCES employees (id), salary REAL
);
INSERT INTO cities VALUES (1, 'Berlin'), (2, 'Köln'), (3, 'L''Aquila');
INSERT INTO customers VALUES
    (1, 'Ada', 'Müller', 1, '1990-11-23', 1, 'ada@example.org'), (2, 'Bob', 'Meier', 1, '1990-11-24', 0, ''),
    (3, 'Eve', 'O''Hara', 3, '2000-01-01', 1, NULL);
INSERT INTO "order" VALUES
    (1, 1, '2025-01-10', 'paid', 100, 1, 2), (2, 1, '2025-04-10', 'open', 50, 2, 1),
    (3, 2, '2026-04-11', 'paid', 30, 1, 1), (4, NULL, '2026-05-01', 'open', 7, 3, 2);
INSERT INTO items VALUES
    (1, 1, 'S', 2, 10, 50), (1, 2, 'M', 1, 80, NULL), (2, 1, 'M', 5, 10, 0), (3, 1, 'L', 1, 30, 0);
INSERT INTO parcels VALUES (1, 1, 1, 2.5);
INSERT INTO employees VALUES (1, 'Ann', NULL, 90), (2, 'Ben', 1, 60), (3, 'Cem', 1, 30);
"""


def schema(dialect: Dialect = "sqlite", **words: str) -> DataSchema:
    """Return the shop's schema; `words` are the expert's own, with blanks for underscores."""
    meant = {said.replace("_", " "): meant for said, meant in words.items()}
    return DataSchema(dialect, _TABLES, meant)


def asked(sql: str) -> list[tuple[object, ...]]:
    """Return what a statement brings from the shop; it must parse as one SELECT."""
    parsed(sql, "sqlite")
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(_DDL)
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def parsed(sql: str, dialect: str) -> exp.Select:
    """Return a statement, which must be one SELECT."""
    statements = sqlglot.parse(sql, dialect=dialect)
    assert len(statements) == 1
    assert isinstance(statements[0], exp.Select)
    return statements[0]


def _key(column: str, table: str) -> DataKey:
    return DataKey((column,), table, ("id",))


def _text(name: str, *values: str) -> DataColumn:
    return DataColumn(name, "text", values=values, complete=True)


_ID = DataColumn("id", "integer", nullable=False)
_TABLES = (
    DataTable("cities", (_ID, _text("name", "Berlin", "Köln", "L'Aquila")), ("id",), rows=3),
    DataTable(
        "customers",
        (
            _ID,
            _text("first_name", "Ada", "Bob", "Eve"),
            _text("last_name", "Müller", "Meier", "O'Hara"),
            DataColumn("city_id", "integer"),
            DataColumn("born_on", "date"),
            DataColumn("active", "boolean"),
            _text("email", "ada@example.org"),
        ),
        ("id",),
        (_key("city_id", "cities"),),
        rows=3,
    ),
    DataTable(
        "order",
        (
            _ID,
            DataColumn("customer_id", "integer"),
            DataColumn("ordered_on", "date", least="2025-01-10", greatest="2026-05-01"),
            _text("status", "paid", "open"),
            DataColumn("amount", "number", least="7", greatest="100"),
            DataColumn("origin_id", "integer"),
            DataColumn("destination_id", "integer"),
        ),
        ("id",),
        (_key("customer_id", "customers"), _key("origin_id", "cities"), _key("destination_id", "cities")),
        rows=4,
    ),
    DataTable(
        "items",
        (
            DataColumn("order_id", "integer"),
            DataColumn("line", "integer"),
            _text('Größe "cm"', "S", "M", "L"),
            DataColumn("quantity", "integer", least="1", greatest="5"),
            DataColumn("price", "number", least="10", greatest="80"),
            DataColumn("discount", "number", least="0", greatest="50"),
        ),
        ("order_id", "line"),
        (_key("order_id", "order"),),
        rows=4,
    ),
    DataTable(
        "parcels",
        (_ID, DataColumn("order_id", "integer"), DataColumn("line", "integer"), DataColumn("weight", "number")),
        ("id",),
        (DataKey(("order_id", "line"), "items", ("order_id", "line")),),
        rows=1,
    ),
    DataTable(
        "employees",
        (_ID, _text("name", "Ann", "Ben", "Cem"), DataColumn("boss_id", "integer"), DataColumn("salary", "number")),
        ("id",),
        (_key("boss_id", "employees"),),
        rows=3,
    ),
)
