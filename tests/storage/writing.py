"""The writing connection, seen to from outside."""

from typing import Any

from sqlalchemy import Connection

from adapters.storage.store import SqlStore


async def set_up(store: SqlStore, pragma: str) -> list[tuple[Any, ...]]:
    """Execute a pragma on the connection that writes, in its thread; return its rows."""

    def execute(connection: Connection) -> list[tuple[Any, ...]]:
        cursor = connection.connection.cursor()
        try:
            cursor.execute(pragma)
            return list(cursor.fetchall())
        finally:
            cursor.close()

    return await store._writer._hand.call(execute)
