"""Reading: what is known of a database before anybody asks."""

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from adapters.data.databases import database_from
from core.data import DataColumn, DataKey, DataSchema, DataTable
from tests.data.postgres import Server


async def read(url: str, masked: Iterable[str] = ()) -> DataSchema:
    database = database_from(url, masked=tuple(masked))
    try:
        return await database.schema()
    finally:
        await database.close()


def made(tmp_path: Path, *statements: str) -> str:
    file = tmp_path / "made.db"
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return f"sqlite:///{file}"


def table(schema: DataSchema, name: str) -> DataTable:
    found = schema.table(name)
    assert found is not None
    return found


def column(schema: DataSchema, name: str, of: str) -> DataColumn:
    found = table(schema, of).column(name)
    assert found is not None
    return found


async def test_columns_are_what_they_hold_and_not_only_what_was_declared(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE t (day text, at text, flag BOOLEAN, price DECIMAL(10,2), n INT, bare, word VARCHAR(9), raw BLOB)",
        "INSERT INTO t VALUES ('2024-02-29', '2024-02-29 10:00', 1, 9.5, 3, 2.5, 'x', x'00')",
        "INSERT INTO t VALUES ('2023-01-01', '2024-03-01T11:00:00Z', 0, 8, 4, 1, 'y', x'00')",
    )

    schema = await read(url)

    assert {c.name: c.type for c in table(schema, "t").columns} == {
        "day": "date", "at": "datetime", "flag": "boolean", "price": "number", "n": "integer", "bare": "number",
        "word": "text", "raw": "other",
    }  # fmt: skip
    assert (column(schema, "day", "t").least, column(schema, "day", "t").greatest) == ("2023-01-01", "2024-02-29")


async def test_values_come_the_most_frequent_first_and_prose_has_none(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE t (city text, story text)",
        f"INSERT INTO t VALUES ('Ulm', '{'long ' * 40}'), ('Bonn', '{'tale ' * 40}'), ('Bonn', NULL), (NULL, NULL)",
    )

    schema = await read(url)

    assert column(schema, "city", "t").values == ("Bonn", "Ulm")
    assert column(schema, "city", "t").complete
    assert column(schema, "story", "t").values == ()
    assert not column(schema, "story", "t").complete
    assert table(schema, "t").rows == 4


async def test_more_values_than_are_kept_are_not_said_to_be_all(tmp_path: Path) -> None:
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000)"

    schema = await read(made(tmp_path, "CREATE TABLE t (w text)", f"INSERT INTO t {numbers} SELECT 'w' || x FROM n"))

    assert len(column(schema, "w", "t").values) == 2_000
    assert not column(schema, "w", "t").complete


async def test_keys_are_guessed_by_names_and_values_together(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE customers (id integer PRIMARY KEY, name text)",
        "CREATE TABLE Kunden (kundennr int, name text)",
        "CREATE TABLE orders (id integer PRIMARY KEY, customer_id int, billing_customer_id int, wrong_customer_id int)",
        "CREATE TABLE rechnung (nr integer PRIMARY KEY, kunden_nr int)",
        "INSERT INTO customers VALUES (11, 'a'), (12, 'b')",
        "INSERT INTO Kunden VALUES (501, 'a'), (502, 'b')",
        "INSERT INTO orders VALUES (1, 11, 12, 77), (2, 12, 11, 78)",
        "INSERT INTO rechnung VALUES (1, 501), (2, 502)",
    )

    schema = await read(url)

    assert table(schema, "orders").keys == (
        DataKey(("customer_id",), "customers", ("id",), guessed=True),
        DataKey(("billing_customer_id",), "customers", ("id",), guessed=True),
    )
    assert table(schema, "rechnung").keys == (DataKey(("kunden_nr",), "Kunden", ("kundennr",), guessed=True),)


async def test_declared_keys_name_what_is_there(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE a (id integer PRIMARY KEY)",
        "CREATE TABLE b (x int REFERENCES A, y int REFERENCES gone(id))",
    )

    schema = await read(url)

    assert table(schema, "b").keys == (DataKey(("x",), "a", ("id",)),)
    assert table(schema, "a").primary == ("id",)


