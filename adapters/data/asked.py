"""Databases as experts ask them: in threads of their own, each query ended when nobody waits for it any more."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias, TypeVar

from adapters.data.limits import Limits
from adapters.data.source import NoTables, Source
from adapters.data.stopping import Stop
from core.data import DataSchema, Found
from core.errors import DataUnavailable, HiddenColumn, QueryFailed, QueryRefused, QueryTooLong
from core.ports import Report

T = TypeVar("T")

Made: TypeAlias = Callable[[Collection[str] | None], Source]
"""Makes a source with no tables but those named, or with all for None; opens nothing."""

_LOOK = 0.2
"""Seconds between two reports of a query that goes on."""
_GRACE = 0.5
"""Seconds after its time in which a query should have ended itself."""
_PATIENCE = 3.0
"""Seconds in which a query that was asked to end does so."""
_READING = 60.0
"""Seconds for reading a schema; a larger one than can be read in that is none to talk about."""

_CHANGED = "The database's tables were changed meanwhile, and have been read anew."


class AskedDatabase:
    """One database, its schema read once. Fulfils the port `Database`."""

    def __init__(self, made: Made, limits: Limits, tables: Collection[str] | None = None) -> None:
        """`made` gives the source with no tables but some, or with all; `tables` are these."""
        self._made, self._source = made, made(tables)
        self._limits = limits
        self._narrower: list[AskedDatabase] = []
        self._threads = ThreadPoolExecutor(limits.threads, thread_name_prefix="data")
        self._running: set[Stop] = set()
        self._lock = asyncio.Lock()
        self._schema: DataSchema | None = None
        self._stamp = ""
        self._closed = False

    async def schema(self) -> DataSchema:
        """Return the tables there are; read once, and again after a query failed for a changed one, or where stale.

        Raises DataError, NoTables where there are none.
        """
        async with self._lock:
            if self._schema is not None and not self._source.stale():
                return self._schema
            schema, self._stamp = await self._work(self._read, _READING)
            self._schema = schema
            return schema

    async def query(self, sql: str, report: Report) -> Found:
        """Run one SELECT within the limits of rows, bytes, memory and time. May be cancelled; nothing goes on then.

        Raises HiddenColumn for what does more with one than to list it, QueryRefused for what else may not be run,
        QueryFailed for what the database cannot make sense of, QueryTooLong, DataUnavailable.
        """
        await self.schema()
        try:
            return await self._work(lambda stop: self._source.run(sql, stop), self._limits.seconds, report)
        except HiddenColumn:
            await self._look_again()
            raise
        except (QueryFailed, QueryRefused) as error:
            if await self._look_again():
                raise type(error)(f"{error} {_CHANGED}") from error
            raise

    def only(self, tables: Collection[str]) -> "AskedDatabase":
        """Return the same database with no tables but these; it is closed with this one."""
        narrower = AskedDatabase(self._made, self._limits, tuple(tables))
        self._narrower.append(narrower)
        return narrower

    async def close(self) -> None:
        """End what is running and let go of connections."""
        for narrower in self._narrower:
            await narrower.close()
        self._closed = True
        for stop in tuple(self._running):
            stop.now()
        await asyncio.to_thread(self._threads.shutdown)
        self._source.close()

    def _read(self, stop: Stop) -> tuple[DataSchema, str]:
        stamp = self._source.stamp(stop)
        schema = self._source.read(stop)
        if not schema.tables:
            raise NoTables("The database has no tables that may be read.")
        return schema, stamp

    async def _look_again(self) -> bool:
        """Have the schema read anew where it is no longer what it was; return whether it was."""
        async with self._lock:
            changed = await self._work(self._source.stamp, self._limits.seconds) != self._stamp
            if changed:
                self._schema, self._stamp = await self._work(self._read, _READING)
            return changed

    async def _work(self, work: Callable[[Stop], T], seconds: float, report: Report = lambda _: None) -> T:
        """Have something done in a thread, and told how far it is in its time."""
        if self._closed:
            raise DataUnavailable("The database is closed.")
        stop = Stop(seconds)
        self._running.add(stop)
        task = self._threads.submit(self._begin, work, stop)
        done = asyncio.wrap_future(task)
        try:
            while not done.done():
                await asyncio.wait({done}, timeout=_LOOK)
                report(min(stop.elapsed / seconds, 1.0))
                if stop.elapsed > seconds + _GRACE and not done.done():
                    raise QueryTooLong("The query took longer than it may.")
            return done.result()
        finally:
            if not done.done() and not task.cancel():
                await _let_go(done, stop)
            self._running.discard(stop)

    @staticmethod
    def _begin(work: Callable[[Stop], T], stop: Stop) -> T:
        if stop.due:
            raise QueryTooLong("The query did not get its turn in time.")
        return work(stop)


async def _let_go(done: asyncio.Future[T], stop: Stop) -> None:
    """End what runs in a thread, by asking first; what it says of that does not matter any more."""
    for _ in range(2):
        stop.now()
        await asyncio.wait({done}, timeout=_PATIENCE)
        if done.done():
            done.exception()
            return
    done.add_done_callback(asyncio.Future.exception)
