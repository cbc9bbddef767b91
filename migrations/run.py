"""Bringing a database's tables up to date."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Text, column, inspect, select, table

from adapters.storage.engine import database_file
from adapters.storage.failures import translated
from adapters.storage.hand import Hand
from core.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent
_version = table("alembic_version", column("version_num", Text))


async def upgrade(url: str, folder: Path = FOLDER) -> None:
    """Bring the tables up to date, all or nothing; costs two reads where they are. Raises StoreError.

    The caller holds the database's lock (see `adapters.storage.store.open_store`).
    """
    file = database_file(url)
    hand = Hand(file)
    try:
        with translated(str(file)):
            await hand.call(_upgrade, str(file), folder)
    finally:
        await hand.close()


def revisions(folder: Path = FOLDER) -> list[str]:
    """Return the ids of all revisions, oldest first."""
    return sorted(path.stem for path in (folder / "versions").glob("[0-9]*.py"))


def configuration(connection: Connection, folder: Path) -> "Config":
    """Return what Alembic needs to know to work on this connection."""
    # Loading Alembic takes longer than the rest of a start, and is needed once a release.
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    return config


def _upgrade(connection: Connection, name: str, folder: Path) -> None:
    with connection.begin():
        known, present = revisions(folder), _present(connection)
        if present is not None and present not in known:
            raise StoreError(f"The database {name} was written by a newer version of Trivium (tables {present}).")
        if known and present != known[-1]:
            from alembic import command  # noqa: PLC0415

            command.upgrade(configuration(connection, folder), "head")


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(_version.c.version_num)).scalar()
