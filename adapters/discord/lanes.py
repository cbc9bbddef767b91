"""Lanes: what belongs to one conversation goes on one after another, conversations beside each other."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from weakref import WeakValueDictionary


class Lanes:
    """The library runs each event as a task of its own; here those of one lane keep the order in which they came."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[object]] = set()

    @asynccontextmanager
    async def turn(self, lane: str) -> AsyncIterator[None]:
        """Wait until all who came before in the lane are through."""
        lock = self._locks.setdefault(lane, asyncio.Lock())
        async with lock:
            yield

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the present task among those that `end` ends."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        try:
            yield
        finally:
            if task is not None:
                self._tasks.discard(task)

    async def end(self) -> None:
        """Cancel what is under way, and return when it is over."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
