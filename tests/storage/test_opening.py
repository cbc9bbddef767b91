"""A database that cannot be used is one sentence that names it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.storage.engine import database_file
from adapters.storage.store import open_store
from core.errors import StoreError
from migrations.run import upgrade

_DIARY = "dear diary, " * 1000


def fill(file: Path, content: str) -> None:
    file.write_text(content)


def held(file: Path) -> str:
    return file.read_text()


def damage(file: Path) -> None:
    """Overwrite everything but the first page, which holds the file's header and the list of tables."""
    content = file.read_bytes()
    file.write_bytes(content[:2048] + b"\xff" * (len(content) - 2048))


async def refusal(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        await open_store(url, upgrade)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite"])
def test_both_spellings_name_the_same_file(scheme: str, tmp_path: Path) -> None:
    assert database_file(f"{scheme}:///{tmp_path}/trivium.db") == tmp_path / "trivium.db"


def test_a_link_names_the_file_it_leads_to(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(file)

    assert database_file(f"sqlite:///{link}") == file


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true", "mysql://host/name"])
async def test_an_address_that_is_no_file_is_refused(url: str) -> None:
    assert "must be a file, such as sqlite:///trivium.db" in await refusal(url)


async def test_an_address_that_is_no_url_is_refused() -> None:
    assert "is not a URL such as sqlite:///trivium.db" in await refusal("trivium.db")


async def test_a_refused_address_does_not_tell_its_password() -> None:
    assert "secret" not in await refusal("mysql://anna:secret@host/name")


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "trivium.db"

    assert await refusal(f"sqlite:///{file}") == f"The database {file} cannot be opened: No such file or directory."


async def test_a_folder_in_the_file_s_place_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    assert await refusal(f"sqlite:///{folder}") == f"The database {folder} cannot be opened: Is a directory."


async def test_a_file_of_another_kind_is_named_and_left_as_it_is(file: Path, url: str) -> None:
    fill(file, _DIARY)

    assert await refusal(url) == f"The database {file} is not a database."
    assert held(file) == _DIARY


async def test_a_damaged_file_is_named(file: Path, url: str) -> None:
    store = await open_store(url, upgrade)
    await store.close()
    damage(file)

    sentence = await refusal(url)

    assert sentence.startswith(f"The database {file} is damaged (")
    assert sentence.endswith("): restore a backup made with `python -m bots backup`.")


async def test_a_file_of_a_newer_version_is_named(file: Path, url: str) -> None:
    store = await open_store(url, upgrade)
    await store.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")

    assert await refusal(url) == f"The database {file} was written by a newer version of Trivium (tables 9999_later)."


async def test_a_refused_database_can_be_opened_once_it_is_put_right(file: Path, url: str) -> None:
    fill(file, _DIARY)
    await refusal(url)
    fill(file, "")

    store = await open_store(url, upgrade)

    assert await store.pending() == ()
    await store.close()
