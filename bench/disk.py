"""What is written to the disk, counted from outside: the database's own log, and all that this process writes."""

import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

from msgspec import Struct

_TRIES = 100
_IO = Path("/proc/self/io")
_HANDED = """
    SELECT (SELECT coalesce(sum(length(payload)), 0) FROM inbox)
         + (SELECT coalesce(sum(length(view) + length(natives)), 0) FROM outbox)
         + (SELECT coalesce(sum(version * length(state)), 0) FROM sessions),
           (SELECT coalesce(sum(version), 0) FROM sessions)
"""
"""Every commit of a state raises its version by one, so the versions tell how many states were handed over."""


class Written(Struct, frozen=True):
    """What some work wrote."""

    handed: int
    """Bytes of events, states and replies that the database was given."""
    log: int
    """Bytes that its log grew by: whole pages, so more than it was given."""
    states: int
    """States among what it was given."""


async def written(file: Path, work: Callable[[], Awaitable[object]]) -> Written:
    """Return what `work` writes to the database. Nothing else must use it before that.

    A reader holds the log back for the time, so that it only grows and its size tells every page; the pages' later way
    from the log to the database is not in it (`everything` has that too).
    """
    log = file.with_name(f"{file.name}-wal")
    with closing(sqlite3.connect(file, isolation_level=None)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        held.execute("BEGIN")
        handed, states = held.execute(_HANDED).fetchone()
        before = log.stat().st_size
        await work()
        grown = log.stat().st_size - before
    with closing(sqlite3.connect(file)) as fresh:
        handed_then, states_then = fresh.execute(_HANDED).fetchone()
    return Written(handed_then - handed, grown, states_then - states)


def floor(folder: Path) -> float:
    """Return the median seconds of the least that can be kept safely: one row, one commit, no library, nobody else."""
    taken = []
    with closing(sqlite3.connect(folder / "floor.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE kept (event BLOB)")
        for _ in range(_TRIES):
            begun = time.perf_counter()
            connection.execute("INSERT INTO kept VALUES (zeroblob(400))")
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


async def everything(work: Callable[[], Awaitable[object]]) -> int | None:
    """Return how many bytes this process writes to files during `work`; None where the system does not say (Linux)."""
    before = _characters()
    await work()
    after = _characters()
    return None if before is None or after is None else after - before


def _characters() -> int | None:
    if not _IO.exists():
        return None
    return next(int(line.split()[1]) for line in _IO.read_text("ascii").splitlines() if line.startswith("wchar:"))
