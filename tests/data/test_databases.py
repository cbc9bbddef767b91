"""Databases: what can be asked, what is said where they cannot be, and that a query ends when nobody waits for it."""

import asyncio
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from adapters.data.databases import database_from
from adapters.data.limits import Limits
from core.data import Found
from core.errors import DataError, DataUnavailable, QueryFailed, QueryRefused, QueryTooLong, SettingsError
from tests.data.postgres import Server

FOREVER = "SELECT count(*) FROM n AS a, n AS b, n AS c, n AS d"


def quiet(_: float) -> None:
    return


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    file = tmp_path / "numb ers#ü.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE n (id integer PRIMARY KEY, v integer)")
        connection.executemany("INSERT INTO n VALUES (?, ?)", ((at, at % 7) for at in range(4_000)))
        connection.commit()
    return file


async def ask(url: str, sql: str, limits: Limits = Limits(seconds=1)) -> Found:  # noqa: B008 - frozen
    database = database_from(url, limits)
    try:
        return await database.query(sql, quiet)
    finally:
        await database.close()


@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite+aiosqlite:///{}", "{}"])
async def test_a_file_is_asked_by_any_of_its_addresses(numbers: Path, form: str) -> None:
    found = await ask(form.format(numbers), 'SELECT v AS "select", count(*) FROM n GROUP BY v ORDER BY v LIMIT 2')

    assert found.columns == ("select", "COUNT(*)")
    assert found.rows == ((0, 572), (1, 572))
    assert not found.more


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite://", "has to be a file"),
        ("sqlite:///:memory:", "has to be a file"),
        ("nonsense", "neither an address"),
        ("://", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_so_without_its_password(url: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        database_from(url)

    assert "hush" not in str(caught.value)


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DataUnavailable, match="is not there"):
        await ask(f"sqlite:///{tmp_path}/none.db", "SELECT 1")

    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - a test's own folder


@pytest.mark.parametrize("made", ["empty", "without tables"])
async def test_a_file_without_tables_is_said_to_have_none(tmp_path: Path, made: str) -> None:
    file = tmp_path / "bare.db"
    file.touch()
    if made == "without tables":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 1")
    database = database_from(f"sqlite:///{file}")

    with pytest.raises(DataUnavailable, match="has no tables that may be read"):
        await database.schema()

    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE late (a text)")
    assert [table.name for table in (await database.schema()).tables] == ["late"]
    await database.close()


async def test_a_directory_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(DataUnavailable, match="is a directory"):
        await ask(f"sqlite:///{tmp_path}", "SELECT 1")
    with pytest.raises(SettingsError, match="is a directory"):
        database_from(str(tmp_path))


async def test_what_is_no_database_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(b"Dear reader, this is no database at all." * 100)

    with pytest.raises(DataUnavailable, match="no database, or an encrypted one"):
        await ask(f"sqlite:///{file}", "SELECT 1")


async def test_a_locked_file_is_said_so(numbers: Path) -> None:
    with closing(sqlite3.connect(numbers)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(DataUnavailable, match="locked by another program"):
            await ask(f"sqlite:///{numbers}", "SELECT 1 FROM n")


async def test_a_server_that_cannot_be_reached_is_said_so_without_the_password() -> None:
    with pytest.raises(DataUnavailable, match="cannot be reached") as caught:
        await ask("postgresql://u:hush@127.0.0.1:1/d", "SELECT 1")

    assert "hush" not in str(caught.value)


async def test_a_result_of_millions_of_rows_ends_at_the_limit_and_says_there_were_more(numbers: Path) -> None:
    found = await ask(f"sqlite:///{numbers}", "SELECT a.id, b.id FROM n AS a, n AS b", Limits(rows=1_000))

    assert len(found.rows) == 1_000
    assert found.more


async def test_a_result_of_wide_rows_ends_at_its_bytes(numbers: Path) -> None:
    sql = "SELECT a.id || '" + "x" * 1_000 + "' FROM n AS a"

    found = await ask(f"sqlite:///{numbers}", sql, Limits(bytes=50_000))

    assert 30 < len(found.rows) < 50
    assert found.more


async def test_a_query_ends_at_its_time_and_tells_of_its_progress_before(numbers: Path) -> None:
    told: list[float] = []
    database = database_from(f"sqlite:///{numbers}", Limits(seconds=1))
    begun = time.monotonic()

    with pytest.raises(QueryTooLong):
        await database.query(FOREVER, told.append)

    assert time.monotonic() - begun < 3
    assert len(told) >= 3
    assert told == sorted(told)
    await database.close()


async def test_a_cancelled_query_stops_working_in_its_thread(numbers: Path) -> None:
    database = database_from(f"sqlite:///{numbers}", Limits(seconds=60, threads=1))
    await database.schema()
    task = asyncio.create_task(database.query(FOREVER, quiet))
    await asyncio.sleep(0.3)
    begun = time.monotonic()

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert time.monotonic() - begun < 2
    assert (await database.query("SELECT count(*) FROM n", quiet)).rows == ((4_000,),)
    await database.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("data")]


async def test_a_changed_schema_is_read_anew_after_a_query_failed(numbers: Path) -> None:
    database = database_from(f"sqlite:///{numbers}")
    before = await database.schema()
    with closing(sqlite3.connect(numbers)) as other:
        other.execute("CREATE TABLE late (a text)")

    with pytest.raises(QueryRefused, match=r"no table late .* were changed meanwhile"):
        await database.query("SELECT * FROM late", quiet)

    assert before.table("late") is None
    assert (await database.schema()).table("late") is not None
    assert (await database.query("SELECT * FROM late", quiet)).rows == ()
    await database.close()


async def test_a_query_that_failed_for_a_changed_schema_is_told_so(numbers: Path) -> None:
    database = database_from(f"sqlite:///{numbers}")
    await database.schema()
    with closing(sqlite3.connect(numbers)) as other:
        other.execute("ALTER TABLE n RENAME COLUMN v TO w")

    with pytest.raises(QueryFailed, match=r"no such column: v\. The database's tables were changed meanwhile"):
        await database.query("SELECT v FROM n", quiet)

    with pytest.raises(QueryFailed, match=r"no such column: v\.$"):
        await database.query("SELECT v FROM n", quiet)
    await database.close()


async def test_a_schema_that_did_not_change_stays_the_same_one(numbers: Path) -> None:
    database = database_from(f"sqlite:///{numbers}")
    before = await database.schema()

    with pytest.raises(QueryFailed, match="no such column: nope"):
        await database.query("SELECT nope FROM n", quiet)

    assert await database.schema() is before
    await database.close()


@pytest.mark.parametrize("form", ["postgres://", "postgres+psycopg://", "postgresql://", "postgresql+psycopg://"])
async def test_a_server_is_asked_by_any_of_its_addresses(postgres: Server, form: str) -> None:
    name = f"form{form.count('+')}{form.count('q')}"
    role(postgres, name, f"CREATE TABLE {name} AS SELECT 7 AS id", f"GRANT SELECT ON {name} TO {name}")

    found = await ask(postgres.url(name).replace("postgresql://", form), f"SELECT id FROM {name}", Limits())

    assert found.rows == ((7,),)


async def test_postgresql_is_asked_and_a_cancelled_query_stops_on_the_server(postgres: Server) -> None:
    role(
        postgres,
        "asker",
        "CREATE TABLE n AS SELECT g AS id FROM generate_series(1, 4000) AS g",
        "GRANT SELECT ON n TO asker",
    )
    database = database_from(postgres.url("asker"), Limits(seconds=60))
    await database.schema()
    task = asyncio.create_task(database.query(FOREVER, quiet))
    await asyncio.sleep(0.5)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    busy = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'asker' AND state = 'active'"
    assert postgres.ask(busy) == [(0,)]
    assert (await database.query("SELECT count(*) AS all FROM n", quiet)).rows == ((4_000,),)
    await database.close()


@pytest.mark.parametrize(
    ("name", "power", "words"),
    [
        ("writer", "GRANT INSERT ON kept TO writer", "REVOKE INSERT"),
        ("columns", "GRANT UPDATE (a) ON kept TO columns", "may write to kept"),
        ("maker", "GRANT CREATE ON SCHEMA public TO maker", "REVOKE CREATE ON SCHEMA public"),
        ("founder", "GRANT CREATE ON DATABASE shop TO founder", "REVOKE CREATE ON DATABASE"),
        ("filer", "GRANT pg_read_server_files TO filer", "member of pg_read_server_files"),
        ("chief", "ALTER ROLE chief SUPERUSER", "too powerful"),
        ("heir", "GRANT postgres TO heir", "member of postgres"),
    ],
)
async def test_a_role_that_can_do_more_than_read_is_refused(
    postgres: Server, name: str, power: str, words: str
) -> None:
    role(postgres, name, "CREATE TABLE IF NOT EXISTS kept (a int)", power)

    with pytest.raises(DataUnavailable, match=words):
        await ask(postgres.url(name), "SELECT 1")


def role(server: Server, name: str, *statements: str) -> None:
    server.run(f"CREATE ROLE {name} LOGIN", *statements)


async def test_errors_are_all_of_one_kind(numbers: Path) -> None:
    for sql in (
        "SELECT",
        "SELECT 1 +",
        "SELECT '",
        "(((((",
        "SELECT " + "(" * 500,
        "SELECT " + "-" * 3_000 + "1",
        "x" * 30_000,
    ):
        with pytest.raises(DataError):
            await ask(f"sqlite:///{numbers}", sql)
