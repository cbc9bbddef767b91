"""`backup` and `forget`: what an operator does with the database."""

import re
from pathlib import Path

from adapters.storage.backup import backup as copy
from adapters.storage.engine import database_file
from adapters.storage.store import open_store
from bots.settings import read_settings
from core.errors import SettingsError
from core.ports import AuditEntry
from migrations.run import upgrade

OPERATOR = "terminal:operator"
"""Who is at the shell, for the audit."""
_NAME = re.compile(r"[a-z]+(:[^\s:]+)+")


async def backup(target: Path) -> str:
    """Copy the database to a file while the assistant may be at work; return what to tell. Raises TriviumError."""
    size = await copy(read_settings().database_url, target)
    return f"{target}: {size:,} bytes."


async def forget(name: str) -> str:
    """Remove what was said in a session, or in all of a channel; return what to tell. Raises TriviumError.

    The assistant must not run meanwhile: it has the sessions in memory.
    """
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"{name!r} names no session; they look like telegram:4711 or slack:T1:C1:1700000000.000100."
        )
    url = read_settings().database_url
    if not database_file(url).exists():
        raise SettingsError(f"DATABASE_URL: the database {database_file(url)} does not exist.")
    store = await open_store(url, upgrade)
    try:
        await store.audit(AuditEntry(OPERATOR, "forget", name, allowed=True))
        sessions = await store.forget(name)
    finally:
        await store.close()
    return f"{name}: {'nothing was known' if not sessions else f'{sessions} forgotten'}."
