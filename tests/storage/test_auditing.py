"""The audit is read as it was kept, by another process too, and never written."""

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.storage.auditing import Audited, Wanted, read_audit
from adapters.storage.store import SqlStore, open_store
from core.errors import StoreError
from core.ports import AuditEntry
from migrations.run import upgrade
from tests.storage.disk import fill, held, names

ALL = Wanted(limit=100)
ENTRIES = (
    AuditEntry("chat:ann", "graph", "chat:general", allowed=True, detail="v1"),
    AuditEntry("chat:ben", "graph", "chat:general", allowed=False),
    AuditEntry("chat:ann", "pair", "chat:1", allowed=True, detail="chat:cy"),
    AuditEntry("chat:ann' OR ''='", "model", "%", allowed=False),
)


async def kept(store: SqlStore) -> None:
    for entry in ENTRIES:
        await store.audit(entry)


def told(lines: tuple[Audited, ...]) -> list[AuditEntry]:
    return [AuditEntry(line.person, line.verb, line.scope, line.allowed, line.detail) for line in lines]


async def test_while_the_store_is_open_all_is_read_with_the_newest_last(store: SqlStore, url: str) -> None:
    await kept(store)

    lines = await read_audit(url, ALL)

    assert told(lines) == list(ENTRIES)
    assert all(0 < one.at <= other.at for one, other in pairwise(lines))


async def test_after_the_store_was_closed_it_is_read_and_the_file_stays_as_it_was(url: str, file: Path) -> None:
    store = await open_store(url, upgrade)
    await kept(store)
    await store.close()
    before = held(file)

    assert told(await read_audit(url, ALL)) == list(ENTRIES)
    assert held(file) == before


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(2), [2, 3]),
        (Wanted(100, person="chat:ann"), [0, 2]),
        (Wanted(1, person="chat:ann"), [2]),
        (Wanted(100, person="chat:a"), []),
        (Wanted(100, person="chat:ann' OR ''='"), [3]),
        (Wanted(100, verb="graph"), [0, 1]),
        (Wanted(100, refused=True), [1, 3]),
        (Wanted(100, person="chat:ben", verb="graph", refused=True), [1]),
        (Wanted(100, since=4e9), []),
    ],
)
async def test_only_what_is_wanted_is_read(store: SqlStore, url: str, wanted: Wanted, numbers: list[int]) -> None:
    await kept(store)

    assert told(await read_audit(url, wanted)) == [ENTRIES[number] for number in numbers]


async def test_what_was_kept_from_that_moment_on_is_read(store: SqlStore, url: str) -> None:
    await kept(store)
    moments = [line.at for line in await read_audit(url, ALL)]

    found = await read_audit(url, Wanted(100, since=moments[2]))

    assert [line.at for line in found] == [moment for moment in moments if moment >= moments[2]]


async def test_the_order_is_that_of_keeping_also_where_the_clock_went_back(url: str, file: Path) -> None:
    store = await open_store(url, upgrade)
    await kept(store)
    await store.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE audit SET at = 100 - id")

    assert told(await read_audit(url, ALL)) == list(ENTRIES)


async def refusal(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        await read_audit(url, ALL)
    return str(caught.value)


async def test_a_database_that_is_not_there_is_named_and_not_made(url: str, file: Path) -> None:
    assert await refusal(url) == f"The database {file} does not exist."
    assert names(file.parent) == []


async def test_a_database_of_something_else_is_refused(url: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE audit (id INTEGER, at REAL)")

    assert await refusal(url) == f"The database {file} is not one of Trivium's."


async def test_a_file_that_is_no_database_is_refused(url: str, file: Path) -> None:
    fill(file, b"dear diary, " * 1000)

    assert await refusal(url) == f"The database {file} is not a database."
