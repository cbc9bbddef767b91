"""Views of SQLite on hidden columns: what they show of them is hidden, and what does more is not offered."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from adapters.data.databases import database_from
from core.errors import HiddenColumn, QueryRefused

SHOP = (
    "CREATE TABLE customers (id integer PRIMARY KEY, name text, email text, city text)",
    "CREATE TABLE orders (id integer PRIMARY KEY, city text)",
    "INSERT INTO customers VALUES (1, 'Ada', 'ada@example.org', 'Rome'), (2, 'Ben', NULL, 'Oslo')",
)
FIT = {
    "CREATE VIEW v AS SELECT name, email AS contact FROM customers": {"contact"},
    "CREATE VIEW v(a, b) AS SELECT c.name, c.email FROM customers c": {"b"},
    "CREATE VIEW v AS SELECT * FROM customers": {"email"},
    "CREATE VIEW v AS WITH s AS (SELECT name, email AS e FROM customers) SELECT e, name FROM s": {"e"},
    "CREATE VIEW v AS SELECT name, email FROM customers UNION ALL SELECT city, city FROM orders": {"email"},
    "CREATE VIEW v AS SELECT city AS email, count(*) AS n FROM customers GROUP BY city": set(),
    "CREATE VIEW v AS SELECT name FROM (SELECT name, email FROM customers)": set(),
    "CREATE VIEW v AS SELECT o.id, c.email AS m FROM orders o JOIN customers c ON c.city = o.city": {"m"},
}
UNFIT = (
    "CREATE VIEW v AS SELECT count(email) AS n FROM customers",
    "CREATE VIEW v AS SELECT name FROM customers WHERE email IS NOT NULL",
    "CREATE VIEW v AS SELECT name, upper(email) AS m FROM customers",
    "CREATE VIEW v AS SELECT DISTINCT name, email FROM customers",
    "CREATE VIEW v AS SELECT name FROM customers ORDER BY email",
    "CREATE VIEW v AS SELECT * FROM orders JOIN customers USING (city)",
    "CREATE VIEW v AS SELECT c.name FROM customers c, json_each('[1]') AS j",
    "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT email FROM customers UNION ALL SELECT x FROM n) SELECT x FROM n",
)


async def seen(folder: Path, statements: Sequence[str], asked: str = "") -> dict[str, set[str]]:
    """Return the masked columns of all that is offered, after a question was asked."""
    file = folder / "views.db"
    with closing(sqlite3.connect(file)) as connection:
        for statement in (*SHOP, *statements):
            connection.execute(statement)
        connection.commit()
    database = database_from(f"sqlite:///{file}", masked=["customers.email"])
    try:
        if asked:
            assert "@" not in repr((await database.query(asked, lambda _: None)).rows)
        schema = await database.schema()
        return {table.name: {column.name for column in table.columns if column.masked} for table in schema.tables}
    finally:
        await database.close()


@pytest.mark.parametrize("made", FIT)
async def test_what_a_view_shows_of_hidden_columns_is_hidden(tmp_path: Path, made: str) -> None:
    offered = await seen(tmp_path, [made], "SELECT * FROM v")

    assert offered == {"customers": {"email"}, "orders": set(), "v": FIT[made]}


@pytest.mark.parametrize("made", UNFIT)
async def test_a_view_that_does_more_with_hidden_columns_is_not_offered(tmp_path: Path, made: str) -> None:
    above = "CREATE VIEW above AS SELECT * FROM v"

    assert await seen(tmp_path, [made, above]) == {"customers": {"email"}, "orders": set()}


async def test_views_over_views_are_judged_whichever_was_made_first(tmp_path: Path) -> None:
    made = [
        "CREATE VIEW v AS SELECT 1 AS e",
        "CREATE VIEW above AS SELECT e AS f FROM v",
        "DROP VIEW v",
        "CREATE VIEW v AS SELECT email AS e FROM customers",
        "CREATE VIEW top AS SELECT count(f) AS n FROM above",
    ]

    offered = await seen(tmp_path, made, "SELECT f FROM above")

    assert offered == {"customers": {"email"}, "orders": set(), "above": {"f"}, "v": {"e"}}


@pytest.mark.parametrize(
    "sql", ["SELECT count(e) FROM v", "SELECT 1 FROM v WHERE v.e IS NULL", "SELECT DISTINCT e FROM v"]
)
async def test_what_does_more_with_a_hidden_column_of_a_view_is_refused(tmp_path: Path, sql: str) -> None:
    with pytest.raises(HiddenColumn, match="The values of e are hidden"):
        await seen(tmp_path, ["CREATE VIEW v AS SELECT email AS e FROM customers"], sql)


async def test_a_view_that_is_not_offered_cannot_be_asked(tmp_path: Path) -> None:
    with pytest.raises(QueryRefused, match="There is no table v"):
        await seen(tmp_path, [UNFIT[0]], "SELECT n FROM v")
