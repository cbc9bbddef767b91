"""Reading the audit: who did or tried what, while another process may be writing it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from adapters.storage.checking import reading
from adapters.storage.engine import database_file
from adapters.storage.failures import explain
from core.errors import StoreError


class Audited(Struct, frozen=True):
    """One line of the audit; never any message text."""

    at: float
    """When it was kept, Unix seconds by this machine's clock."""
    person: str
    verb: str
    scope: str
    """The channel, the session, or all there is: where it was done or tried."""
    allowed: bool
    detail: str


class Wanted(Struct, frozen=True):
    """Which lines are wanted."""

    limit: int
    """The newest so many."""
    person: str = ""
    """Only what this person did, `{platform}:{user}`; empty for everybody."""
    verb: str = ""
    """Only this verb; empty for all."""
    since: float = 0.0
    """Unix seconds."""
    refused: bool = False
    """Only what was refused."""


_COLUMNS = frozenset({"id", "at", "person", "verb", "scope", "allowed", "detail"})
_READ = """
SELECT at, person, verb, scope, allowed, detail FROM audit
WHERE :person IN ('', person) AND :verb IN ('', verb) AND at >= :since AND NOT (:refused AND allowed)
ORDER BY id DESC LIMIT :limit
"""


async def read_audit(url: str, wanted: Wanted) -> tuple[Audited, ...]:
    """Return the newest lines that are wanted, in the order in which they were kept. Raises StoreError."""
    return await asyncio.to_thread(_read, database_file(url), wanted)


def _read(file: Path, wanted: Wanted) -> tuple[Audited, ...]:
    if not file.is_file():
        raise StoreError(f"The database {file} does not exist.")
    values = {name: getattr(wanted, name) for name in Wanted.__struct_fields__}
    try:
        with closing(reading(file)) as connection:
            found = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('audit')")}
            if not found >= _COLUMNS:
                raise StoreError(f"The database {file} is not one of Trivium's.")
            rows = connection.execute(_READ, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise explain(str(file), error) from error
    return tuple(
        Audited(at, person, verb, scope, bool(allowed), detail)
        for at, person, verb, scope, allowed, detail in reversed(rows)
    )
