"""How long a click waits while other sessions of its channel wait for a slow model."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from bench.measure import kept, percentile, told
from bench.program import Program, click, program, words
from bench.zero import ZeroModel
from core.ports import Prompt

T = TypeVar("T")

_THINKING = 3.0
"""Seconds that the slow model takes for an answer."""
_SLOW, _QUICK = 10, 50
_RATE, _SECONDS = 40.0, 6.0
_PROMISED = 0.1
"""Seconds in which a click in another session is answered."""
_GRAPH = "v1"


class SlowModel(ZeroModel):
    """Takes long for whoever asks for patience."""

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Return the answer of that shape, to a patient question after a while."""
        if prompt.node == "thinker" and "patience" in prompt.text:
            await asyncio.sleep(_THINKING)
        return await super().structured(prompt, shape)


async def report(tell: Callable[[str], None]) -> None:
    """Let one, and then ten, sessions wait for a model while others click, and tell how long their clicks took."""
    for slow in (1, _SLOW):
        waits = await _waits(slow)
        late = sum(wait > _PROMISED for wait in waits) / len(waits)
        promise = kept("0 % over 100 ms", met=late == 0)
        sessions = "one session waits" if slow == 1 else f"{slow} sessions wait"
        what = f"{len(waits)} clicks in other sessions while {sessions} {_THINKING:.0f} s for a model"
        tell(told(f"{what}, p50", f"{percentile(waits, 0.5) * 1e3:.1f} ms"))
        tell(told(f"{what}, longest", f"{max(waits) * 1e3:.1f} ms", promise))


async def _waits(slow: int) -> list[float]:
    """Return how many seconds each click took from its arrival to its picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with program(Path(folder) / "bench.db", _GRAPH, model=SlowModel()) as running:
            quick = [f"paper:room:{number}" for number in range(_QUICK)]
            replies = {name: (await running.answered(words(name, "a counter, please")))[1] for name in quick}
            await running.quiet()
            busy = [asyncio.create_task(_think(running, f"paper:room:slow-{number}")) for number in range(slow)]
            clicks = await _clicks(running, replies)
            for task in busy:
                task.cancel()
            await asyncio.gather(*busy, return_exceptions=True)
            await running.quiet()
            return clicks


async def _think(running: Program, session: str) -> None:
    while True:
        await running.answered(words(session, "have patience, please"))


async def _clicks(running: Program, replies: dict[str, int]) -> list[float]:
    loop, sessions = asyncio.get_running_loop(), cycle(replies)
    begun, waits = loop.time(), list[asyncio.Task[float]]()
    for number in range(int(_RATE * _SECONDS)):
        await asyncio.sleep(max(0.0, begun + number / _RATE - loop.time()))
        session = next(sessions)
        waits.append(asyncio.create_task(_click(running, session, replies[session])))
    return await asyncio.gather(*waits)


async def _click(running: Program, session: str, reply: int) -> float:
    begun = time.perf_counter()
    await running.answered(click(session, reply))
    return time.perf_counter() - begun
