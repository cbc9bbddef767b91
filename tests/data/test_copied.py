"""Databases of other kinds: their tables are copied, and no query that people cause reaches them."""

import logging
import sqlite3
import stat
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import make_url

from adapters.data import copied, copying
from adapters.data.copied import CopiedSource
from adapters.data.copying import Plain, plain
from adapters.data.databases import database_from
from adapters.data.limits import DEFAULT, Limits
from adapters.data.masks import Masks
from adapters.data.stopping import Stop
from core.data import DataKey, DataSchema
from core.errors import DataUnavailable, QueryFailed, QueryRefused, QueryTooLong, SettingsError
from core.ports import Database
from tests.data.mariadb import MariaServer
from tests.data.test_databases import quiet

SHOP = """
    CREATE OR REPLACE DATABASE shop CHARACTER SET utf8mb4;
    USE shop;
    CREATE TABLE customers (
        id int PRIMARY KEY, name varchar(80) NOT NULL COMMENT 'as on the invoice', city text,
        active tinyint(1) NOT NULL, born date, email varchar(80), initial char(1) AS (left(email, 1))
    ) COMMENT 'who buys';
    CREATE TABLE orders (
        id bigint PRIMARY KEY, customer int NOT NULL, placed datetime NOT NULL, total decimal(10,2),
        state enum('open', 'paid'), tags set('new', 'gift'), took time, note json, photo blob,
        FOREIGN KEY (customer) REFERENCES customers (id)
    );
    INSERT INTO customers (id, name, city, active, born, email)
    VALUES (1, 'Ada', 'Berlin', 1, '1990-12-10', 'ada@x'), (2, 'Bén', 'Köln', 0, NULL, 'ben@x');
    INSERT INTO orders
    VALUES (1, 1, '2026-11-02 10:00:00', 12.50, 'paid', 'gift,new', '101:02:03', '{"a": 1}', 'x'),
           (2, 1, '2026-11-03 11:30:00', 7, 'open', '', NULL, NULL, NULL);
    CREATE VIEW addresses AS SELECT name, email AS address FROM customers
"""


@pytest.fixture
def shop(mariadb: MariaServer) -> Iterator[MariaServer]:
    mariadb.run(*SHOP.split(";"))
    mariadb.asked()
    yield mariadb
    mariadb.run("DROP DATABASE shop", "CREATE DATABASE shop")


@asynccontextmanager
async def opened(server: MariaServer, *masked: str) -> AsyncIterator[Database]:
    database = database_from(server.url, DEFAULT, masked)
    try:
        yield database
    finally:
        await database.close()


async def rows(database: Database, sql: str) -> tuple[tuple[object, ...], ...]:
    return (await database.query(sql, quiet)).rows


def described(schema: DataSchema) -> dict[str, list[tuple[str, str]]]:
    return {table.name: [(column.name, column.type) for column in table.columns] for table in schema.tables}


async def test_mariadb_is_asked_with_its_types_keys_and_remarks(shop: MariaServer) -> None:
    async with opened(shop) as database:
        schema = await database.schema()
        found = await rows(
            database,
            "SELECT c.name, sum(o.total), max(o.placed) FROM orders AS o JOIN customers AS c ON c.id = o.customer "
            "GROUP BY c.name",
        )
        odd = await rows(database, "SELECT tags, took, note, photo FROM orders ORDER BY id")

    assert found == (("Ada", 19.5, "2026-11-03 11:30:00"),)
    assert odd == (("new,gift", "101:02:03", '{"a": 1}', None), ("", None, None, None))
    assert list(described(schema)) == ["customers", "orders", "addresses"]
    assert described(schema)["customers"][:5] == [
        ("id", "integer"),
        ("name", "text"),
        ("city", "text"),
        ("active", "boolean"),
        ("born", "date"),
    ]
    customers, orders, _ = schema.tables
    assert (customers.comment, customers.columns[1].comment) == ("who buys", "as on the invoice")
    assert customers.primary == ("id",)
    assert orders.keys == (DataKey(("customer",), "customers", ("id",)),)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM customers",
        "SELECT load_file('/etc/passwd')",
        "SELECT 1 INTO OUTFILE '/tmp/x'",
        "SELECT sleep(20)",
        "SELECT * FROM mysql.user",
        "SELECT @@version",
        "SELECT /*!50000 sleep(20) */ 1",
    ],
)
async def test_no_query_reaches_the_server(shop: MariaServer, sql: str) -> None:
    async with opened(shop) as database:
        await database.schema()
        for asked in ("SELECT 4711", sql):
            try:
                await database.query(asked, quiet)
            except (QueryFailed, QueryRefused):
                continue
    heard = shop.asked()

    assert not [text for text in heard if "4711" in text or "sleep" in text or "load_file" in text or "passwd" in text]
    verbs = {
        " ".join(text.split()[:2]).upper()
        for text in heard
        if not text.upper().startswith(("SELECT ", "SHOW ", "DESCRIBE "))
    }
    assert verbs <= {"SET NAMES", "SET AUTOCOMMIT", "ROLLBACK", "COMMIT"}


async def test_hidden_values_do_not_leave_the_server_by_any_column_or_view(shop: MariaServer) -> None:
    async with opened(shop, "customers.email") as database:
        schema = await database.schema()
        found = await rows(database, "SELECT email, name FROM customers ORDER BY id")
    heard = shop.asked()

    assert found == ((None, "Ada"), (None, "Bén"))
    assert list(described(schema)) == ["customers", "orders"]
    assert [name for name, _ in described(schema)["customers"]] == ["id", "name", "city", "active", "born", "email"]
    assert not [text for text in heard if text.startswith("SELECT") and "email" in text]


