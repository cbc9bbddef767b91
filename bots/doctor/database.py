"""The database: where it is, whether it is whole, and whether its tables are those of this program."""

import os
from pathlib import Path

from adapters.shared.checkup import Finding, fault, ok, skipped, warning
from adapters.storage.checking import check
from adapters.storage.engine import database_file
from adapters.storage.lock import locked
from adapters.storage.peeking import in_use, log_of, looks_like_one, revision
from bots.doctor.disk import nearest
from core.errors import SettingsError, StoreError
from migrations.run import revisions, upgrade

_BACKUP = "restore a backup made with `python -m bots backup`"
_RUNNING = "A bot is running on this database"


def place(url: str) -> Path | None:
    """Return the database's file, None where DATABASE_URL names none."""
    try:
        return database_file(url)
    except StoreError:
        return None


def running(file: Path | None) -> bool:
    """Say whether a bot of ours is at work on the database."""
    try:
        return file is not None and in_use(file)
    except OSError:
        return False


def database(url: str) -> tuple[Finding, ...]:
    """Return what is found; reads the whole file, so it may take a while."""
    try:
        file = database_file(url)
    except StoreError as error:
        return (fault("database.url", f"DATABASE_URL: {error}"),)
    folder = _folder(file.parent)
    return (folder, *_file(file, url)) if file.parent.is_dir() else (folder,)


def _folder(folder: Path) -> Finding:
    name, there = "database.folder", nearest(folder)
    if not there.is_dir():
        return fault(name, f"The folder {folder} cannot be: {there} is a file. Set DATABASE_URL, or move it away.")
    if not os.access(there, os.W_OK | os.X_OK):
        return fault(name, f"Nothing can be written into {there}: give it to the user who runs the bot.")
    if there == folder:
        return ok(name, f"{folder}.")

    async def make() -> str:
        return _make(folder)

    return warning(name, f"There is no folder {folder} yet; the first start makes it.", make)


def _make(folder: Path) -> str:
    """Make the folder, its owner's alone. Raises SettingsError."""
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    return f"The folder {folder} was made, its owner's alone (0700)."


def _file(file: Path, url: str) -> tuple[Finding, ...]:
    name = "database.file"
    try:
        if not file.exists():
            return (ok(name, "There is no database yet; the first start makes it."), *_orphan(file))
        if not file.is_file() or not looks_like_one(file):
            return (fault(name, f"{file} is not a database: move it away, or {_BACKUP}."),)
        if in_use(file):
            return skipped("database.damage", f"{_RUNNING}; it checked the file when it started."), ok(
                name, _RUNNING + "."
            )
    except OSError as error:
        return (fault(name, f"{error.filename or file} cannot be opened: {error.strerror}."),)
    if not os.access(file, os.W_OK):
        return (fault(name, f"{file} cannot be written: give it to the user who runs the bot."),)
    return (ok(name, f"{file.stat().st_size:,} bytes."), *_log(file), *_inside(file, url))


def _inside(file: Path, url: str) -> tuple[Finding, ...]:
    try:
        check(file, _BACKUP)
        present = revision(file)
    except StoreError as error:
        return (fault("database.damage", str(error)),)
    return ok("database.damage", "The database is whole."), _migrations(file, url, present)


def _migrations(file: Path, url: str, present: str | None) -> Finding:
    name, known = "database.migrations", revisions()
    if present is None or present == known[-1]:
        return ok(name, "The tables are those of this program." if present else "The first start makes the tables.")
    if present not in known:
        sentence = f"The tables ({present}) are of a newer Trivium than this one ({known[-1]})"
        return fault(name, f"{sentence}: install that one again, or {_BACKUP}.")

    async def bring_up() -> str:
        async with locked(file):
            await upgrade(url)
        return f"The tables were brought from {present} to {known[-1]}."

    behind = len(known) - 1 - known.index(present)
    return warning(name, f"The tables are {behind} behind ({present}); the next start changes them.", bring_up)


def _log(file: Path) -> tuple[Finding, ...]:
    """Return that a log was left behind; nothing is done with it, since the next start takes it in."""
    log = log_of(file)
    if not log.exists() or not log.stat().st_size:
        return ()
    advice = "the next start takes it in; never remove or copy one without the other"
    return (warning("database.wal", f"{log} was left by a bot that did not end well: {advice}."),)


def _orphan(file: Path) -> tuple[Finding, ...]:
    log = log_of(file)
    if not log.exists():
        return ()
    advice = f"put the database it belongs to back beside it before a start, or {_BACKUP}"
    return (fault("database.wal", f"There is {log} without its database: {advice}."),)
