"""Room on the disk."""

import os
import shutil
from pathlib import Path

from adapters.shared.checkup import Finding, State, fault, ok
from bots.settings import Settings

_MB = 1_000_000
_LITTLE, _NOTHING = 500 * _MB, 50 * _MB
"""Bytes: forgetting and backups need room for a second copy of the database; the log alone can take some 10 MB."""


def nearest(path: Path) -> Path:
    """Return the path, or the first above it that there is."""
    path = path.absolute()
    return next(one for one in (path, *path.parents) if one.exists())


def disk(settings: Settings, database: Path | None) -> tuple[Finding, ...]:
    """Return whether there is room for the database and for the trace."""
    room = () if database is None else (_database(nearest(database.parent)),)
    return (*room, _trace(Path(settings.trace_file), settings.trace_bytes)) if settings.trace_file else room


def _database(there: Path) -> Finding:
    name, free = "disk.database", shutil.disk_usage(there).free
    if free >= _LITTLE:
        return ok(name, f"{free / 1e9:,.1f} GB are free.")
    state: State = "fault" if free < _NOTHING else "warning"
    return Finding(name, state, f"Only {free // _MB} MB are free at {there}: make room, or move the database.")


def _trace(file: Path, limit: int) -> Finding:
    """Return whether the trace can be written: the file and the one before it."""
    name, folder = "disk.trace", file.absolute().parent
    if not folder.is_dir():
        return fault(name, f"TRACE_FILE: there is no folder {folder}. Make it, or set another one.")
    if file.is_dir() or not os.access(file if file.exists() else folder, os.W_OK):
        return fault(name, f"TRACE_FILE {file} cannot be written: give it to the user who runs the bot.")
    if shutil.disk_usage(folder).free < 2 * limit:
        return fault(name, f"TRACE_FILE: no room at {folder} for twice TRACE_BYTES ({limit:,}): make room.")
    return ok(name, f"The trace is written to {file}.")
