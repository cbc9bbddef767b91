"""Looking at a database from outside, without opening it as the store does."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.storage.checking import reading
from adapters.storage.failures import explain

_MAGIC = b"SQLite format 3\x00"
"""With which every database begins that is not empty (sqlite.org/fileformat.html)."""


def in_use(database: Path) -> bool:
    """Say whether a process holds the database's lock; the lock is let go of at once. Raises OSError."""
    try:
        descriptor = os.open(f"{database}.lock", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def looks_like_one(database: Path) -> bool:
    """Say whether the file begins like a database. Raises OSError."""
    with database.open("rb") as file:
        return file.read(len(_MAGIC)) in {b"", _MAGIC}


def revision(database: Path) -> str | None:
    """Return the id of the tables' last revision, None where there are no tables. Raises StoreError."""
    try:
        with closing(reading(database)) as connection:
            (known,) = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            ).fetchone()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
    except sqlite3.DatabaseError as error:
        raise explain(str(database), error) from error
    return str(found[0]) if found else None


def log_of(database: Path) -> Path:
    """Return where the database's write-ahead log is, as long as there is one."""
    return Path(f"{database}-wal")
