"""A full disk and other programs stop nothing for longer than they last."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.storage.store import SqlStore
from core.errors import StoreError
from core.view import View
from tests.contract.store import accepted, message, turn
from tests.storage.test_writer import limit_growth
from tests.storage.writing import set_up

_FULL = r"^The database \S+ has no room to grow: the disk is full\.$"


async def be_patient(store: SqlStore, milliseconds: int) -> None:
    await set_up(store, f"PRAGMA busy_timeout={milliseconds}")


async def test_what_found_no_room_is_written_once_there_is_some(store: SqlStore) -> None:
    number = await accepted(store, message("e1"))
    answer = turn(number, state=b"x" * 500_000, view=View(id=number, text="x" * 500_000))
    await limit_growth(store, pages=2)
    for refused in (store.commit(answer), store.accept(message("e2", text="x" * 500_000)), store.commit(answer)):
        with pytest.raises(StoreError, match=_FULL):
            await refused

    await limit_growth(store, pages=2000)

    assert await store.accept(message("e2", text="x" * 500_000)) is not None
    await store.commit(answer)
    assert [pending.inbound.event for pending in await store.pending()] == ["e2"]
    assert await store.load("chat:1") is not None


async def test_room_can_be_made_by_letting_go_of_old_rows(store: SqlStore) -> None:
    number = await accepted(store, message("e1", text="x" * 500_000))
    await store.commit(turn(number, state=None))
    await limit_growth(store, pages=2)
    with pytest.raises(StoreError, match=_FULL):
        await store.accept(message("e2", text="x" * 500_000))

    assert await store.prune(1e11) == 1

    assert await store.accept(message("e2", text="x" * 500_000)) is not None


async def test_a_program_that_reads_for_long_stops_no_writing(store: SqlStore, file: Path) -> None:
    await be_patient(store, 0)
    await accepted(store, message("e0"))

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN")
        before = other.execute("SELECT count(*) FROM inbox").fetchall()
        for n in range(1, 50):
            number = await accepted(store, message(f"e{n}"))
            await store.commit(turn(number, state=b"x" * 50_000, version=n - 1))
        after = other.execute("SELECT count(*) FROM inbox").fetchall()

    assert before == after == [(1,)]
    assert [pending.inbound.event for pending in await store.pending()] == ["e0"]


async def test_a_program_that_writes_for_a_moment_is_waited_for(store: SqlStore, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = [asyncio.ensure_future(store.accept(message(f"e{n}"))) for n in range(3)]
        await asyncio.sleep(0.2)
        early = [task.done() for task in waiting]
        other.execute("ROLLBACK")
        numbers = await asyncio.gather(*waiting)

    assert early == [False] * 3
    assert [pending.id for pending in await store.pending()] == numbers


async def test_a_program_that_writes_for_too_long_is_named_and_later_everything_goes_on(
    store: SqlStore, file: Path
) -> None:
    await be_patient(store, 100)
    number = await accepted(store, message("e1"))
    work = (
        lambda: store.commit(turn(number)),
        lambda: store.prune(1e11),
        lambda: store.forget("chat:2"),
        lambda: store.given_up(number),
    )

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for attempt in work[::2]:
            with pytest.raises(StoreError, match=rf"^The database {file} is locked by another program\.$"):
                await attempt()

    for attempt in work:
        await attempt()
    assert await store.load("chat:1") is not None
