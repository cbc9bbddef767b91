"""Glances: short reads, for which somebody waits who has just clicked."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row

from adapters.storage.engine import glance_engine
from adapters.storage.failures import REFUSALS
from adapters.storage.prepared import Prepared

_THREADS = 4

_Rows: TypeAlias = Sequence[Row[*tuple[Any, ...]]]


class _Asked(NamedTuple):
    statement: Prepared
    values: dict[str, str | float]
    answer: asyncio.Future[_Rows]


class Glances:
    """A few threads that read; none waits for the writer, nor for those who read for long.

    What is asked for in one round of the event loop is read in one hop, which costs more than the reading.
    """

    def __init__(self, file: Path) -> None:
        self._engine = glance_engine(file)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix=f"glance at {file.name}")
        self._idle: list[Connection] = []
        self._asked: list[_Asked] = []
        self._reading: set[asyncio.Future[list[_Rows | Exception]]] = set()

    async def read(self, statement: Prepared, **values: str | float) -> _Rows:
        """Return all rows. Raises what the database raises."""
        loop = asyncio.get_running_loop()
        asked = _Asked(statement, values, loop.create_future())
        self._asked.append(asked)
        if len(self._asked) == 1:
            loop.call_soon(self._look)
        return await asked.answer

    async def close(self) -> None:
        """Finish what was asked for, and let go of the connections."""
        self._look()
        while self._reading:
            await asyncio.wait(self._reading)
        await asyncio.to_thread(self._let_go)

    def _look(self) -> None:
        """Let a thread read all that is asked for, or the first that is free again."""
        if not self._asked or len(self._reading) == _THREADS:
            return
        asked, self._asked = self._asked, []
        reading = asyncio.get_running_loop().run_in_executor(self._threads, self._read, asked)
        self._reading.add(reading)
        reading.add_done_callback(partial(self._tell, asked))

    def _tell(self, asked: Sequence[_Asked], reading: asyncio.Future[list[_Rows | Exception]]) -> None:
        self._reading.discard(reading)
        self._look()
        fault = reading.exception()
        answers = reading.result() if fault is None else [fault] * len(asked)
        for (_, _, answer), found in zip(asked, answers, strict=True):
            if answer.done():
                continue
            if isinstance(found, BaseException):
                answer.set_exception(found)
            else:
                answer.set_result(found)

    def _read(self, asked: Sequence[_Asked]) -> list[_Rows | Exception]:
        try:
            connection = self._idle.pop() if self._idle else self._engine.connect()
        except REFUSALS as error:
            return [error for _ in asked]
        try:
            return [_found(connection, one) for one in asked]
        finally:
            self._idle.append(connection)

    def _let_go(self) -> None:
        self._threads.shutdown()
        while self._idle:
            self._idle.pop().close()


def _found(connection: Connection, asked: _Asked) -> _Rows | Exception:
    try:
        return asked.statement.read(connection, asked.values)
    except REFUSALS as error:
        return error
