"""Our turns and LangGraph's, round by round in one run: each waits while the other works."""

import asyncio
import importlib.util
import statistics
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.durable import TEXT, Round, named, turns
from bench.measure import kept, told
from bench.program import Program, program

_GRAPH = "v1"
_AT_ONCE = (16, 64)
_ROUNDS = 5
_OURS, _THEIRS = 640, 64
"""Turns of a round; theirs are fewer, so that both take about as long."""
_PROMISED = 20.0


class _Took(Struct, frozen=True):
    seconds: float
    cpu: float


def there() -> bool:
    """Say whether LangGraph and its SQLite saver are installed."""
    return all(importlib.util.find_spec(name) for name in ("langgraph", "aiosqlite")) and bool(
        importlib.util.find_spec("langgraph.checkpoint.sqlite")
    )


async def report(tell: Callable[[str], None]) -> None:
    """Run both alternately and tell the lines of the report; one line where LangGraph is not installed."""
    if not there():
        tell("— LangGraph is not installed: `make peer` installs it into .venv and runs this comparison")
        return
    with tempfile.TemporaryDirectory() as folder:
        async with program(Path(folder) / "ours.db", _GRAPH) as running, _child(Path(folder) / "theirs.db") as child:
            await running.populate(named(max(_AT_ONCE)), await running.pattern(TEXT), _GRAPH)
            tell(f"— whole turns on {_GRAPH}, and on LangGraph with AsyncSqliteSaver (six nodes that do nothing)")
            for at_once in _AT_ONCE:
                await _compare(running, child, at_once, tell)


async def _compare(running: Program, child: Process, at_once: int, tell: Callable[[str], None]) -> None:
    ours, theirs, times = list[Round](), list[_Took](), max(1, _THEIRS // at_once)
    for _ in range(_ROUNDS + 1):  # the first warms both up
        ours.append(await turns(running, named(at_once), _OURS // at_once))
        theirs.append(await _round(child, at_once, times))
    pairs = list(zip(ours, theirs, strict=True))[1:]
    count = at_once * times
    faster = statistics.median(o.a_second / (count / t.seconds) for o, t in pairs)
    cheaper = statistics.median((t.cpu / count) / (o.cpu / o.turns) for o, t in pairs)
    what = f"{at_once} sessions at once"
    tell(told(f"our complete turns, {what}", f"{statistics.median(o.a_second for o, _ in pairs):,.0f} a second"))
    tell(told(f"LangGraph's, {what}", f"{statistics.median(count / t.seconds for _, t in pairs):,.0f} a second"))
    tell(told(f"ours ÷ LangGraph's, {what}", f"{faster:.1f}", kept(f"≥ {_PROMISED:.0f}", met=faster >= _PROMISED)))
    tell(told(f"CPU of LangGraph's turn ÷ ours, {what}", f"{cheaper:.1f}"))


async def _round(child: Process, at_once: int, times: int) -> _Took:
    if child.stdin is None or child.stdout is None:
        raise TypeError("the child has no pipes")
    child.stdin.write(f"{at_once} {times}\n".encode())
    await child.stdin.drain()
    answer = await child.stdout.readline()
    if not answer:
        raise ChildProcessError("LangGraph's process ended in the middle of a round")
    return msgspec.json.decode(answer, type=_Took)


@asynccontextmanager
async def _child(file: Path) -> AsyncIterator[Process]:
    """Run LangGraph in a process of its own; it ends when its input does."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.langgraph_child", str(file), stdin=PIPE, stdout=PIPE
    )
    try:
        yield child
    finally:
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()
