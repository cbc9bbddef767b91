"""What was forgotten is in no file of the database."""

import asyncio
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.storage import store as storing
from adapters.storage.store import SqlStore
from core.errors import StoreError
from core.view import View
from tests.contract.store import ENTRY, accepted, message, turn

WORD = "Xq7Zconfidential"


def files_with(word: str, file: Path) -> list[str]:
    return [path.name for path in file.parent.iterdir() if word.encode() in path.read_bytes()]


async def converse(store: SqlStore, session: str, rounds: int, word: str) -> None:
    """Have turns whose rows grow and shrink, so that SQLite splits and joins pages."""
    chance = random.Random(session)
    for version in range(rounds):
        number = await accepted(
            store, message(f"{session}/{version}", session, text=word * chance.choice([1, 30, 900]))
        )
        await store.posted(number, session, ("55",))
        view = View(id=number, text=word * chance.choice([1, 20, 100, 600]))
        state = (word * chance.choice([1, 5, 20, 60, 120, 200, 500, 2000])).encode()
        await store.commit(turn(number, session=session, state=state, version=version, view=view))


async def test_the_words_are_in_no_file_afterwards_and_those_of_others_are(store: SqlStore, file: Path) -> None:
    names = [(f"chat:5:{n}", WORD) if n % 2 else (f"chat:6:{n}", "harmless") for n in range(60)]
    await asyncio.gather(*(converse(store, name, 25, word) for name, word in names))
    await store.set_aside("chat:5:1", WORD.encode() * 600, WORD)
    await store.set_setting("graph/session/chat:5:1", WORD, ENTRY)
    before = files_with(WORD, file)

    known = await store.forget("chat:5")

    assert known == 30
    assert before != []
    assert files_with(WORD, file) == []
    assert files_with("harmless", file) == [file.name]


async def test_while_the_log_is_read_forgetting_fails_and_doing_it_again_ends_it(
    store: SqlStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "_PATIENCE", 0.1)
    await accepted(store, message("e1", text=WORD))

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM inbox").fetchall()
        with pytest.raises(StoreError, match=r"^The database \S+ is being read by another program: .* again later\.$"):
            await store.forget("chat:1")
        gone = await store.pending()
        number = await accepted(store, message("e2", "chat:2"))

    assert gone == ()
    assert files_with(WORD, file) != []
    assert await store.forget("chat:1") == 0
    assert files_with(WORD, file) == []
    assert [pending.id for pending in await store.pending()] == [number]


async def test_forgetting_waits_for_those_who_read_the_log_and_lets_others_write(store: SqlStore, file: Path) -> None:
    await accepted(store, message("e1", text=WORD))

    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM inbox").fetchall()
        forgetting = asyncio.create_task(store.forget("chat:1"))
        await asyncio.sleep(0.2)
        assert await store.pending() == ()
        await accepted(store, message("e2", "chat:2"))
        early = forgetting.done()
    known = await forgetting

    assert not early
    assert known == 1
    assert files_with(WORD, file) == []


async def test_a_closed_store_forgets_nothing(store: SqlStore) -> None:
    await store.close()

    with pytest.raises(StoreError, match="is closed"):
        await store._writer.empty_log()
    with pytest.raises(StoreError, match="is closed"):
        await store.forget("chat:1")


async def test_a_damaged_event_of_another_session_is_named_and_stays(
    store: SqlStore, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for event in ("e1", "e2", "e3"):
        await accepted(store, message(event, f"chat:{event}", text=WORD))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE inbox SET payload = ? WHERE event = 'e2'", (WORD.encode(),))

    assert await store.forget("chat:general") == 2

    assert [record.getMessage() for record in caplog.records] == [
        f"The event 2 in the database {file} is damaged; it is left out and stays."
    ]
