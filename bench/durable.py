"""Whole turns on a real database: from an event to a reply that is noted as delivered."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

from msgspec import Struct

from bench.disk import everything, floor, written
from bench.measure import cpu_per_event, kept, line, percentile, told
from bench.program import Pattern, Program, program, words
from core.runtime import Runtime
from core.state import decode

AT_ONCE = 64
TEXT = (
    "We had a long day at the shop: two deliveries were late, the till was three euros short, and the new "
    "coffee grinder makes a noise that nobody likes. Before I forget it, please add what we spoke of this morning, "
    "keep the numbers that are there, and tell me in a few words how things stand now. Ben will look at it tonight, "
    "so write it in a way that he can follow without having been there when we talked about all of it earlier on."
)
"""What people write: twenty of it with the answers are ten kilobytes of state."""
_ROUNDS = 5
_TURNS = {1: 100, AT_ONCE: 1_280}
_PACE = 50.0
"""Events a second of the run that is not at full speed."""
_PACED_EVENTS = 250
_RESTORES = 400
_ACCEPT, _A_SECOND, _BYTES, _RESTORE = 0.003, 3_000.0, 1.2, 0.0001


class Round(Struct, frozen=True):
    """What one round of turns took."""

    turns: int
    seconds: float
    cpu: float
    accepts: tuple[float, ...]
    """Seconds from an event to its being on disk."""

    @property
    def a_second(self) -> float:
        """Return the complete turns per second."""
        return self.turns / self.seconds


async def turns(running: Program, sessions: Sequence[str], times: int) -> Round:
    """Let a person in each session say something `times` times, each time after the answer to the last."""
    accepts: list[float] = []

    async def person(session: str) -> None:
        for _ in range(times):
            accepted, _ = await running.answered(words(session, TEXT))
            accepts.append(accepted)

    begun, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(person, sessions))
    await running.quiet()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    return Round(len(accepts), seconds, cpu, tuple(accepts))


def named(sessions: int) -> list[str]:
    """Return the names of as many sessions."""
    return [f"paper:room:{number}" for number in range(sessions)]


async def report(tell: Callable[[str], None]) -> None:
    """Measure whole turns on a node graph and on a frame graph, and tell the lines of the report."""
    for graph in ("v1", "v4-eras"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "bench.db"
            async with program(file, graph) as running:
                pattern = await running.pattern(TEXT)
                await running.populate(named(AT_ONCE), pattern, graph)
                tell(f"— {graph}: sessions of 40 messages, {len(pattern.state):,} bytes")
                least = floor(Path(folder))
                tell(told("one bare row kept on this disk, p50", f"{least * 1e3:.2f} ms"))
                for at_once in (1, AT_ONCE):
                    await _speed(running, at_once, least, tell)
                await _paced(running, least, tell)
                for at_once in (1, AT_ONCE):
                    await _bytes(running, file, at_once, len(pattern.state), tell)
                await _restored(running, pattern, tell)


async def _speed(running: Program, at_once: int, least: float, tell: Callable[[str], None]) -> None:
    sessions, times = named(at_once), _TURNS[at_once] // at_once
    rounds = [await turns(running, sessions, times) for _ in range(_ROUNDS + 1)][1:]
    a_second = statistics.median(r.a_second for r in rounds)
    promise = kept(f"≥ {_A_SECOND:,.0f}", met=a_second >= _A_SECOND) if at_once == AT_ONCE else ""
    tell(line(f"whole turn, {_at_once(at_once)}", statistics.median(r.cpu / r.turns for r in rounds)))
    tell(told(f"complete turns, {_at_once(at_once)}", f"{a_second:,.0f} a second", promise))
    _tell_accepts(f"accept, {_at_once(at_once)}, at full speed", [a for r in rounds for a in r.accepts], least, tell)


async def _paced(running: Program, least: float, tell: Callable[[str], None]) -> None:
    """Let sessions speak at a steady pace, whether or not the last answer is there: nothing queues but what must."""
    loop, sessions = asyncio.get_running_loop(), cycle(named(AT_ONCE))
    begun, asked = loop.time(), list[asyncio.Task[tuple[float, int]]]()
    for number in range(_PACED_EVENTS):
        await asyncio.sleep(max(0.0, begun + number / _PACE - loop.time()))
        session = next(s for s in sessions if not running.waits(s))
        asked.append(asyncio.create_task(running.answered(words(session, TEXT))))
    accepts = [accepted for accepted, _ in await asyncio.gather(*asked)]
    await running.quiet()
    _tell_accepts(f"accept, {AT_ONCE} sessions, {_PACE:.0f} events a second", accepts, least, tell)


def _tell_accepts(what: str, accepts: Sequence[float], least: float, tell: Callable[[str], None]) -> None:
    half, most = percentile(accepts, 0.5), percentile(accepts, 0.99)
    tell(told(f"{what}, p50", f"{half * 1e3:.2f} ms", kept(f"≤ {_ACCEPT * 1e3:.0f} ms", met=half <= _ACCEPT)))
    tell(told(f"{what}, p50 ÷ a bare row", f"{half / least:.1f}"))
    tell(told(f"{what}, p99", f"{most * 1e3:.2f} ms"))


async def _bytes(running: Program, file: Path, at_once: int, state: int, tell: Callable[[str], None]) -> None:
    """Tell what a turn writes: what is handed to the database, the pages of its log, and all that goes to files."""
    count, sessions = _TURNS[at_once], named(at_once)

    async def work() -> Round:
        return await turns(running, sessions, count // at_once)

    total, all_files, what = await written(file, work), await everything(work), _at_once(at_once)
    turned = count // at_once * at_once
    handed, log = total.handed / turned / state, total.log / turned / state
    tell(told(f"states handed to the database a turn, {what}", f"{total.states / turned:.2f}"))
    tell(told(f"bytes handed to it a turn ÷ state, {what}", f"{handed:.2f}", kept(f"≤ {_BYTES}", met=handed <= _BYTES)))
    tell(told(f"bytes of its log a turn ÷ state, {what}", f"{log:.2f}", kept(f"≤ {_BYTES}", met=log <= _BYTES)))
    if all_files is not None:
        tell(told(f"bytes written to all files a turn ÷ state, {what}", f"{all_files / turned / state:.2f}"))


async def _restored(running: Program, pattern: Pattern, tell: Callable[[str], None]) -> None:
    """Tell what a restore costs: decoding alone, into a new Runtime, and with reading the row."""
    name = named(1)[0]

    def runtime() -> Runtime:
        return Runtime(origin="paper", pool=running.pool, session_id=name)

    async def decoded() -> None:
        for _ in range(_RESTORES):
            decode(pattern.state)

    async def loaded() -> None:
        for _ in range(_RESTORES):
            runtime().load_state(pattern.state)

    async def read() -> None:
        for _ in range(_RESTORES):
            record = await running.store.load(name)
            runtime().load_state(record.state if record is not None else b"")

    tell(line("restore: decoding the state alone", await cpu_per_event(_RESTORES, decoded), _RESTORE))
    tell(line("restore: a new Runtime from the state's bytes", await cpu_per_event(_RESTORES, loaded), _RESTORE))
    tell(line("restore: a new Runtime from the session's row", await cpu_per_event(_RESTORES, read)))


def _at_once(sessions: int) -> str:
    return "a session alone" if sessions == 1 else f"{sessions} sessions at once"
