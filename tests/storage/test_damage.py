"""Damage is named: of the file before anything is written to it, of a row while all others are read."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.storage.store import SqlStore, open_store
from core.errors import StoreError
from core.view import View
from migrations.run import upgrade
from tests.contract.store import accepted, message, turn
from tests.storage.disk import fill, held

_PAGE = 2048
_DAMAGED: list[object] = ["{}", b"\xff", b'{"type":"message","event":"\xff', '{"type":"secret"}', 7, ""]


def change(file: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement, values)


async def filled(url: str) -> None:
    store = await open_store(url, upgrade)
    for n in range(30):
        number = await accepted(store, message(f"e{n}", text="x" * 3000))
        await store.commit(turn(number, state=b"{}", version=n, view=View(id=number, text="x" * 3000)))
    await store.close()


@pytest.mark.parametrize("table", ["inbox", "outbox", "inbox_session", "sqlite_autoindex_inbox_1"])
async def test_a_damaged_page_is_found_before_anything_is_written(url: str, file: Path, table: str) -> None:
    await filled(url)
    with closing(sqlite3.connect(file)) as database:
        (page,) = database.execute("SELECT max(pageno) FROM dbstat WHERE name = ?", (table,)).fetchone()
    content = bytearray(held(file))
    content[(page - 1) * _PAGE : page * _PAGE] = b"\xa5" * _PAGE
    fill(file, bytes(content))

    with pytest.raises(StoreError) as caught:
        await open_store(url, upgrade)

    sentence = str(caught.value)
    assert sentence.startswith(f"The database {file} is damaged (")
    assert sentence.endswith("): restore a backup made with `python -m bots backup`.")
    assert "\n" not in sentence
    assert held(file) == content


async def test_a_file_that_was_cut_short_is_found(url: str, file: Path) -> None:
    await filled(url)
    fill(file, held(file)[: -10 * _PAGE])

    with pytest.raises(StoreError, match=r"is damaged \(.*restore a backup"):
        await open_store(url, upgrade)


@pytest.mark.parametrize("content", _DAMAGED)
async def test_an_event_that_cannot_be_read_is_named_and_stays_and_the_others_are_read(
    store: SqlStore, file: Path, content: object, caplog: pytest.LogCaptureFixture
) -> None:
    damaged, whole = await accepted(store, message("e1")), await accepted(store, message("e2", "chat:2"))
    change(file, "UPDATE inbox SET payload = ? WHERE id = ?", content, damaged)

    with caplog.at_level(logging.WARNING):
        pending = await store.pending()

    line = f"The event {damaged} in the database {file} is damaged; it is left out and stays."
    assert [record.getMessage() for record in caplog.records] == [line]
    assert [p.id for p in pending] == [whole]
    assert [inbound.event for inbound in await store.seen("chat", 0.0, 9)] == ["e2"]
    assert [await store.knows(session) for session in ("chat:1", "chat:2")] == [False, True]
    assert await store.accept(message("e1")) is None


@pytest.mark.parametrize("content", _DAMAGED)
@pytest.mark.parametrize("column", ["view", "natives"])
async def test_a_reply_that_cannot_be_read_is_named_and_stays_and_the_others_are_read(
    store: SqlStore, file: Path, column: str, content: object, caplog: pytest.LogCaptureFixture
) -> None:
    damaged, whole = await accepted(store, message("e1")), await accepted(store, message("e2", "chat:2"))
    await store.commit(turn(damaged, view=View(id=damaged)))
    await store.commit(turn(whole, session="chat:2", view=View(id=whole)))
    stored = content if isinstance(content, bytes) or column == "view" else str(content)
    change(file, f"UPDATE outbox SET {column} = CAST(? AS {type_of(column)}) WHERE id = ?", stored, damaged)

    with caplog.at_level(logging.WARNING):
        undelivered = await store.undelivered()

    line = f"The reply {damaged} in the database {file} is damaged; it is left out and stays."
    assert [record.getMessage() for record in caplog.records] == [line]
    assert [u.reply.id for u in undelivered] == [whole]
    with pytest.raises(StoreError, match=f"^The reply {damaged} in the database {file} is damaged\\.$"):
        await store.reply(damaged)


def type_of(column: str) -> str:
    return "TEXT" if column == "natives" else "BLOB"


async def test_an_event_whose_posted_messages_cannot_be_read_stays(store: SqlStore, file: Path) -> None:
    number = await accepted(store, message("e1"))
    await store.posted(number, "chat:1", ("55",))
    change(file, "UPDATE outbox SET natives = CAST(x'ff' AS TEXT)")

    assert await store.pending() == ()
    change(file, "UPDATE outbox SET natives = '[]'")
    assert [pending.id for pending in await store.pending()] == [number]


async def test_a_channel_moves_with_the_event_that_cannot_be_read(store: SqlStore, file: Path) -> None:
    numbers = [await accepted(store, message(event, "chat:5")) for event in ("e1", "e2")]
    for number, content in zip(numbers, (b'{"event":"\xff', 7), strict=True):
        change(file, "UPDATE inbox SET payload = ? WHERE id = ?", content, number)
    await accepted(store, message("e3", "chat:5"))

    await store.move("chat:5", "chat:6")

    assert [pending.inbound.session for pending in await store.pending()] == ["chat:6"]
