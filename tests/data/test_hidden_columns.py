"""Hidden columns: which statements list them, and which do more and are refused, on both engines."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.data.databases import database_from
from core.errors import HiddenColumn, QueryFailed, QueryRefused
from core.ports import Database
from tests.data.postgres import Server

MASKED = ("customers.email", "staff.e-mail", "staff.name", "cards.id")
SECRET = "@example.org"
TABLES = (
    "CREATE TABLE customers (id integer PRIMARY KEY, name varchar(50), email varchar(80), city varchar(50))",
    "CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer, amount integer, note varchar(50))",
    'CREATE TABLE staff ("e-mail" varchar(80), name varchar(50), city varchar(50))',
    "CREATE TABLE cards (id integer PRIMARY KEY, customer_id integer)",
    "CREATE TABLE leads (email varchar(80), city varchar(50))",
    "INSERT INTO customers VALUES (1, 'Ada', 'ada@example.org', 'Rome'), (2, 'Ben', NULL, 'Oslo')",
    "INSERT INTO orders VALUES (1, 1, 10, 'ada@example.com'), (2, 1, 20, NULL), (3, 2, 30, 'late')",
    "INSERT INTO staff VALUES ('eve@example.org', 'Eve', 'Rome')",
    "INSERT INTO cards VALUES (4711, 1)",
    "INSERT INTO leads VALUES ('lea@example.com', 'Rome')",
)

LISTED = {
    "SELECT email FROM customers": 2,
    "SELECT EMAIL FROM Customers": 2,
    'SELECT "customers"."email" "mail" FROM "customers" WHERE name = \'Ada\'': 1,
    "select name, c.email as mail from customers as c order by name limit 2": 2,
    "SELECT ALL email FROM customers": 2,
    "SELECT (email) FROM customers": 2,
    "SELECT name, email FROM customers ORDER BY name, 1 DESC": 2,
    "SELECT name, email FROM customers ORDER BY 1": 2,
    "SELECT email FROM customers ORDER BY (SELECT 1)": 2,
    "SELECT name, email FROM customers WHERE name LIKE 'A%' AND city IN ('Rome', 'Oslo')": 1,
    "SELECT * FROM customers": 2,
    "SELECT c.* FROM customers AS c WHERE c.city = 'Rome'": 1,
    "SELECT * FROM customers ORDER BY 2": 2,
    "SELECT *, 1 AS one FROM customers": 2,
    "SELECT name FROM customers GROUP BY name": 2,
    "SELECT DISTINCT city FROM customers": 2,
    "SELECT count(*) FROM customers": 1,
    "SELECT count(*) AS n, max(name) FROM customers WHERE id > 1": 1,
    "SELECT city, count(*) AS n FROM customers GROUP BY city HAVING count(*) > 0 ORDER BY n DESC, 1": 2,
    "SELECT count(*) FROM customers WHERE city = 'email'": 1,
    "SELECT name AS e FROM customers ORDER BY e": 2,
    "SELECT s.mail FROM (SELECT email AS mail FROM customers) AS s": 2,
    "SELECT * FROM (SELECT * FROM customers) AS s WHERE s.name = 'Ada'": 1,
    "SELECT count(*) FROM (SELECT * FROM customers) AS s": 1,
    "SELECT s.name FROM (SELECT name, email FROM customers) AS s ORDER BY s.name": 2,
    "WITH c AS (SELECT id, email AS m FROM customers) SELECT c.m FROM c JOIN orders o ON o.customer_id = c.id": 3,
    "WITH c AS (SELECT * FROM customers), d AS (SELECT * FROM c) SELECT name, email FROM d WHERE city = 'Rome'": 1,
    "WITH c(a, b) AS (SELECT name, email FROM customers) SELECT b FROM c ORDER BY a": 2,
    "WITH c AS (SELECT id, email FROM customers) SELECT o.amount FROM orders o JOIN c ON c.id = o.customer_id": 3,
    "WITH c AS (SELECT name, email FROM customers) SELECT count(*) FROM c WHERE name = 'Ada'": 1,
    "SELECT email FROM customers UNION ALL SELECT note FROM orders": 5,
    "SELECT name, email FROM customers UNION ALL SELECT note, note FROM orders ORDER BY 1": 5,
    "SELECT name FROM customers UNION SELECT city FROM customers": 4,
    "SELECT c.email, o.amount FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY o.amount": 3,
    "SELECT c.email, o.amount FROM (customers c JOIN orders o ON o.customer_id = c.id) WHERE amount > 10": 2,
    "SELECT c.email FROM customers c, orders o WHERE o.customer_id = c.id": 3,
    "SELECT email, amount FROM customers JOIN orders USING (id)": 2,
    "SELECT email, amount FROM customers JOIN orders USING (id) ORDER BY 2": 2,
    "SELECT name, amount FROM customers NATURAL JOIN orders": 2,
    "SELECT customers.city, leads.email FROM customers JOIN leads ON leads.city = customers.city": 1,
    "SELECT count(email) FROM leads": 1,
    "SELECT city FROM leads WHERE email LIKE 'lea%' AND city IN (SELECT city FROM customers)": 1,
    "SELECT name, (SELECT count(*) FROM orders o WHERE o.customer_id = customers.id) FROM customers": 2,
    "SELECT name FROM customers c WHERE EXISTS (SELECT * FROM orders o WHERE o.customer_id = c.id)": 2,
    "SELECT amount FROM orders o WHERE EXISTS (SELECT * FROM customers c WHERE c.id = o.customer_id)": 3,
    "SELECT name, email, row_number() OVER (ORDER BY name) AS nr FROM customers": 2,
    "SELECT email, upper(name), CASE WHEN city = 'Rome' THEN 1 ELSE 2 END FROM customers": 2,
    "SELECT name, city FROM staff WHERE city = 'Rome'": 1,
    "SELECT count(name) FROM customers": 1,
    "SELECT cards.id, c.name FROM cards JOIN customers c ON c.id = cards.customer_id": 1,
    "SELECT n, s.count FROM (SELECT count(*) AS count, 1 AS n FROM customers) AS s": 1,
}

REFUSED = (
    # WHERE and HAVING
    "SELECT count(*) FROM customers WHERE email IS NULL",
    "SELECT count(*) FROM customers WHERE customers.EMAIL = ''",
    "SELECT name FROM customers WHERE email LIKE 'a%'",
    "SELECT name FROM customers WHERE NOT (email IS NOT NULL OR name = 'x')",
    "SELECT name FROM customers WHERE email BETWEEN 'a' AND 'b'",
    "SELECT name FROM customers WHERE email IN ('ada@example.org')",
    "SELECT name FROM customers WHERE 'ada@example.org' IN (SELECT email FROM customers)",
    "SELECT name FROM customers WHERE length(email) > 3",
    "SELECT name FROM customers WHERE 'x' || email > 'xa'",
    'SELECT name FROM customers WHERE "email" > name',
    "SELECT city FROM customers GROUP BY city HAVING max(email) > 'a'",
    "SELECT c.name FROM (customers c JOIN orders o ON o.customer_id = c.id) WHERE c.email > 'a'",
    # ORDER BY, also by another name or by place
    "SELECT name, email FROM customers ORDER BY email",
    "SELECT name FROM customers ORDER BY email LIMIT 1",
    "SELECT email AS mail FROM customers ORDER BY mail",
    'SELECT email "m" FROM customers ORDER BY "m"',
    "SELECT email AS name FROM customers ORDER BY name",
    "SELECT name, email FROM customers ORDER BY name, 2",
    "SELECT * FROM customers ORDER BY 3",
    "SELECT o.*, c.* FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY 7",
    "SELECT * FROM orders JOIN customers USING (id) ORDER BY 1",
    "SELECT * FROM (SELECT * FROM orders JOIN customers USING (id)) AS s ORDER BY 6",
    "WITH c AS (SELECT * FROM orders NATURAL JOIN customers) SELECT 1, c.* FROM c ORDER BY 7",
    "SELECT name, email FROM customers ORDER BY lower(email)",
    "SELECT name FROM customers ORDER BY CASE WHEN email IS NULL THEN 1 ELSE 2 END",
    "SELECT m FROM (SELECT email AS m FROM customers) AS s ORDER BY m",
    "SELECT m FROM (SELECT email AS m FROM customers ORDER BY m) AS s",
    # GROUP BY and DISTINCT
    "SELECT email, count(*) FROM customers GROUP BY email",
    "SELECT email, count(*) FROM customers GROUP BY 1",
    "SELECT count(*) FROM customers GROUP BY lower(email)",
    "SELECT DISTINCT email FROM customers",
    "SELECT DISTINCT * FROM customers",
    "SELECT DISTINCT name, email FROM customers",
    "SELECT DISTINCT m FROM (SELECT email AS m FROM customers) AS s",
    # UNION and its like
    "SELECT email FROM customers UNION SELECT note FROM orders",
    "SELECT note FROM orders UNION SELECT email FROM customers",
    "SELECT note FROM orders INTERSECT SELECT email FROM customers",
    "SELECT note FROM orders EXCEPT SELECT email FROM customers",
    "SELECT * FROM customers EXCEPT SELECT * FROM customers WHERE id = 1",
    "SELECT email FROM customers UNION ALL SELECT note FROM orders ORDER BY 1",
    "SELECT note FROM orders UNION ALL SELECT email FROM customers ORDER BY note",
    "SELECT x FROM (SELECT note AS x FROM orders UNION ALL SELECT email FROM customers) AS s WHERE x = 'a'",
    "SELECT count(x) FROM (SELECT note AS x FROM orders UNION ALL SELECT email FROM customers) AS s",
    # aggregates and windows
    'SELECT count("email") FROM customers',
    "SELECT name, count( distinct email ) FROM customers GROUP BY name",
    "SELECT max(email) FROM customers",
    "SELECT min(c.email) FROM customers AS c",
    "SELECT count(*) FROM (SELECT email FROM customers) AS s",
    "SELECT count(*) FILTER (WHERE email IS NULL) FROM customers",
    "SELECT sum(CASE WHEN email IS NULL THEN 1 ELSE 0 END) FROM customers",
    "SELECT row_number() OVER (ORDER BY email) FROM customers",
    "SELECT count(*) OVER (PARTITION BY email) FROM customers",
    "SELECT first_value(email) OVER (ORDER BY id) FROM customers",
    "SELECT rank() OVER w FROM customers WINDOW w AS (ORDER BY email)",
    # what is computed
    "SELECT email IS NULL AS x FROM customers",
    "SELECT email = 'ada@example.org' FROM customers",
    "SELECT lower(email) FROM customers",
    "SELECT substr(email, 1, 1) AS email FROM customers",
    "SELECT coalesce(email, 'none') FROM customers",
    "SELECT nullif(email, '') FROM customers",
    "SELECT name || email FROM customers",
    "SELECT CAST(email AS varchar(3)) FROM customers",
    "SELECT CASE WHEN email IS NULL THEN 1 END FROM customers",
    "SELECT CASE email WHEN 'ada@example.org' THEN 1 END FROM customers",
    "SELECT upper(m) FROM (SELECT email AS m FROM customers) AS s",
    "SELECT upper(s.email) FROM (SELECT * FROM customers) AS s",
    # queries in queries
    "WITH c AS (SELECT email AS m FROM customers) SELECT count(m) FROM c",
    "WITH c AS (SELECT email AS m FROM customers) SELECT 1 FROM c WHERE m > 'a'",
    "WITH c(a, b) AS (SELECT * FROM (SELECT name, email FROM customers) AS s) SELECT a FROM c WHERE b > 'a'",
    "WITH c AS (SELECT * FROM customers), d AS (SELECT * FROM c) SELECT name FROM d WHERE email > 'a'",
    "WITH c AS (SELECT max(email) AS m FROM customers) SELECT 1 AS one",
    "SELECT (SELECT count(email) FROM customers)",
    "SELECT (SELECT email FROM customers WHERE id = 1)",
    "SELECT name FROM customers WHERE name = (SELECT max(c.email) FROM customers c)",
    "SELECT name FROM customers WHERE name IN (SELECT email FROM customers)",
    "SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.note = c.email)",
    "SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE note = email)",
    "SELECT name FROM customers WHERE EXISTS (SELECT 1 AS email FROM orders WHERE email = 'a')",
    "SELECT name FROM customers WHERE EXISTS (SELECT email FROM customers)",
    "SELECT (SELECT c.email FROM orders o WHERE o.customer_id = c.id LIMIT 1) FROM customers c",
    "SELECT (SELECT note FROM orders o WHERE o.note < c.email LIMIT 1) FROM customers c",
    "SELECT name FROM customers ORDER BY (SELECT max(note) FROM orders WHERE note < email)",
    "SELECT name FROM customers LIMIT (SELECT count(email) FROM customers)",
    # joins
    "SELECT a.name FROM customers a JOIN customers b ON a.email = b.email",
    "SELECT a.name FROM customers a JOIN orders o ON o.note = a.email",
    "SELECT a.name FROM customers a LEFT JOIN orders o ON o.customer_id = a.id AND a.email > 'a'",
    "SELECT customers.name FROM customers JOIN leads USING (email)",
    "SELECT leads.city FROM leads JOIN customers USING (city, email)",
    "SELECT 1 AS one FROM leads NATURAL JOIN customers",
    "SELECT 1 AS one FROM customers NATURAL JOIN (SELECT note AS email FROM orders) AS s",
    "SELECT a.name FROM customers a, customers b WHERE a.email = b.email AND a.id < b.id",
    "SELECT j.name FROM (SELECT c.name, c.email, o.note FROM customers c, orders o) AS j WHERE j.note = j.email",
)

ON_SQLITE = (
    "SELECT email AS mail FROM customers WHERE mail IS NULL",
    "SELECT email AS mail FROM customers GROUP BY mail",
    "SELECT [email] FROM customers ORDER BY `email`",
    "SELECT name, email FROM customers ORDER BY (2)",
    "SELECT name, email FROM customers ORDER BY 2 COLLATE nocase",
    "SELECT name FROM customers WHERE email GLOB 'a*'",
    "SELECT email COLLATE nocase FROM customers",
    "SELECT total(email) FROM customers",
    "SELECT group_concat(email) FROM customers",
    'SELECT 1 FROM (SELECT a.email, b.email FROM customers a, customers b) WHERE "email:1" IS NULL',
    "SELECT upper(name) FROM customers UNION ALL SELECT email FROM customers ORDER BY upper(name)",
)
ON_POSTGRES = (
    "SELECT c FROM customers AS c",
    "SELECT c::text FROM customers AS c",
    "SELECT count(c) FROM customers AS c",
    "SELECT count(c.*) FROM customers AS c",
    "SELECT concat(c.*) FROM customers AS c",
    "SELECT (c.*) FROM customers AS c",
    "SELECT name FROM customers AS c(a, name, x, y) WHERE x > 'a'",
    "SELECT email::text FROM customers",
    "SELECT name FROM customers WHERE email ILIKE 'a%'",
    "SELECT DISTINCT ON (email) name FROM customers",
    "SELECT name, email FROM customers GROUP BY ROLLUP (1, 2)",
    "SELECT count(*) FROM customers GROUP BY GROUPING SETS ((name), (email))",
    "SELECT DISTINCT ON (2) name, email FROM customers",
    "SELECT s.e FROM customers AS c, LATERAL (SELECT c.email AS e) AS s",
    "SELECT string_agg(name, ',' ORDER BY email) FROM customers",
    "SELECT name FROM customers WHERE 'a' = ANY (SELECT email FROM customers)",
    "SELECT ARRAY(SELECT email FROM customers)",
    "SELECT 1 AS one FROM customers NATURAL JOIN (SELECT email::text FROM leads) AS s",
)


class Asked:
    """One of the engines."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, sql: str) -> int:
        """Return how many rows a statement brings; nothing hidden is among them."""
        found = await self._database.query(sql, lambda _: None)
        assert SECRET not in repr(found.rows)
        return len(found.rows)

    async def refused(self, sql: str) -> str:
        """Return the column for which a statement is refused."""
        with pytest.raises(HiddenColumn) as caught:
            await self._database.query(sql, lambda _: None)
        assert str(caught.value) == f"The values of {caught.value.column} are hidden: they can be listed, and no more."
        return caught.value.column


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("hidden") / "hidden.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in TABLES:
            connection.execute(statement)
        connection.commit()
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def server(postgres: Server) -> str:
    postgres.run("CREATE DATABASE hidden", "CREATE ROLE hider LOGIN")
    postgres.run(*TABLES, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO hider", database="hidden")
    return postgres.url("hider", "hidden")


@pytest.fixture(params=["sqlite", "postgres"])
async def asked(request: pytest.FixtureRequest) -> AsyncIterator[Asked]:
    url: str = request.getfixturevalue("file" if request.param == "sqlite" else "server")
    database = database_from(url, masked=MASKED)
    yield Asked(database)
    await database.close()


async def test_what_lists_hidden_values_or_leaves_them_alone_is_answered_without_them(asked: Asked) -> None:
    assert {sql: await asked.rows(sql) for sql in LISTED} == LISTED


async def test_what_does_more_with_hidden_values_is_refused(asked: Asked) -> None:
    for sql in REFUSED:
        assert await asked.refused(sql) == "email", sql


@pytest.mark.parametrize("asked", ["sqlite"], indirect=True)
async def test_what_only_sqlite_understands_is_refused_there(asked: Asked) -> None:
    for sql in ON_SQLITE:
        assert await asked.refused(sql) == "email", sql
    assert await asked.refused("SELECT customer_id FROM cards WHERE rowid = 4711") == "id"
    assert await asked.refused("SELECT oid FROM cards") == "id"


@pytest.mark.parametrize("asked", ["postgres"], indirect=True)
async def test_what_only_postgresql_understands_is_refused_there(asked: Asked) -> None:
    for sql in ON_POSTGRES:
        assert await asked.refused(sql) == "email", sql


async def test_a_column_is_hidden_in_its_own_table_only_whatever_its_name(asked: Asked) -> None:
    assert await asked.refused('SELECT count("e-mail") FROM staff') == "e-mail"
    assert await asked.refused("SELECT count(name) FROM staff") == "name"
    assert await asked.refused("SELECT c.city FROM customers c JOIN staff s ON s.name = c.name") == "name"
    assert await asked.rows("SELECT count(name) FROM customers") == 1


async def test_tables_are_not_joined_by_a_hidden_key(asked: Asked) -> None:
    assert await asked.refused("SELECT c.name FROM cards JOIN customers c ON c.id = cards.id") == "id"
    assert await asked.refused("SELECT name FROM cards JOIN customers USING (id)") == "id"
    assert await asked.refused("SELECT name FROM cards NATURAL JOIN customers") == "id"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT colour FROM customers",
        "SELECT name FROM customers WHERE c.email = 'a'",
        "SELECT name FROM customers AS c WHERE customers.email = 'a'",
        "SELECT x.* FROM customers",
        "SELECT name FROM customers UNION ALL SELECT name, email FROM customers",
    ],
)
async def test_names_that_mean_nothing_beside_hidden_columns_are_not_asked(asked: Asked, sql: str) -> None:
    with pytest.raises(QueryFailed):
        await asked.rows(sql)


