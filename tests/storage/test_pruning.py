"""Letting go of old rows holds nobody up, and large tables are searched by their indexes."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from adapters.storage.operations import Operation, Prune
from adapters.storage.pruning import CHUNK, EVENTS, LAST, REPLIES
from adapters.storage.rows import SEEN
from adapters.storage.store import SqlStore, open_store
from migrations.run import upgrade
from tests.contract.store import accepted, message, turn

_ROWS = 2 * CHUNK + 500


def fill(file: Path) -> None:
    """Write answered events and shown replies, one second apart."""
    numbers = range(1, _ROWS + 1)
    with closing(sqlite3.connect(file)) as database, database:
        database.executemany(
            "INSERT INTO inbox VALUES (?, ?, 'chat:1', '{}', ?, TRUE)", ((n, f"old{n}", float(n)) for n in numbers)
        )
        replies = ((n, n, float(n)) for n in numbers)
        database.executemany("INSERT INTO outbox VALUES (?, 'chat:1', ?, '{}', '[]', 'delivered', ?)", replies)


async def test_rows_go_in_small_transactions_between_which_others_write(
    url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upgrade(url)
    fill(file)
    store = await open_store(url, upgrade)
    submit = store._writer.submit
    written: list[int | None] = []
    begun = asyncio.Event()

    async def note(operation: Operation) -> int | None:
        begun.set()
        written.append(len(operation.numbers) if isinstance(operation, Prune) else None)
        return await submit(operation)

    monkeypatch.setattr(store._writer, "submit", note)

    pruning = asyncio.create_task(store.prune(1e6))
    await begun.wait()
    await accepted(store, message("e1"))
    early = pruning.done()
    gone = await pruning
    await store.close()

    assert not early
    assert gone == _ROWS + _ROWS - 1
    assert None in written[:-1]
    assert [rows for rows in written if rows is not None] == [CHUNK, CHUNK, 500, CHUNK, CHUNK, 499]


async def test_rows_as_old_as_the_limit_stay_to_the_second(store: SqlStore, file: Path) -> None:
    fill(file)

    assert await store.prune(11.0) == 10 + 10

    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT min(id) FROM inbox").fetchall() == [(11,)]
        assert database.execute("SELECT min(id) FROM outbox").fetchall() == [(11,)]


async def test_messages_posted_for_a_turn_that_is_still_to_come_stay(store: SqlStore, file: Path) -> None:
    number = await accepted(store, message("e1"))
    await store.posted(number, "chat:1", ("55",))
    later = await accepted(store, message("e2"))
    await store.posted(later, "chat:1", ("66",))
    await store.commit(turn(later, state=None))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("INSERT INTO outbox VALUES (99, 'chat:1', 99, '{}', '[]', 'delivered', 1.0)")

    assert await store.prune(1e11) == 1 + 1

    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT id, state FROM outbox").fetchall() == [(number, "open"), (99, "delivered")]


async def test_the_highest_number_is_kept_with_the_rows_end_and_seen_by_nobody(url: str, file: Path) -> None:
    store = await open_store(url, upgrade)
    number = await accepted(store, message("e1"))
    await store.commit(turn(number, state=None))
    await store.prune(1e11)
    seen = [await store.settings(prefix) for prefix in ("", "s", "storage/", "storage/highest-number")]
    await store.close()

    with closing(sqlite3.connect(file)) as database:
        kept = database.execute("SELECT key, value FROM settings").fetchall()
        assert database.execute("SELECT count(*) FROM inbox").fetchall() == [(0,)]
    assert kept == [("storage/highest-number", str(number))]
    assert seen == [{}] * 4


async def test_an_old_reply_goes_though_all_events_that_are_left_are_young(store: SqlStore, file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("INSERT INTO inbox VALUES (7, 'e7', 'chat:1', '{}', 20.0, TRUE)")
        replies = [(1, "chat:1", 1.0), (2, "chat:2", 2.0), (7, "chat:1", 20.0), (8, "chat:1", 21.0)]
        database.executemany("INSERT INTO outbox VALUES (?, ?, 1, '{}', '[]', 'delivered', ?)", replies)

    assert await store.prune(10.0) == 1

    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT id FROM outbox ORDER BY id").fetchall() == [(2,), (7,), (8,)]


def steps(file: Path, statement: Select[int]) -> list[str]:
    """Return how SQLite will go about it."""
    valued = statement.params(after=1, before=1.0, last=1, since=1.0, length=1, prefix="c", most=1)
    dialect = sqlite.dialect(paramstyle="qmark")
    compiled = str(valued.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))
    with closing(sqlite3.connect(file)) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {compiled}", [1] * compiled.count("?")).fetchall()
    return [step for *_, step in plan]


@pytest.mark.parametrize("statement", [SEEN, EVENTS, LAST], ids=["seen", "events", "last"])
async def test_events_are_found_by_an_index(store: SqlStore, file: Path, statement: Select[int]) -> None:
    found = steps(file, statement)

    assert any("SEARCH inbox USING" in step for step in found), found
    assert not any(step.startswith("SCAN inbox") for step in found), found


async def test_of_sessions_with_one_reply_no_reply_is_read_and_of_others_only_old_ones(
    store: SqlStore, file: Path
) -> None:
    of_outbox = [step for step in steps(file, REPLIES) if "outbox" in step]

    assert of_outbox == [
        "SEARCH outbox USING INDEX outbox_session (session=? AND rowid>? AND rowid<?)",
        "SCAN sibling USING COVERING INDEX outbox_session",
        "SEARCH later USING INDEX outbox_session (session=? AND rowid>?)",
    ]
