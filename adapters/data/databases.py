"""Databases that experts ask, by their addresses."""

from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from adapters.data.asked import AskedDatabase
from adapters.data.copied import CopiedSource
from adapters.data.limits import DEFAULT, Limits
from adapters.data.masks import Masks
from adapters.data.sqlite import SqliteSource
from core.errors import SettingsError
from core.ports import Database


def database_from(url: str, limits: Limits = DEFAULT, masked: Collection[str] = ()) -> Database:
    """Return the database at an address, or in a file that is there; opens nothing.

    `masked` columns (`table.column`, or `column` for every table's) come back empty. Raises SettingsError for an
    address that cannot be used.
    """
    masks = Masks(masked)
    if "://" not in url:
        if Path(url).is_dir():
            raise SettingsError("The database is a directory, and has to be a file or an address.")
        if not Path(url).is_file():
            raise SettingsError(
                "The database is neither an address such as sqlite:///data.db nor a file that is there."
            )
        here = Path(url).resolve()
        return AskedDatabase(lambda tables: SqliteSource(here, limits, masks, tables), limits)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise SettingsError("The database's address cannot be read; one is sqlite:///data.db.") from error
    match parsed.get_backend_name():
        case "sqlite":
            file = _file(parsed)
            return AskedDatabase(lambda tables: SqliteSource(file, limits, masks, tables), limits)
        case "postgresql" | "postgres" if find_spec("psycopg") is None:
            raise SettingsError("PostgreSQL needs its driver: pip install 'trivium[postgresql]'.")
        case "postgresql" | "postgres":
            from adapters.data.postgresql import PostgresSource  # noqa: PLC0415 - its driver is an extra

            address = parsed.set(drivername="postgresql+psycopg")
            return AskedDatabase(lambda tables: PostgresSource(address, limits, masks, tables), limits)
        case _:
            _check_driver(parsed)
            return AskedDatabase(lambda tables: CopiedSource(parsed, limits, masks, tables), limits)


def _check_driver(url: URL) -> None:
    """Raise SettingsError where SQLAlchemy or Python lack what an address needs."""
    kind = url.get_backend_name()
    try:
        dialect = url.get_dialect()
        dialect.import_dbapi()
    except NoSuchModuleError as error:
        raise SettingsError(
            f"SQLAlchemy knows no databases of the kind {kind!r}; a package that teaches it them is not installed."
        ) from error
    except ModuleNotFoundError as error:
        raise SettingsError(f"Databases of the kind {kind!r} need the driver {error.name}: install it.") from error
    if dialect.is_async:
        raise SettingsError(f"The address needs a driver that blocks, such as {kind}://, not {url.drivername}://.")


def _file(url: URL) -> Path:
    name = url.database or ""
    if not name or name.startswith((":", "file:")):
        raise SettingsError("The SQLite database has to be a file, such as sqlite:///data.db.")
    return Path(name).resolve()
