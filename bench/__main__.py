"""`python -m bench`: what a turn, a click, a question and a drawing cost, alone and whole, and beside LangGraph."""

import sys
from collections.abc import Coroutine

from adapters.discord.platform import DiscordPlatform
from adapters.shared.platform import Platform
from adapters.slack.platform import SlackPlatform
from adapters.telegram.platform import TelegramPlatform
from adapters.tools.box import toolbox
from bench import data, durable, peer, race, soak, waiting
from bench.measure import cpu_per_event, line
from bench.zero import DATABASES, ZeroModel
from bots import loop
from core.controls import Button, Control, Label
from core.graph import list_graphs, load_graph
from core.pool import Kit, NodePool
from core.runtime import Runtime
from core.view import View

_TURN = {"v1": 0.0003, "v4-eras": 0.0005}
_RESTORE = 0.0001
_DRAW = 0.00006
_TURNS = 400


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


async def _core() -> None:
    for name in list_graphs():
        pool = NodePool(load_graph(name), Kit(lambda _: ZeroModel(), toolbox(lambda: 0.0), databases=DATABASES))
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


async def _all() -> None:
    await _core()
    await _drawing()
    await durable.report(_tell)
    await waiting.report(_tell)
    await data.report(_tell)
    await peer.report(_tell)


def _asked(argument: str) -> Coroutine[None, None, None]:
    match argument:
        case "":
            return _all()
        case "race":
            return race.report()
        case "waiting":
            return waiting.report(_tell)
        case "data":
            return data.report(_tell)
        case "peer":
            return peer.report(_tell)
        case "soak":
            return soak.report(_tell)
        case _:
            raise SystemExit(
                f"bench knows race, waiting, data, peer and soak, or nothing for all figures; not {argument!r}."
            )


if __name__ == "__main__":
    loop.run(_asked("".join(sys.argv[1:2])))
