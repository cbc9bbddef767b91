"""The writer: one task through which everything is written, many callers' operations in one transaction."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from adapters.storage.failures import REFUSALS, explain
from adapters.storage.hand import Hand
from adapters.storage.operations import Operation
from adapters.storage.scribe import Outcome, Scribe
from core.errors import StoreError
from core.pulse import pulse

_LARGEST_BATCH = 500
"""Operations in one transaction; SQLite takes 32,766 parameters in a statement (sqlite.org/limits.html)."""


class _Job(NamedTuple):
    operation: Operation
    result: asyncio.Future[int | None]


class Writer:
    """Writes what is submitted, in order; while one transaction runs, the next one's operations gather."""

    def __init__(self, name: str, hand: Hand, scribe: Scribe) -> None:
        self._name, self._hand, self._scribe = name, hand, scribe
        self._jobs: list[_Job] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._work(), name=f"writer of {name}")

    @property
    def closed(self) -> bool:
        """Say whether nothing more is taken."""
        return self._closing

    async def submit(self, operation: Operation) -> int | None:
        """Return the operation's result once it is on disk. Raises StoreError, StateConflict.

        A caller that is cancelled meanwhile does not take its operation back.
        """
        if self._closing:
            raise StoreError(f"The database {self._name} is closed.")
        job = _Job(operation, asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        self._wake.set()
        return await job.result

    async def rebuild(self) -> None:
        """Write the whole file anew, without what deleted rows left in it; all else waits. Raises StoreError."""
        await self._maintain("VACUUM")

    async def empty_log(self) -> bool:
        """Move all from the database's log into the file and empty the log; False while others read from it.

        Raises StoreError.
        """
        # It does not wait for them itself, so that others' writes go in between.
        ((blocked, *_),) = await self._maintain("PRAGMA wal_checkpoint(TRUNCATE)", patience=0)
        return not blocked

    async def try_to_write(self) -> None:
        """Bring a little to disk, behind what is being written, and change nothing by it. Raises StoreError."""
        await self._maintain("PRAGMA user_version=0")  # SQLite writes the page also where it stays the same

    async def ended(self) -> None:
        """Return when nothing is written any more; raises what ended it, where that was a fault."""
        await asyncio.wait({self._task})
        if not self._task.cancelled():
            self._task.result()

    async def close(self) -> None:
        """Write what was submitted and stop; a writer that was cancelled has told those who waited."""
        self._closing = True
        self._wake.set()
        await asyncio.wait({self._task})
        if not self._task.cancelled():
            self._task.result()

    async def _work(self) -> None:
        batch: list[_Job] = []
        try:
            while not self._closing:
                await self._wake.wait()
                self._wake.clear()
                while self._jobs:
                    batch, self._jobs = self._jobs[:_LARGEST_BATCH], self._jobs[_LARGEST_BATCH:]
                    await self._write(batch)
        finally:
            self._closing = True
            self._give_up([*batch, *self._jobs])

    async def _write(self, batch: Sequence[_Job]) -> None:
        begun = time.perf_counter()
        writing = self._hand.call(self._execute, [job.operation for job in batch])
        try:
            await asyncio.wait({writing})
        finally:
            # A batch that is being written has an outcome, which its callers learn even where the writer is stopped.
            if not writing.done():
                await asyncio.wait({writing})
            pulse.wrote(len(batch), time.perf_counter() - begun)
            self._tell(batch, writing.result())

    def _tell(self, batch: Sequence[_Job], outcomes: Sequence[Outcome]) -> None:
        for job, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, StoreError):
                pulse.database_errors[type(outcome).__name__] += 1
                if not job.result.done():
                    job.result.set_exception(outcome)
            elif not job.result.done():
                job.result.set_result(outcome)

    def _execute(self, connection: Connection, operations: Sequence[Operation]) -> list[Outcome]:
        """Write all in one transaction; where that is refused, each in its own, so that only the guilty fail."""
        try:
            transaction = connection.begin()
        except REFUSALS as error:
            return [self._failure(error) for _ in operations]
        try:
            with transaction:
                return self._scribe.write(operations)
        except REFUSALS as error:
            if len(operations) == 1:
                return [self._failure(error)]
        return [outcome for operation in operations for outcome in self._execute(connection, [operation])]

    async def _maintain(self, statement: str, patience: int | None = None) -> list[tuple[int, ...]]:
        if self._closing:
            raise StoreError(f"The database {self._name} is closed.")
        return await self._hand.call(self._execute_alone, statement, patience)

    def _execute_alone(self, connection: Connection, statement: str, patience: int | None) -> list[tuple[int, ...]]:
        """Execute what must be in no transaction, and so goes past SQLAlchemy, which would begin one."""
        cursor = connection.connection.cursor()
        try:
            cursor.execute("PRAGMA busy_timeout")
            ((usual,),) = cursor.fetchall()
            cursor.execute(f"PRAGMA busy_timeout={usual if patience is None else patience}")
            try:
                cursor.execute(statement)
                return list(cursor.fetchall())
            finally:
                cursor.execute(f"PRAGMA busy_timeout={usual}")
        except sqlite3.Error as error:
            raise self._failure(error) from error
        finally:
            cursor.close()

    def _failure(self, error: Exception) -> StoreError:
        failure = explain(self._name, error)
        failure.__cause__ = error
        return failure

    def _give_up(self, jobs: Sequence[_Job]) -> None:
        for job in jobs:
            if not job.result.done():
                job.result.set_exception(StoreError(f"The database {self._name} was closed before this was written."))
