"""The demo database's file."""

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from adapters.data.demo.buildings import objects, tenants
from adapters.data.demo.chance import Chance
from adapters.data.demo.invoices import billing
from adapters.data.demo.meters import devices, readings
from adapters.data.demo.people import customers
from adapters.data.demo.rows import TABLES
from core.errors import DataUnavailable

_SEED = 20_210_101
_MARK = 0x7472_6976
"""SQLite's application id of demo databases: "triv"; no other file is ever replaced."""
_VERSION = 1
"""To be raised with every change of what is generated."""


def demo_database(path: Path) -> Path:
    """Write the demo database where it is missing or of an older version, and return its path.

    Several processes may do so at once: each writes a file of its own and puts it in place whole. Raises
    DataUnavailable where it cannot be written, or where another file is in its place.
    """
    try:
        if path.exists() and _version(path) >= _VERSION:
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path)
    except (OSError, sqlite3.Error) as error:
        raise DataUnavailable(f"The demo database {path} cannot be written: {error}.") from error
    return path


def _version(path: Path) -> int:
    """Return the version of the demo database that is there."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            ((mark,),) = connection.execute("PRAGMA application_id")
            ((version,),) = connection.execute("PRAGMA user_version")
    except sqlite3.DatabaseError as error:
        raise DataUnavailable(f"The file {path} cannot be read as a demo database: {error}.") from error
    if mark != _MARK:
        raise DataUnavailable(f"The file {path} is not a demo database, and is left as it is.")
    return int(version)


def _write(path: Path) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    partial = Path(name)
    try:
        os.close(descriptor)
        with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(
                f"BEGIN; PRAGMA application_id = {_MARK}; PRAGMA user_version = {_VERSION}; {TABLES}"
            )
            _fill(connection)
            connection.execute("COMMIT")
        _synced(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection) -> None:
    chance = Chance(_SEED)
    owners = customers(chance)
    buildings = objects(chance, owners)
    meters = devices(chance, buildings)
    _insert(connection, "customers", owners)
    _insert(connection, "objects", buildings)
    _insert(connection, "tenants", tenants(chance, buildings))
    _insert(connection, "devices", meters)
    _insert(connection, "readings", readings(chance, meters))
    _insert(connection, "billing", billing(chance, owners, buildings))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    plain = [tuple(value.isoformat() if isinstance(value, date) else value for value in row) for row in rows]
    marks = ", ".join("?" * len(plain[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", plain)  # noqa: S608 - our own names


def _synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
