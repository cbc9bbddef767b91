"""Glances: short reads, for which somebody waits who has just clicked."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from adapters.storage.engine import glance_engine
from adapters.storage.prepared import Prepared

_THREADS = 4


class Glances:
    """A few threads that read, each read in one hop; none waits for the writer, nor for those who read for long."""

    def __init__(self, file: Path) -> None:
        self._engine = glance_engine(file)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix=f"glance at {file.name}")
        self._idle: list[Connection] = []

    async def read(self, statement: Prepared, **values: str | float) -> Sequence[Row[*tuple[Any, ...]]]:
        """Return all rows. Raises what the database raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, statement, values)

    async def close(self) -> None:
        """Finish what is being read, and let go of the connections."""
        await asyncio.to_thread(self._let_go)

    def _read(self, statement: Prepared, values: dict[str, str | float]) -> Sequence[Row[*tuple[Any, ...]]]:
        connection = self._idle.pop() if self._idle else self._engine.connect()
        try:
            return statement.read(connection, values)
        finally:
            self._idle.append(connection)

    def _let_go(self) -> None:
        self._threads.shutdown()
        while self._idle:
            self._idle.pop().close()
