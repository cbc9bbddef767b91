"""Processes: the running work of a session, with its progress and a way to end it."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from core.controls import Progress
from core.errors import ToolError
from core.ports import Report
from core.sink import hud

T = TypeVar("T")

ProcessState: TypeAlias = Literal["running", "done", "failed", "cancelled"]


class Process(Struct, frozen=True):
    """One piece of work: what it is, how it stands, when it began and ended (seconds of a monotonic clock)."""

    id: str
    label: str
    state: ProcessState = "running"
    progress: float | None = None
    """The part that is done, 0 to 1; None where nobody knows."""
    started: float = 0.0
    ended: float | None = None


class ProcessCancelled(ToolError):
    """The work was stopped before it was done."""


class ProcessManager:
    """Runs the works of one session; `changed` is told whenever one begins, comes further or ends."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self._changed = changed
        self._running: dict[str, tuple[Process, asyncio.Future[Any]]] = {}
        self._name, self._count = f"work-{secrets.token_hex(3)}", 0  # no click on an earlier run's work means ours

    def running(self) -> tuple[Process, ...]:
        """Return the works under way, oldest first."""
        return tuple(process for process, _ in self._running.values())

    def controls(self) -> tuple[Progress, ...]:
        """Return the works under way as controls with which people can end them."""
        return tuple(Progress(p.id, p.label, p.progress, cancel=True) for p in self.running())

    async def run(self, label: str, work: Callable[[Report], Awaitable[T]]) -> T:
        """Run work as a process and return its result. Raises ProcessCancelled, and what the work raises."""
        self._count += 1
        process = Process(f"{self._name}-{self._count}", label, started=time.monotonic())
        task = asyncio.ensure_future(work(lambda done: self._report(process.id, done)))
        self._running[process.id] = process, task
        self._tell(process)
        try:
            await asyncio.wait({task})
        finally:
            task.cancel()
            try:
                await asyncio.wait({task})
            finally:
                self._end(process.id, task)
        if task.cancelled():
            raise ProcessCancelled
        return task.result()

    def cancel(self, process_id: str) -> bool:
        """End a work; say whether there was one of that id."""
        found = self._running.get(process_id)
        return found is not None and found[1].cancel()

    def _report(self, process_id: str, done: float) -> None:
        if process_id not in self._running:
            return
        process, task = self._running[process_id]
        self._running[process_id] = replace(process, progress=min(max(done, 0.0), 1.0)), task
        self._changed()

    def _end(self, process_id: str, task: asyncio.Future[T]) -> None:
        process, _ = self._running.pop(process_id)
        state: ProcessState = "done"
        if not task.done() or task.cancelled():
            state = "cancelled"
        elif task.exception() is not None:
            state = "failed"
        self._tell(replace(process, state=state, ended=time.monotonic()))

    def _tell(self, process: Process) -> None:
        ms = round(((process.ended or process.started) - process.started) * 1_000, 1)
        hud("process", process.state, id=process.id, label=process.label, ms=ms)
        self._changed()
