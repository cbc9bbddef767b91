"""`python -m bench soak`: an hour of messages and clicks: memory must not grow, and many sessions cost no more.

SOAK_SECONDS and SOAK_RATE (events a second) say for how long and how fast.
"""

import asyncio
import os
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from bench.measure import kept, told
from bench.program import Program, click, program, words
from bots.assembly import LIVE_SESSIONS

_GRAPH = "v4-eras"
_TEXT = "Please make me a counter for beers as you did before, and keep what is there."
"""Short, so that 100,000 sessions of forty messages are half a gigabyte and not one and a half."""
_MESSAGE_EVERY = 3
"""One event of so many is a message, the others are clicks."""
_STRIDE = 61_803
"""Prime: steps of so many sessions come to each before they come to one again, and never in the order of the rows."""
_FEW_SHARE = 0.1
"""Share of the time in which only few sessions speak."""
_FLAT, _DEARER = 1.05, 1.20
_AT_ONCE = 16
_WINDOWS, _WINDOW = 7, 600
_LINE = 60.0


class Plan(Struct, frozen=True):
    """How long, how fast, over how many sessions."""

    seconds: float = 3_600.0
    rate: float = 50.0
    few: int = 100
    many: int = 100_000
    live: int = LIVE_SESSIONS
    every: float = 10.0
    """Seconds between two samples of the memory."""
    windows: int = _WINDOWS
    window: int = _WINDOW
    """Events of a window in which the cost is measured, at full speed."""


class Soaked(Struct, frozen=True):
    """What came of it."""

    events: int
    first: float
    """Bytes of memory, the median of the first quarter after everything was warm."""
    last: float
    """The same of the last quarter."""
    few: float
    """CPU seconds of an event over few sessions in a database that has no others."""
    few_of_many: float
    """CPU seconds of an event over as few sessions in a database of many."""
    many: float
    """CPU seconds of an event over all the many sessions."""


class Crowd:
    """Sessions of one database, and people who speak and click in some of them."""

    def __init__(self, running: Program, replies: list[int]) -> None:
        self._running, self._replies = running, array("q", replies)
        self._events = self._at = 0

    async def event(self, among: int) -> None:
        """Let one of the first `among` sessions speak, or click on its counter."""
        self._events += 1
        kind, number = self._events % _MESSAGE_EVERY, self._someone(among)
        session = name_of(number)
        if kind == 0:
            _, self._replies[number] = await self._running.answered(words(session, _TEXT))
        else:
            await self._running.answered(click(session, self._replies[number]))

    def _someone(self, among: int) -> int:
        """Return the next session in which nobody waits."""
        while True:
            self._at = (self._at + _STRIDE) % among
            if not self._running.waits(name_of(self._at)):
                return self._at

    async def at_full_speed(self, events: int, among: int) -> float:
        """Return the CPU seconds an event, some sessions at once."""
        begun, left = time.process_time(), iter(range(events))

        async def person() -> None:
            for _ in left:
                await self.event(among)

        await asyncio.gather(*(person() for _ in range(_AT_ONCE)))
        await self._running.quiet()
        return (time.process_time() - begun) / events


def name_of(number: int) -> str:
    """Return a session's name."""
    return f"paper:room:{number}"


def plan() -> Plan:
    """Return what the environment asks for."""
    return Plan(float(os.environ.get("SOAK_SECONDS", "3600")), float(os.environ.get("SOAK_RATE", "50")))