async def test_masked_columns_have_no_values_also_behind_views(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE p (name text, email text)",
        "CREATE VIEW v AS SELECT name, email AS contact FROM p",
        "INSERT INTO p VALUES ('Anna', 'anna@example.org')",
    )

    schema = await read(url, ["p.email"])

    assert column(schema, "email", "p").masked
    assert "anna@" not in repr(schema.tables)
    assert column(schema, "contact", "v").values == ()


async def test_names_that_need_quotes_are_read(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        'CREATE TABLE "Größe & ""Maß""" ("select" text, "a b" int, "x""y" text)',
        "INSERT INTO \"Größe & \"\"Maß\"\"\" VALUES ('it''s', 3, 'q')",
        "CREATE TABLE alembic_version (n text)",
    )

    schema = await read(url)

    assert [found.name for found in schema.tables] == ['Größe & "Maß"']
    columns = [(c.name, c.values) for c in schema.tables[0].columns]
    assert columns == [("select", ("it's",)), ("a b", ()), ('x"y', ("q",))]


async def test_500_tables_are_read_in_two_seconds(tmp_path: Path) -> None:
    file = tmp_path / "many.db"
    with closing(sqlite3.connect(file)) as connection:
        for at in range(500):
            connection.execute(
                f"CREATE TABLE area{at} "
                f"(id integer PRIMARY KEY, name text, kind text, day date, v real, area{at // 2}_id int)"
            )
            connection.executemany(
                f"INSERT INTO area{at} VALUES (?, ?, ?, '2024-01-01', 1.5, ?)",
                ((row, f"n{row}", f"k{row % 3}", row) for row in range(40)),
            )
        connection.commit()
    begun = time.process_time()

    schema = await read(f"sqlite:///{file}")

    assert time.process_time() - begun < 2.0
    assert len(schema.tables) == 500
    assert all(found.rows == 40 for found in schema.tables)


async def test_a_table_of_a_million_rows_is_read_and_asked_in_flat_memory(tmp_path: Path) -> None:
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000)"
    url = made(
        tmp_path,
        "CREATE TABLE t (id integer PRIMARY KEY, w text, v int)",
        f"INSERT INTO t {numbers} SELECT x, 'w' || (x % 500000), x FROM n",
    )
    database = database_from(url)
    small = held()

    schema = await database.schema()
    found = await database.query("SELECT a.*, b.* FROM t AS a, t AS b", lambda _: None)
    counted = await database.query("SELECT count(*), sum(v) FROM t", lambda _: None)

    assert held() - small < 40_000
    assert table(schema, "t").rows == 1_000_000
    assert (len(found.rows), found.more) == (1_000, True)
    assert counted.rows == ((1_000_000, 500_000_500_000),)
    await database.close()


def held() -> int:
    """Return the process's memory in kilobytes."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


async def test_postgresql_tells_types_comments_keys_and_schemas(postgres: Server) -> None:
    postgres.run("CREATE DATABASE read")
    postgres.run(
        "CREATE ROLE looker LOGIN",
        "CREATE TYPE mood AS ENUM ('glad', 'sad')",
        "CREATE TABLE people "
        "(id serial PRIMARY KEY, born date, at timestamptz, ok bool, pay numeric, m mood, tags text[])",
        "COMMENT ON TABLE people IS 'who works here'",
        "COMMENT ON COLUMN people.pay IS 'a month, in euros'",
        "CREATE SCHEMA other",
        "CREATE TABLE other.shifts (person_id int REFERENCES people, hours float)",
        "CREATE TABLE hidden (a int)",
        "INSERT INTO people (born, m) VALUES ('1990-05-01', 'sad')",
        "GRANT USAGE ON SCHEMA other TO looker",
        "GRANT SELECT ON people, other.shifts TO looker",
        database="read",
    )

    schema = await read(postgres.url("looker", "read"))

    assert [(found.schema, found.name) for found in schema.tables] == [("other", "shifts"), ("", "people")]
    people = table(schema, "people")
    assert people.comment == "who works here"
    assert column(schema, "pay", "people").comment == "a month, in euros"
    assert {c.name: c.type for c in people.columns} == {
        "id": "integer", "born": "date", "at": "datetime", "ok": "boolean", "pay": "number", "m": "text",
        "tags": "other",
    }  # fmt: skip
    assert column(schema, "m", "people").values == ("sad",)
    assert column(schema, "born", "people").least == "1990-05-01"
    assert table(schema, "shifts").keys == (DataKey(("person_id",), "people", ("id",)),)
