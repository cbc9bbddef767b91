"""Threads: who reads for a click waits for nobody, and a closed store leaves no thread behind."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adapters.storage.glances import Glances
from adapters.storage.hand import Hand
from adapters.storage.rows import STATE
from adapters.storage.store import SqlStore, open_store
from core.errors import StoreError
from core.ports import SessionRecord
from core.view import View
from migrations.run import upgrade
from tests.contract.store import accepted, message, turn
from tests.storage.writing import set_up


def at_work() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith(("hand", "glance"))]


async def test_short_reads_do_not_wait_for_what_is_being_written(store: SqlStore) -> None:
    number = await accepted(store, message("e1"))
    await store.commit(turn(number, state=b"state", view=View(id=number)))
    held = threading.Event()
    writing = store._writer._hand.call(lambda _: held.wait(10))

    record, reply, known = await asyncio.gather(store.load("chat:1"), store.reply(number), store.knows("chat:1"))
    early = writing.done()
    held.set()

    assert (record, known, early) == (SessionRecord(b"state", 1), True, False)
    assert reply is not None
    assert await writing


async def test_short_reads_do_not_wait_for_long_ones(store: SqlStore) -> None:
    pool = store._reader.pool
    busy = [await store._reader.connect() for _ in range(4)]

    assert await store.load("chat:1") is None

    assert pool.status().endswith("Current Checked out connections: 4")
    for connection in busy:
        await connection.close()


async def test_more_short_reads_than_threads_are_all_answered(store: SqlStore) -> None:
    number = await accepted(store, message("e1"))
    await store.commit(turn(number, state=b"state"))

    records = await asyncio.gather(*(store.load("chat:1") for _ in range(100)))

    assert records == [SessionRecord(b"state", 1)] * 100


async def test_what_is_asked_for_together_is_read_together_and_a_bad_question_spoils_no_other(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await accepted(store, message("e1"))
    await store.commit(turn(number, state=b"state"))
    hops: list[int] = []
    read = store._glances._read

    def counted(asked: Any) -> Any:
        hops.append(len(asked))
        return read(asked)

    monkeypatch.setattr(store._glances, "_read", counted)

    record, bad, known = await asyncio.gather(
        store.load("chat:1"), store.load("\ud83d"), store.knows("chat:1"), return_exceptions=True
    )

    assert (record, known) == (SessionRecord(b"state", 1), True)
    assert isinstance(bad, StoreError)
    assert hops == [3]


async def test_short_reads_cannot_write(store: SqlStore, file: Path) -> None:
    glances = Glances(file)
    await glances.read(STATE, name="chat:1")

    (connection,) = glances._idle
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.connection.cursor().execute("DELETE FROM inbox")
    await glances.close()


async def test_what_waits_for_its_turn_when_the_hand_is_closed_is_still_done(file: Path) -> None:
    hand, held = Hand(file), threading.Event()
    first, second = hand.call(lambda _: held.wait(10)), hand.call(lambda connection: connection.closed)
    closing_it = asyncio.ensure_future(hand.close())
    await asyncio.sleep(0)
    held.set()
    await closing_it

    assert (await first, await second) == (True, False)


async def test_a_closed_store_leaves_no_thread_behind(url: str) -> None:
    store = await open_store(url, upgrade)
    await store.load("chat:1")
    working = at_work()
    await store.close()

    assert len(working) == 2
    assert at_work() == []


async def test_a_new_file_has_small_pages_and_an_old_one_keeps_its_own(url: str, file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as database:
        database.execute("PRAGMA page_size=4096")
        database.execute("VACUUM")
    sizes = []
    for address in (url, f"sqlite:///{tmp_path / 'old.db'}"):
        store = await open_store(address, upgrade)
        sizes += await set_up(store, "PRAGMA page_size")
        await store.forget("chat:1")
        sizes += await set_up(store, "PRAGMA page_size")
        await store.close()

    assert sizes == [(2048,)] * 2 + [(4096,)] * 2