async def report(tell: Callable[[str], None]) -> None:
    """Soak as the environment asks, and tell how it goes and what came of it."""
    asked = plan()
    soaked = await soak(asked, tell)
    grown, dearer = soaked.last / soaked.first, soaked.many / soaked.few
    steady = abs(grown - 1) <= _FLAT - 1
    tell(told("memory in the last quarter ÷ in the first", f"{grown:.3f}", kept("1 ± 0.05", met=steady)))
    tell(told(f"CPU of an event, {asked.few:,} sessions", f"{soaked.few * 1e6:,.0f} µs"))
    tell(told(f"CPU of an event, {asked.few:,} of {asked.many:,} sessions", f"{soaked.few_of_many * 1e6:,.0f} µs"))
    tell(told(f"CPU of an event, all {asked.many:,} sessions", f"{soaked.many * 1e6:,.0f} µs"))
    tell(told(f"{asked.few:,} of {asked.many:,} sessions ÷ {asked.few:,}", f"{soaked.few_of_many / soaked.few:.2f}"))
    tell(
        told(
            f"all {asked.many:,} sessions ÷ {asked.few:,}",
            f"{dearer:.2f}",
            kept(f"≤ {_DEARER:.1f}", met=dearer <= _DEARER),
        )
    )


async def soak(asked: Plan, tell: Callable[[str], None]) -> Soaked:
    """Let few sessions speak, then many, for as long as asked; then measure what an event costs over few and many."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "few.db", Path(folder) / "many.db"
        async with program(small, _GRAPH, asked.live) as few, program(large, _GRAPH, asked.live) as many:
            one, all_of_them = await _crowd(few, asked.few), await _crowd(many, asked.many)
            tell(f"— {asked.many:,} sessions are in the database; {asked.rate:g} events a second begin")
            events, samples = await _steadily(all_of_them, asked, tell)
            few_cpu, part, many_cpu = await _costs(one, all_of_them, asked)
    quarter = max(1, len(samples) // 4)
    first, last = statistics.median(samples[:quarter]), statistics.median(samples[-quarter:])
    return Soaked(events, first, last, few_cpu, part, many_cpu)


async def _crowd(running: Program, sessions: int) -> Crowd:
    pattern = await running.pattern(_TEXT)
    return Crowd(running, await running.populate(map(name_of, range(sessions)), pattern, _GRAPH))


async def _steadily(crowd: Crowd, asked: Plan, tell: Callable[[str], None]) -> tuple[int, list[int]]:
    """Let events come at the rate asked for; return how many came, and the memory sampled once all was warm.

    It is warm when as many different sessions have spoken as are kept in memory at the most.
    """
    loop, tasks, samples = asyncio.get_running_loop(), set[asyncio.Task[None]](), list[int]()
    begun = told_last = sampled = loop.time()
    cpu, told_events, number, over_many = time.process_time(), 0, 0, 0
    while (now := loop.time()) < begun + asked.seconds:
        among = asked.few if now < begun + asked.seconds * _FEW_SHARE else asked.many
        over_many += among == asked.many
        task = asyncio.create_task(crowd.event(among))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        number += 1
        if now >= sampled + asked.every and over_many > asked.live:
            sampled = now
            samples.append(memory())
        if now >= told_last + _LINE:
            spent, told_last, cpu = time.process_time() - cpu, now, time.process_time()
            each = spent / (number - told_events) * 1e6
            tell(
                f"{(now - begun) / 60:5.0f} min  {number:>9,} events  {memory() / 2**20:7.1f} MiB  {each:7,.0f} µs CPU"
            )
            told_events = number
        await asyncio.sleep(max(0.0, begun + number / asked.rate - loop.time()))
    await asyncio.gather(*tasks)
    return number, samples or [memory()]


async def _costs(few: Crowd, many: Crowd, asked: Plan) -> tuple[float, float, float]:
    """Measure few sessions, as few of many, and all the many in turn, so that a busy machine is unfair to none."""
    costs: tuple[list[float], list[float], list[float]] = ([], [], [])
    for _ in range(asked.windows):
        costs[0].append(await few.at_full_speed(asked.window, asked.few))
        costs[2].append(await many.at_full_speed(asked.window, asked.many))
        await many.at_full_speed(asked.few, asked.few)  # brings the few back into memory
        costs[1].append(await many.at_full_speed(asked.window, asked.few))
    return statistics.median(costs[0]), statistics.median(costs[1]), statistics.median(costs[2])


def memory() -> int:
    """Return the bytes of memory that this process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
