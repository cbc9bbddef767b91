"""The lock that keeps a second process away from the database file."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from core.errors import StoreError

_PATIENCE = 3.0
"""Seconds to wait for a predecessor that was killed and is still dying."""
_INTERVAL = 0.05


@asynccontextmanager
async def locked(database: Path) -> AsyncIterator[None]:
    """Hold `<database>.lock` exclusively. Raises StoreError when another process keeps it.

    The system lets go of the lock when the process ends, however it ends; the empty file stays.
    """
    try:
        descriptor = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"The database {database} cannot be opened: {error.strerror}.") from error
    try:
        await _take(descriptor, database)
        yield
    finally:
        os.close(descriptor)


async def _take(descriptor: int, database: Path) -> None:
    clock = asyncio.get_running_loop().time
    deadline = clock() + _PATIENCE
    while not _try(descriptor, database):
        if clock() >= deadline:
            raise StoreError(f"The database {database} is already in use by another Trivium process.")
        await asyncio.sleep(_INTERVAL)


def _try(descriptor: int, database: Path) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise StoreError(f"The database {database} cannot be locked: {error.strerror}.") from error
    return True