async def test_a_query_of_which_nothing_can_be_made_out_is_refused(asked: Asked) -> None:
    with pytest.raises(QueryRefused):
        await asked.rows("SELECT o.id FROM orders o WHERE o.id = (SELECT c.* FROM customers c LIMIT 1)")


async def test_what_sqlite_takes_for_a_text_in_quotes_stays_one(file: str) -> None:
    database = database_from(file, masked=MASKED)
    try:
        assert await Asked(database).rows('SELECT name FROM customers WHERE name = "Ada"') == 1
        assert await Asked(database).rows("SELECT name FROM customers WHERE rowid = 1") == 1
    finally:
        await database.close()


async def test_what_is_answered_says_the_same_whatever_is_hidden(file: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(file.removeprefix("sqlite:///"))) as first, closing(sqlite3.connect(other)) as second:
        first.backup(second)
        second.execute("UPDATE customers SET email = CASE id WHEN 1 THEN NULL ELSE 'zoe@example.org' END")
        second.execute("UPDATE staff SET name = 'zoe@example.org', \"e-mail\" = 'a'")
        second.execute("UPDATE cards SET id = 7")
        second.commit()
    # Nothing is masked here: only what was asked keeps the hidden values out of the rest of the answer.
    databases = [database_from(file), database_from(f"sqlite:///{other}")]
    hidden = {"ada@example.org", "zoe@example.org", "eve@example.org", "Eve", "a", 4711, 7, None}
    for sql in LISTED:
        one, two = [(await database.query(sql, lambda _: None)).rows for database in databases]
        assert [[c for c in r if c not in hidden] for r in one] == [[c for c in r if c not in hidden] for r in two], sql
    for database in databases:
        await database.close()


async def test_without_masks_nothing_of_it_is_refused(file: str) -> None:
    database = database_from(file)
    try:
        found = await database.query(
            "SELECT name FROM customers WHERE email LIKE 'ada%' ORDER BY email", lambda _: None
        )
        assert found.rows == (("Ada",),)
    finally:
        await database.close()
