"""The hand: the one thread that writes, with the only connection that can."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Connection

from adapters.storage.engine import writer_engine

T = TypeVar("T")
Values = TypeVarTuple("Values")


class Hand:
    """A thread and its connection, which is opened with the first work; what is given to it is done in order."""

    def __init__(self, file: Path) -> None:
        self._engine = writer_engine(file)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"hand of {file.name}")
        self._held: Connection | None = None

    def call(self, work: Callable[[Connection, *Values], T], *values: *Values) -> asyncio.Future[T]:
        """Have work done with the connection, in one hop; what has begun is done to its end, whoever is cancelled."""
        return asyncio.get_running_loop().run_in_executor(self._thread, self._call, work, *values)

    async def close(self) -> None:
        """Finish what was given, and let go of the connection."""
        closed = asyncio.get_running_loop().run_in_executor(self._thread, self._let_go)
        self._thread.shutdown(wait=False)
        await asyncio.shield(closed)
        self._thread.shutdown()

    def _call(self, work: Callable[[Connection, *Values], T], *values: *Values) -> T:
        if self._held is None:
            self._held = self._engine.connect()
        return work(self._held, *values)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
