"""The tables' history leads to the tables, once and wholly."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from adapters.storage.engine import writer_engine
from adapters.storage.store import open_store
from adapters.storage.tables import metadata
from core.errors import StoreError
from core.ports import SessionRecord
from migrations.draft import draft
from migrations.run import FOLDER, revisions, upgrade

_ROOT = FOLDER.parent
_BREAKING = f'''"""Break half-way."""

from alembic import op

revision = "9999_broken"
down_revision = "{revisions()[-1]}"


def upgrade() -> None:
    """Make a table, then fail."""
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("DELETE FROM nowhere")
'''


def schema(file: Path) -> set[tuple[str, str]]:
    """Return every table's and index's name and definition, without white space."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(name, "".join(sql.split())) for name, sql in rows if name != "alembic_version"}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the history that a test may change."""
    return shutil.copytree(FOLDER, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_history_makes_the_tables_that_the_store_uses(url: str, file: Path, tmp_path: Path) -> None:
    direct = create_engine(f"sqlite:///{tmp_path}/direct.db")
    metadata.create_all(direct)
    direct.dispose()

    await upgrade(url)

    assert len(schema(file)) >= len(metadata.tables)
    assert schema(file) == schema(tmp_path / "direct.db")


async def test_a_revision_s_id_is_its_file_s_name_and_the_last_one_is_the_head() -> None:
    script = ScriptDirectory.from_config(Config(config_args={"script_location": str(FOLDER)}))

    history = [(revision.revision, Path(revision.path).stem) for revision in script.walk_revisions()]

    assert [identity for identity, _ in history] == revisions()[::-1]
    assert all(identity == stem for identity, stem in history)


async def test_tables_that_are_up_to_date_are_left_alone_without_loading_alembic(url: str) -> None:
    await upgrade(url)
    program = (
        "import asyncio, sys; from migrations.run import upgrade\n"
        f"asyncio.run(upgrade({url!r})); sys.exit('alembic' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", program], cwd=_ROOT, check=True)  # noqa: ASYNC221


async def test_a_database_of_the_first_revision_is_brought_up_to_date_with_what_is_in_it(
    url: str, file: Path, copied: Path
) -> None:
    for later in revisions(copied)[1:]:
        (copied / "versions" / f"{later}.py").unlink()
    await upgrade(url, copied)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO sessions VALUES ('chat:1', x'00ff', 7, 'v1', 1.5)")

    store = await open_store(url, upgrade)
    try:
        await store.set_aside("chat:1", b"\x00\xff", "It is no JSON.")
        assert await store.load("chat:1") == SessionRecord(b"\x00\xff", 7)
    finally:
        await store.close()


async def test_an_upgrade_that_fails_half_way_leaves_the_tables_as_they_were(
    url: str, file: Path, copied: Path
) -> None:
    await upgrade(url)
    before = schema(file)
    (copied / "versions" / "9999_broken.py").write_text(_BREAKING)

    with pytest.raises(StoreError, match=f"^The database {file} refused: no such table: nowhere"):
        await upgrade(url, copied)

    assert schema(file) == before
    await upgrade(url)


async def test_a_drafted_revision_makes_what_is_missing(url: str, file: Path, copied: Path) -> None:
    for revision in revisions(copied):
        (copied / "versions" / f"{revision}.py").unlink()

    await draft("Tables, drafted anew!", copied)
    await upgrade(url, copied)

    with writer_engine(file).connect() as connection:
        assert differences(connection) == []
    assert revisions(copied) == ["0001_tables_drafted_anew"]
