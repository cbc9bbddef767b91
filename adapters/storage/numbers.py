"""Numbers: events and replies have each their own, and none comes back when its row is gone."""

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from adapters.storage.tables import inbox, outbox, settings

HIGHEST = "storage/highest-number"
"""The key of the setting that only the store itself sees."""

_write = insert(settings)
_REMEMBER = _write.on_conflict_do_update(index_elements=["key"], set_={"value": _write.excluded.value})
_REMEMBERED = select(settings.c.value).where(settings.c.key == HIGHEST)


def highest(connection: Connection) -> int:
    """Return the highest number that was ever given; 0 where there was none."""
    present = [connection.scalar(select(func.max(table.c.id))) or 0 for table in (inbox, outbox)]
    return max(*present, int(connection.scalar(_REMEMBERED) or 0))


def remember(connection: Connection) -> None:
    """Keep the highest number, in the transaction that deletes rows."""
    connection.execute(_REMEMBER, {"key": HIGHEST, "value": str(highest(connection))})
