"""Several processes on one file: a second one is refused, and a killed one loses nothing it had acknowledged."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import pytest

from adapters.storage import lock
from adapters.storage.store import open_store
from core.errors import StoreError
from migrations.run import upgrade
from tests.contract.store import message

_ROOT = Path(__file__).parents[2]


@contextmanager
def writing(url: str, name: str) -> Iterator[subprocess.Popen[str]]:
    """Run a writing process that has opened the store, and kill it at the end of the block."""
    command = [sys.executable, "-m", "tests.storage.child", url, name]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert next(said(child)) == ["open"]
            yield child
        finally:
            child.kill()


def said(child: subprocess.Popen[str]) -> Iterator[list[str]]:
    assert child.stdout is not None
    return (line.split() for line in child.stdout if line.endswith("\n"))


async def test_a_second_process_is_refused(url: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)

    with writing(url, "first"), pytest.raises(StoreError) as refusal:
        await open_store(url, upgrade)

    assert str(refusal.value) == f"The database {file} is already in use by another Trivium process."


async def test_a_process_waits_for_its_dying_predecessor(url: str) -> None:
    with writing(url, "first") as child:
        opening = asyncio.create_task(open_store(url, upgrade))
        await asyncio.sleep(0)
        early = opening.done()
        child.kill()
        store = await opening

    assert not early
    assert await store.pending() is not None
    await store.close()


async def test_kill_9_loses_nothing_that_was_acknowledged(url: str, file: Path) -> None:
    versions: dict[str, int] = {}
    for attempt in range(5):
        with writing(url, f"round{attempt}") as child:
            lines = said(child)
            early = list(islice(lines, 100 + 10 * attempt))
            child.kill()
            acknowledged = [*early, *lines]
        events = [words[1] for words in acknowledged if words[0] == "accepted"]
        versions |= {words[1]: int(words[2]) for words in acknowledged if words[0] == "committed"}

        store = await open_store(url, upgrade)
        again = await asyncio.gather(*(store.accept(message(event)) for event in events))
        records = [(await store.load(session), version) for session, version in versions.items()]
        await store.close()

        assert len(events) > 30
        assert again == [None] * len(events)
        for record, version in records:
            assert record is not None
            assert record.version >= version
            assert int(record.state) == record.version
        check_turns(file)


def check_turns(file: Path) -> None:
    """See to it that every turn is whole: as many ended events and replies as versions of the state."""
    with closing(sqlite3.connect(file)) as connection:
        done = connection.execute("SELECT session, count(*) FROM inbox WHERE done GROUP BY session").fetchall()
        replies = connection.execute("SELECT session, count(*) FROM outbox GROUP BY session").fetchall()
        states = connection.execute("SELECT session, version FROM sessions").fetchall()
        integrity = connection.execute("PRAGMA integrity_check").fetchall()
    assert sorted(done) == sorted(replies) == sorted(states)
    assert integrity == [("ok",)]
