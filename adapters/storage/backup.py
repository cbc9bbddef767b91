"""Backups: a consistent copy of a database that another process may be writing."""

import asyncio
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from adapters.storage.checking import check, reading
from adapters.storage.engine import database_file
from adapters.storage.failures import explain
from core.errors import StoreError

_TABLES = frozenset({"alembic_version", "inbox", "sessions", "outbox", "settings", "audit"})
"""What every database of ours has had since the first revision: one that is yet to be upgraded can be copied too."""


async def backup(url: str, target: Path) -> int:
    """Copy the database to a file that does not exist yet, and return its size in bytes. Raises StoreError.

    All that was on disk when it began is in the copy. The database is only read; whoever writes it goes on.
    """
    return await asyncio.to_thread(_backup, database_file(url), target)


def _backup(source: Path, target: Path) -> int:
    if not source.is_file():
        raise StoreError(f"The database {source} does not exist.")
    _refuse_existing(target)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent)
    except OSError as error:
        raise StoreError(f"The backup {target} cannot be written: {error.strerror}.") from error
    partial = Path(name)
    try:
        os.close(descriptor)
        _copy(source, partial, target)
        check(partial, "the copy was not kept; try again, and see to the disk")
        return _put(partial, target)
    except OSError as error:
        raise StoreError(f"The backup {target} cannot be written: {error.strerror}.") from error
    finally:
        for left in (partial, Path(f"{partial}-journal")):
            left.unlink(missing_ok=True)


def _copy(source: Path, partial: Path, target: Path) -> None:
    try:
        with closing(reading(source)) as connection:
            present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not present >= _TABLES:
                raise StoreError(f"The database {source} is not one of Trivium's.")
            # One statement reads one state of the file, however long it takes; the backup API would do it too, but
            # takes along the space that deleted rows had.
            connection.execute("VACUUM INTO ?", (str(partial),))
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise StoreError(f"The backup {target} has no room: the disk is full.") from error
        raise explain(str(source), error) from error


def _put(partial: Path, target: Path) -> int:
    size = _synced(partial)
    _refuse_existing(target)
    partial.rename(target)
    _synced(target.parent)
    return size


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise StoreError(f"There is a file {target} already; a backup never replaces one.")


def _synced(path: Path) -> int:
    """Make sure that a file or folder is on the disk; return its size."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)
