"""The one writer: many operations in one transaction, and each caller answers for its own."""

import asyncio
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from adapters.storage.scribe import Scribe
from adapters.storage.store import SqlStore
from core.errors import StoreError
from core.ports import AuditEntry
from core.view import View
from tests.contract.store import ENTRY, accepted, message, turn
from tests.storage.writing import set_up


async def limit_growth(store: SqlStore, pages: int) -> None:
    """Let the database grow by so many pages and no further, as a full disk would."""
    ((size,),) = await set_up(store, "PRAGMA page_count")
    await set_up(store, f"PRAGMA max_page_count={size + pages}")


async def test_simultaneous_operations_share_transactions(store: SqlStore) -> None:
    commits: list[Connection] = []
    event.listen(store._writer._hand._engine, "commit", commits.append)

    await asyncio.gather(*(store.accept(message(f"e{n}")) for n in range(200)))

    assert 1 <= len(commits) <= 2


async def test_while_another_program_locks_the_file_everybody_is_told_and_later_it_goes_on(
    store: SqlStore, file: Path
) -> None:
    await set_up(store, "PRAGMA busy_timeout=0")

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(*(store.accept(message(f"e{n}")) for n in range(3)), return_exceptions=True)

    assert [str(r) for r in results] == [f"The database {file} is locked by another program."] * 3
    assert await store.accept(message("e1")) is not None


@pytest.mark.parametrize("guilty", [2**70, -(2**70)])
async def test_an_operation_that_cannot_be_written_fails_alone(store: SqlStore, guilty: int) -> None:
    results = await asyncio.gather(
        store.accept(message("e1")),
        store.posted(guilty, "chat:1", ("55",)),
        store.accept(message("e2")),
        return_exceptions=True,
    )

    assert isinstance(results[1], StoreError)
    assert [p.inbound.event for p in await store.pending()] == ["e1", "e2"]
    assert [p.id for p in await store.pending()] == [results[0], results[2]]


async def test_text_that_is_no_unicode_is_refused_in_one_sentence(store: SqlStore) -> None:
    for refused in (
        store.accept(message("e1", text="half a pair: \ud83d")),
        store.commit(turn(1, view=View(id=1, text="\ud83d"))),
        store.set_setting("graph:\ud83d", "v1", ENTRY),
        store.load("\ud83d"),
    ):
        with pytest.raises(StoreError, match=r"^The database \S+ refused: .*\.$"):
            await refused

    assert await store.pending() == ()


async def test_on_a_full_disk_what_has_no_room_fails_and_the_rest_goes_on(store: SqlStore) -> None:
    await limit_growth(store, pages=20)

    results = await asyncio.gather(
        store.accept(message("e1")),
        store.accept(message("large", text="x" * 1_000_000)),
        store.accept(message("e2")),
        return_exceptions=True,
    )

    assert isinstance(results[1], StoreError)
    assert str(results[1]).endswith("has no room to grow: the disk is full.")
    assert [p.inbound.event for p in await store.pending()] == ["e1", "e2"]
    assert await store.accept(message("e3")) is not None


async def test_a_turn_that_finds_no_room_leaves_nothing_behind(store: SqlStore) -> None:
    number = await accepted(store, message("e1"))
    await limit_growth(store, pages=20)

    with pytest.raises(StoreError, match="the disk is full"):
        await store.commit(turn(number, state=b"small", view=View(id=number, text="x" * 1_000_000)))

    assert await store.load("chat:1") is None
    assert await store.reply(number) is None
    assert [p.id for p in await store.pending()] == [number]


async def test_a_setting_and_its_audit_entry_stand_or_fall_together(store: SqlStore, file: Path) -> None:
    refused = AuditEntry(person="chat:anna", verb="graph", scope="chat:general", allowed=True, detail="\ud83d")

    await store.set_setting("graph:a", "v1", ENTRY)
    with pytest.raises(StoreError):
        await store.set_setting("graph:b", "v1", refused)
    await store.audit(AuditEntry(person="chat:ben", verb="graph", scope="chat:general", allowed=False))

    assert await store.settings("graph:") == {"graph:a": "v1"}
    with closing(sqlite3.connect(file)) as connection:
        entries = connection.execute("SELECT person, verb, scope, allowed, detail FROM audit ORDER BY id").fetchall()
    assert entries == [
        ("chat:anna", "graph", "chat:general", 1, "v1"),
        ("chat:ben", "graph", "chat:general", 0, ""),
    ]


async def test_states_set_aside_can_be_found_in_the_file_as_they_were(store: SqlStore, file: Path) -> None:
    states = [b"", b"\x00", bytes(range(256)), b"\xff" * 1_000_000]
    before = time.time()

    await asyncio.gather(*(store.set_aside(f"chat:{n}", state, "Größe 👋") for n, state in enumerate(states)))

    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT id, session, state, typeof(state), reason FROM set_aside ORDER BY id")
        kept = rows.fetchall()
        times = [at for (at,) in connection.execute("SELECT at FROM set_aside")]
    assert kept == [(n + 1, f"chat:{n}", state, "blob", "Größe 👋") for n, state in enumerate(states)]
    assert all(before <= at <= time.time() for at in times)


async def test_a_state_that_cannot_be_set_aside_fails_alone(store: SqlStore, file: Path) -> None:
    results = await asyncio.gather(
        store.set_aside("chat:1", b"broken", "half a pair: \ud83d"),
        store.set_aside("chat:2", b"broken", "It is no JSON."),
        return_exceptions=True,
    )

    assert [type(result) for result in results] == [StoreError, type(None)]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT session FROM set_aside").fetchall() == [("chat:2",)]


async def test_a_closed_store_says_so(store: SqlStore) -> None:
    await store.close()
    await store.close()

    for late in (store.accept(message("e1")), store.pending(), store.set_aside("chat:1", b"", "")):
        with pytest.raises(StoreError, match="is closed"):
            await late


async def test_what_is_being_written_when_the_writer_is_stopped_has_its_own_outcome(store: SqlStore) -> None:
    held = threading.Event()
    before = store._writer._hand.call(lambda _: held.wait(10))
    number = asyncio.ensure_future(store.accept(message("e1")))
    await asyncio.sleep(0.05)
    late = asyncio.ensure_future(store.accept(message("e2")))
    await asyncio.sleep(0)

    store._writer._task.cancel()
    held.set()
    results = await asyncio.gather(before, number, late, return_exceptions=True)
    written = await store._writer._hand.call(lambda c: c.exec_driver_sql("SELECT id, event FROM inbox").all())

    assert isinstance(results[2], StoreError)
    assert [tuple(row) for row in written] == [(results[1], "e1")]


async def test_when_the_writer_is_stopped_nobody_waits_for_ever(store: SqlStore) -> None:
    waiting = [asyncio.ensure_future(store.accept(message(f"e{n}"))) for n in range(5)]
    await asyncio.sleep(0)

    store._writer._task.cancel()
    results = await asyncio.gather(*waiting, return_exceptions=True)

    assert all(isinstance(r, StoreError) for r in results)
    with pytest.raises(StoreError, match="is closed"):
        await store.accept(message("later"))
    await store.close()


async def test_a_fault_that_ends_the_writing_is_told_to_whoever_watches(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    watching = asyncio.create_task(store.ended())
    monkeypatch.setattr(Scribe, "write", broken)
    with pytest.raises(StoreError):
        await store.accept(message("e1"))

    with pytest.raises(MemoryError):
        await watching
    with pytest.raises(MemoryError):
        await store.close()
