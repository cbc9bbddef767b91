"""Several processes on one file: a second one is refused, and a killed one loses nothing it had acknowledged."""

import asyncio
from itertools import islice
from pathlib import Path

import pytest

from adapters.storage import lock
from adapters.storage.store import open_store
from core.errors import StoreError
from migrations.run import upgrade
from tests.contract.store import message
from tests.storage.processes import check_turns, said, writing


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
