"""Masks: what is hidden stays hidden wherever the engine has it a second time."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest

from adapters.data.databases import database_from
from core.data import DataSchema
from core.errors import DataError
from tests.data.postgres import Server

SECRET = "anna@example.org"


class Seen:
    """What a database shows of itself: its schema, and all rows of its tables."""

    def __init__(self, schema: DataSchema, rows: str) -> None:
        self.schema, self.rows = schema, rows

    @property
    def tables(self) -> set[str]:
        return {table.name for table in self.schema.tables}

    def masked(self, table: str) -> set[str]:
        found = self.schema.table(table)
        assert found is not None
        return {column.name for column in found.columns if column.masked}

    def tells(self, secret: str = SECRET) -> bool:
        return secret in (repr(self.schema.tables) + self.rows).lower()


async def see(url: str, *masked: str, also: Collection[str] = ()) -> Seen:
    """Read the schema and ask for all rows of all tables, and of those named `also` whether they are offered or not."""
    database = database_from(url, masked=masked)
    try:
        schema = await database.schema()
        rows = ""
        for name in sorted({table.name for table in schema.tables} | set(also)):
            try:
                rows += repr((await database.query(f'SELECT * FROM "{name}"', lambda _: None)).rows)
            except DataError:
                assert name in also
        return Seen(schema, rows)
    finally:
        await database.close()


def made(folder: Path, *statements: str) -> str:
    file = folder / "made.db"
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return f"sqlite:///{file}"


@pytest.mark.parametrize("module", ["fts4", "fts5"])
async def test_a_text_index_and_what_is_behind_it_are_not_offered(tmp_path: Path, module: str) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE plain (a text)",
        f"CREATE VIRTUAL TABLE ft USING {module}(name, email)",
        f"INSERT INTO ft VALUES ('Anna', '{SECRET}')",
        "CREATE VIEW inside AS SELECT * FROM ft_content",
        "CREATE VIEW further AS SELECT * FROM inside",
        "CREATE TABLE ft_more (a text)",
    )

    seen = await see(url, "ft.email", also=("ft", "ft_content", "inside", "further"))

    assert seen.tables == {"plain", "ft_more"}
    assert not seen.tells()


@pytest.mark.parametrize("kind", ["virtual", "stored"])
async def test_generated_columns_of_masked_ones_are_masked_and_others_are_not(tmp_path: Path, kind: str) -> None:
    url = made(
        tmp_path,
        f"CREATE TABLE p (name text, email text, up text GENERATED ALWAYS AS (upper(email)) {kind}, "
        f"""further text AS (up || '!') {kind}, "low er" text AS (lower(name)) {kind}, tail AS (substr("EMAIL", 2)))""",
        "CREATE VIEW v AS SELECT up AS x FROM p",
        f"INSERT INTO p VALUES ('Anna', '{SECRET}')",
    )

    seen = await see(url, "email")

    assert seen.masked("p") == {"email", "up", "further", "tail"}
    assert not seen.tells()
    assert not seen.tells(SECRET[1:])
    assert "'anna'" in seen.rows


async def test_a_mask_that_is_called_like_the_engines_own_columns_hides_only_the_tables(tmp_path: Path) -> None:
    url = made(
        tmp_path,
        "CREATE TABLE a (id integer PRIMARY KEY, name text, type text)",
        "CREATE TABLE b (id int REFERENCES a(id), kind text)",
        f"INSERT INTO a VALUES (1, '{SECRET}', '{SECRET}')",
    )

    seen = await see(url, "name", "type", "sql")

    assert seen.tables == {"a", "b"}
    assert seen.masked("a") == {"name", "type"}
    assert not seen.tells()


@pytest.mark.parametrize("mask", ["secretp.email", "public.secretp.email", "email"])
async def test_views_over_a_masked_table_that_the_role_may_not_read_itself_are_hidden(
    postgres: Server, mask: str
) -> None:
    database, viewer = mask.replace(".", "_"), mask.replace(".", "_") + "_viewer"
    postgres.run(f"CREATE DATABASE {database}", f"CREATE ROLE {viewer} LOGIN")
    postgres.run(
        "CREATE TABLE secretp (id int, email text)",
        f"INSERT INTO secretp VALUES (1, '{SECRET}')",
        "CREATE VIEW people AS SELECT id, email AS mail FROM secretp",
        "CREATE MATERIALIZED VIEW kept AS SELECT mail AS m FROM people",
        "CREATE VIEW rows AS SELECT id, s::text AS whole FROM secretp AS s",
        "CREATE VIEW counted AS SELECT id FROM secretp",
        f"GRANT SELECT ON people, kept, rows, counted TO {viewer}",
        database=database,
    )

    seen = await see(postgres.url(viewer, database), mask, also=("people", "kept", "rows", "secretp"))

    assert seen.tables == {"counted"}
    assert not seen.tells()


async def test_generated_columns_of_masked_ones_are_masked_in_postgresql_too(postgres: Server) -> None:
    postgres.run("CREATE DATABASE masked2", "CREATE ROLE maskee LOGIN")
    postgres.run(
        "CREATE TABLE p (name text, email text, up text GENERATED ALWAYS AS (upper(email)) STORED, "
        "low text GENERATED ALWAYS AS (lower(name)) STORED)",
        f"INSERT INTO p VALUES ('Anna', '{SECRET}')",
        "CREATE VIEW v AS SELECT up AS x FROM p",
        "GRANT SELECT ON p, v TO maskee",
        database="masked2",
    )

    seen = await see(postgres.url("maskee", "masked2"), "p.email", also=("v",))

    assert seen.tables == {"p"}
    assert seen.masked("p") == {"email", "up"}
    assert not seen.tells()
    assert "'anna'" in seen.rows


@pytest.mark.parametrize("mask", ["grown.email", "heir.email", "part1.email"])
async def test_a_mask_holds_for_parents_heirs_and_partitions(postgres: Server, mask: str) -> None:
    database, reader = mask.replace(".", "_"), mask.replace(".", "_") + "er"
    postgres.run(f"CREATE DATABASE {database}", f"CREATE ROLE {reader} LOGIN")
    postgres.run(
        "CREATE TABLE grown (id int, email text)",
        "CREATE TABLE heir (more int) INHERITS (grown)",
        "CREATE TABLE whole (id int, email text) PARTITION BY LIST (id)",
        "CREATE TABLE part1 PARTITION OF whole FOR VALUES IN (1)",
        f"INSERT INTO heir VALUES (1, '{SECRET}')",
        f"INSERT INTO whole VALUES (1, '{SECRET}')",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}",
        database=database,
    )

    seen = await see(postgres.url(reader, database), mask)

    both = {name for name in ("grown", "heir", "whole") if seen.masked(name) == {"email"}}
    assert both == ({"whole"} if mask == "part1.email" else {"grown", "heir"})
