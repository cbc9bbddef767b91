"""Calls whose effect has to be undone at the end: they are carried out though the caller is cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Underway:
    """Remembers such calls while they are under way."""

    def __init__(self) -> None:
        self._calls: set[asyncio.Task[Any]] = set()

    async def carry_out(self, call: Coroutine[Any, Any, T]) -> T:
        """Await a call, which goes on where the one who awaits it is cancelled."""
        task = asyncio.create_task(call)
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)
        return await asyncio.shield(task)

    async def over(self) -> None:
        """Wait for what is under way."""
        if self._calls:
            await asyncio.wait(self._calls)
