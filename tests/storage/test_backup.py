"""A backup is whole, has all that was acknowledged, and leaves the database alone."""

import asyncio
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from adapters.storage.backup import backup
from adapters.storage.store import SqlStore, open_store
from core.errors import StoreError
from migrations.run import upgrade
from tests.contract.store import accepted, message, turn
from tests.storage.disk import fill, held, mode, names, size
from tests.storage.processes import check_turns, said, writing
from tests.storage.writing import set_up


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "copy.db"


async def refusal(url: str, target: Path) -> str:
    with pytest.raises(StoreError) as caught:
        await backup(url, target)
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def missing(copy: Path, acknowledged: list[list[str]]) -> list[str]:
    """Return what was acknowledged and is not in the copy, which is opened for it."""
    store = await open_store(f"sqlite:///{copy}", upgrade)
    try:
        lost = [
            event
            for kind, event, *_ in acknowledged
            if kind == "accepted" and await store.accept(message(event)) is not None
        ]
        for kind, session, *version in acknowledged:
            record = await store.load(session) if kind == "committed" else None
            if kind == "committed" and (record is None or record.version < int(version[0])):
                lost.append(f"{session} {version}")
        return lost
    finally:
        await store.close()


async def test_while_another_process_writes_the_copy_is_whole_and_has_all_that_was_acknowledged(
    url: str, file: Path, copy: Path
) -> None:
    store = await open_store(url, upgrade)
    await store.set_aside("chat:1", bytes(20_000_000), "Copying it takes time.")
    await store.close()

    with writing(url, "first") as child:
        lines = said(child)
        early = list(islice(lines, 200))
        going_on = asyncio.create_task(asyncio.to_thread(list, islice(lines, 100)))
        written = await backup(url, copy)
        later = await going_on

    assert written == size(copy)
    assert len(later) == 100
    check_turns(copy)
    assert await missing(copy, early) == []


async def test_what_a_killed_process_left_in_the_log_is_in_the_copy_and_stays_in_the_log(
    url: str, file: Path, copy: Path
) -> None:
    with writing(url, "first") as child:
        lines = said(child)
        early = list(islice(lines, 100))
        child.kill()
        acknowledged = [*early, *lines]
    log = Path(f"{file}-wal")
    before = (held(file), held(log))

    await backup(url, copy)

    assert len(before[1]) > 0
    assert (held(file), held(log)) == before
    check_turns(copy)
    assert await missing(copy, acknowledged) == []


async def test_only_the_owner_can_read_a_copy_and_nothing_lies_beside_it(store: SqlStore, url: str, copy: Path) -> None:
    await backup(url, copy)

    assert mode(copy) == 0o600
    assert names(copy.parent) == [copy.name]


async def test_what_was_deleted_is_not_in_the_copy(store: SqlStore, url: str, copy: Path) -> None:
    await set_up(store, "PRAGMA secure_delete=OFF")
    number = await accepted(store, message("e1", text="confidential " * 5000))
    await store.commit(turn(number, state=None))
    await store.prune(1e11)

    await backup(url, copy)

    assert b"confidential" not in held(copy)


async def test_an_existing_file_is_never_replaced(store: SqlStore, url: str, copy: Path) -> None:
    fill(copy, b"dear diary")

    assert await refusal(url, copy) == f"There is a file {copy} already; a backup never replaces one."
    assert held(copy) == b"dear diary"
    assert names(copy.parent) == [copy.name]


async def test_a_database_that_is_not_there_is_named_and_not_made(url: str, file: Path, copy: Path) -> None:
    assert await refusal(url, copy) == f"The database {file} does not exist."
    assert file.name not in names(file.parent)
    assert names(copy.parent) == []


async def test_a_database_of_something_else_is_refused(url: str, file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE inbox (id INTEGER)")

    assert await refusal(url, copy) == f"The database {file} is not one of Trivium's."
    assert names(copy.parent) == []


async def test_a_file_that_is_no_database_is_refused(url: str, file: Path, copy: Path) -> None:
    fill(file, b"dear diary, " * 1000)

    assert await refusal(url, copy) == f"The database {file} is not a database."


async def test_a_missing_folder_is_named(store: SqlStore, url: str, tmp_path: Path) -> None:
    target = tmp_path / "missing" / "copy.db"

    assert await refusal(url, target) == f"The backup {target} cannot be written: No such file or directory."


async def test_a_damaged_database_makes_no_backup(url: str, file: Path, copy: Path) -> None:
    store = await open_store(url, upgrade)
    await store.set_aside("chat:1", bytes(1_000_000), "Many pages.")
    await store.close()
    content = bytearray(held(file))
    root = pages(file, "set_aside")
    content[root * 2048 - 2048 : root * 2048] = b"\xff" * 2048
    fill(file, bytes(content))

    assert "is damaged" in await refusal(url, copy)
    assert names(copy.parent) == []


def pages(file: Path, table: str) -> int:
    """Return the number of a table's first page."""
    with closing(sqlite3.connect(file)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return int(root)
