"""`python -m bench`: what a turn, a click, a restore and a drawing cost."""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from adapters.discord.platform import DiscordPlatform
from adapters.shared.platform import Platform
from adapters.slack.platform import SlackPlatform
from adapters.storage.store import open_store
from adapters.telegram.platform import TelegramPlatform
from adapters.tools.box import toolbox
from bench.measure import cpu_per_event, line
from bench.race import report
from bench.zero import ZeroModel
from core.controls import Button, Control, Label
from core.events import Message, Person
from core.graph import list_graphs, load_graph
from core.pool import Kit, NodePool
from core.ports import TurnRecord
from core.runtime import Runtime
from core.view import View
from migrations.run import upgrade

_TURN = {"v1": 0.0003, "v4-eras": 0.0005}
_RESTORE = 0.0001
_DRAW = 0.00006
_TURNS = 400


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")


async def _core() -> None:
    for name in list_graphs():
        pool = NodePool(load_graph(name), Kit(lambda _: ZeroModel(), toolbox(lambda: 0.0)))
        runtime = Runtime(origin="bench", pool=pool)
        _tell(line(f"turn on {name}, without a database", await _turns(runtime), _TURN.get(name)))
        _tell(line(f"click on {name}, without a database", await _clicks(runtime)))
        state = runtime.dump_state()
        _tell(line(f"restore of {len(state):,} bytes, 40 messages", await _restores(runtime, state), _RESTORE))


async def _turns(runtime: Runtime) -> float:
    async def work() -> None:
        for _ in range(_TURNS):
            await runtime.handle_message("make me a counter for beers, please, as you did before")
            await runtime.settle()

    return await cpu_per_event(_TURNS, work)


async def _clicks(runtime: Runtime) -> float:
    async def work() -> None:
        for _ in range(_TURNS):
            await runtime.handle_action("beers:inc")

    return await cpu_per_event(_TURNS, work)


async def _restores(runtime: Runtime, state: bytes) -> float:
    async def work() -> None:
        for _ in range(_TURNS):
            runtime.load_state(state)

    return await cpu_per_event(_TURNS, work)


async def _drawing() -> None:
    controls: tuple[Control, ...] = (
        Label("a", "A", "1"),
        Label("b", "B", "2"),
        *(Button(f"b{n}", f"Button {n}") for n in range(6)),
    )
    view = View(1, "Some **text** that is drawn.", controls, done=True)
    platforms: tuple[Platform, ...] = (
        SlackPlatform(),
        DiscordPlatform(),
        TelegramPlatform(),
    )
    for platform in platforms:

        async def work(platform: Platform = platform) -> None:
            for _ in range(_TURNS):
                platform.draw(view)

        _tell(line(f"drawing text, 2 fields, 6 buttons for {platform.name}", await cpu_per_event(_TURNS, work), _DRAW))


async def _durable(sessions: int) -> None:
    """Accept, commit and note the delivery of turns over many sessions at once, ten kilobytes of state each."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'bench.db'}", upgrade)
        state, rounds = b"x" * 10_000, 20
        versions = dict.fromkeys(range(sessions), 0)
        person = Person("bench:ada")

        async def one(session: int) -> None:
            name = f"bench:{session}"
            for _ in range(rounds):
                version = versions[session]
                event = f"{name}/{version}"
                number = await store.accept(
                    Message(event=event, session=name, channel=name, person=person, at=0.0, text="hello")
                )
                await store.commit(TurnRecord(number or 0, name, state, version, "v1", View(number or 0, "Hello.")))
                await store.delivered(number or 0, ("n1",))
                versions[session] = version + 1

        async def work() -> None:
            await asyncio.gather(*map(one, range(sessions)))

        _tell(line(f"durable turn, {sessions} sessions at once", await cpu_per_event(sessions * rounds, work)))
        await store.close()


async def _all() -> None:
    parts: tuple[Callable[[], Awaitable[None]], ...] = (_core, _drawing, lambda: _durable(1), lambda: _durable(64))
    for part in parts:
        await part()


if __name__ == "__main__":
    asyncio.run(report() if sys.argv[1:] == ["race"] else _all())
