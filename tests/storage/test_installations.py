"""The places that installed an app: kept, replaced and removed on disk, through the one writer."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.storage.store import SqlStore, open_store
from core.errors import StoreError
from migrations.run import upgrade
from tests.contract.store import message


async def test_what_is_kept_is_found_after_a_restart(store: SqlStore, url: str) -> None:
    await store.installations.keep("chat:1", b"\x00\xff")
    await store.close()

    again = await open_store(url, upgrade)
    found = await again.installations.find("chat:1")
    await again.close()

    assert found == b"\x00\xff"


async def test_a_place_has_one_row_which_the_next_replaces(store: SqlStore, file: Path) -> None:
    await asyncio.gather(*(store.installations.keep("chat:1", b"%d" % number) for number in range(50)))

    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT place, sealed FROM installations").fetchall() == [("chat:1", b"49")]


async def test_what_is_removed_is_gone_and_removing_it_again_does_no_harm(store: SqlStore) -> None:
    await store.installations.keep("chat:1", b"1")
    await store.installations.keep("chat:2", b"2")

    await store.installations.remove("chat:1")
    await store.installations.remove("chat:1")

    assert await store.installations.find("chat:1") is None
    assert await store.installations.places("chat") == ("chat:2",)


async def test_what_is_submitted_together_happens_in_its_order(store: SqlStore) -> None:
    await asyncio.gather(
        store.installations.keep("chat:1", b"old"),
        store.installations.remove("chat:1"),
        store.installations.keep("chat:1", b"new"),
        store.installations.keep("chat:2", b"new"),
        store.accept(message("e1")),
        store.installations.remove("chat:2"),
    )

    assert await store.installations.find("chat:1") == b"new"
    assert await store.installations.find("chat:2") is None


async def test_the_places_of_other_platforms_are_not_counted(store: SqlStore) -> None:
    for place in ("chat:2", "chat:1", "chats:1", "other:chat:1"):
        await store.installations.keep(place, b"1")

    assert await store.installations.places("chat") == ("chat:1", "chat:2")


async def test_a_closed_database_says_so(store: SqlStore) -> None:
    await store.close()

    for late in (
        store.installations.keep("chat:1", b""),
        store.installations.remove("chat:1"),
        store.installations.find("chat:1"),
        store.installations.places("chat"),
    ):
        with pytest.raises(StoreError, match="is closed"):
            await late