async def test_no_tables_are_copied_but_those_that_may_be_read(shop: MariaServer) -> None:
    async with opened(shop) as database:
        assert list(described(await database.only(["Customers"]).schema())) == ["customers"]
    assert not [text for text in shop.asked() if "FROM orders" in text]


async def test_a_table_with_too_many_rows_is_left_out_and_said_so(
    shop: MariaServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(copying, "MOST_ROWS", 3)
    shop.run("USE shop", "INSERT INTO customers (id, name, active) VALUES (3, 'C', 1), (4, 'D', 1)")

    with caplog.at_level(logging.WARNING):
        async with opened(shop) as database:
            assert list(described(await database.schema())) == ["orders"]

    assert "a table with more than 3 rows is not asked" in caplog.text


async def test_an_old_copy_is_made_anew_before_the_next_question(
    shop: MariaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = "SELECT count(*) FROM customers"
    async with opened(shop) as database:
        assert await rows(database, count) == ((2,),)
        shop.run("USE shop", "INSERT INTO customers (id, name, active) VALUES (3, 'Cleo', 1)")
        assert await rows(database, count) == ((2,),)

        monkeypatch.setattr(copied, "FRESH", -1.0)
        assert await rows(database, count) == ((3,),)
        assert await rows(database, count) == ((3,),)


async def test_a_changed_table_is_read_anew_after_a_query_failed(shop: MariaServer) -> None:
    async with opened(shop) as database:
        await database.schema()
        shop.run("USE shop", "ALTER TABLE customers ADD COLUMN vip int DEFAULT 7")
        with pytest.raises(QueryFailed, match="have been read anew"):
            await database.query("SELECT vip FROM customers", quiet)
        assert await rows(database, "SELECT DISTINCT vip FROM customers") == ((7,),)


async def test_copies_are_their_owners_alone_and_go_with_the_program(
    shop: MariaServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(copied, "FRESH", -1.0)
    async with opened(shop) as database:
        for _ in range(4):
            await rows(database, "SELECT 1")
        folders = list(tmp_path.iterdir())  # noqa: ASYNC240 - a test's own folder
        assert len(folders) == 2
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}

    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - see above


@pytest.fixture
def town(tmp_path: Path) -> str:
    """Give the address of a database that SQLAlchemy knows and that is always there: a file of SQLite."""
    file = tmp_path / "town.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute('CREATE TABLE "odd ""name" (id integer PRIMARY KEY, "select" text, "a:b%c" real)')
        connection.executemany('INSERT INTO "odd ""name" VALUES (?, ?, ?)', [(1, "x", 0.5), (2, None, 1.5)])
        connection.execute('CREATE VIEW seen AS SELECT id FROM "odd ""name"')
        connection.commit()
    return f"sqlite:///{file}"


def test_names_that_need_quotes_are_copied_as_they_are(town: str) -> None:
    source = CopiedSource(make_url(town), DEFAULT, Masks(), None)

    schema = source.read(Stop(10))
    found = source.run('SELECT "select", "a:b%c" FROM "odd ""name" ORDER BY id', Stop(10))
    source.close()

    assert list(described(schema)) == ['odd "name', "seen"]
    assert found.rows == (("x", 0.5), (None, 1.5))


def test_copying_that_takes_too_long_is_ended(town: str) -> None:
    source = CopiedSource(make_url(town), DEFAULT, Masks(), None)
    with pytest.raises(QueryTooLong, match="could not be copied"):
        source.read(Stop(-1))
    with pytest.raises(DataUnavailable, match="not been copied yet"):
        source.run("SELECT 1", Stop(1))
    source.close()


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (True, 1),
        (2**63, float(2**63)),
        (Decimal(12), 12),
        (Decimal("12.50"), 12.5),
        (Decimal("NaN"), None),
        (Decimal(10**30), 1e30),
        (date(2026, 11, 2), "2026-11-02"),
        (datetime(2026, 11, 2, 3, 4, 5, tzinfo=UTC), "2026-11-02 03:04:05+00:00"),
        (timedelta(hours=-1, minutes=-2), "-01:02:00"),
        ({"b", "a"}, "a,b"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    ],
)
def test_values_are_kept_as_sqlite_has_them(value: object, kept: Plain) -> None:
    assert plain(value) == kept
    assert type(plain(value)) is type(kept)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nobodys://u:hush@h/d", "a package that teaches it them is not installed"),
        ("oracle+oracledb://u:hush@h/d", "'oracle' need the driver oracledb"),
        ("mysql+aiomysql://u:hush@h/d", "'mysql' need the driver aiomysql"),
        ("mysql://u:hush@h/d", "'mysql' need the driver MySQLdb"),
    ],
)
def test_an_address_without_what_it_needs_is_said_so_without_its_password(url: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        database_from(url)

    assert "hush" not in str(caught.value)


def test_an_address_that_would_not_block_its_thread_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    url = make_url("mysql+pymysql://u:hush@h/d")
    monkeypatch.setattr(url.get_dialect(), "is_async", True)
    with pytest.raises(SettingsError, match="needs a driver that blocks, such as mysql://") as caught:
        database_from(url.render_as_string(hide_password=False))

    assert "hush" not in str(caught.value)


async def test_a_server_that_is_not_there_is_said_so_without_its_password() -> None:
    database = database_from("mysql+pymysql://u:hush@localhost:1/d", Limits(seconds=1))
    with pytest.raises(DataUnavailable, match="The database d cannot be reached") as caught:
        await database.schema()
    await database.close()

    assert "hush" not in str(caught.value)
