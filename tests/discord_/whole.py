"""The whole program on a sandbox's Discord: the core on a real database, with a scripted model."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.shared.outlets import Outlets
from adapters.storage.store import open_store
from adapters.tools.box import toolbox
from bots.assembly import Parts, put_together
from bots.supervise import guard
from core.alarms import Alarms
from core.gate import House
from core.graph import list_graphs, load_graph
from core.pool import Kit, NodePool
from core.ports import Model
from migrations.run import upgrade
from tests.discord_.connected import Home, connected
from tests.shelf import NOBODY


@asynccontextmanager
async def whole(file: Path, model: Model) -> AsyncIterator[Home]:
    """Let the program answer on Discord; the home's inbox stays empty."""
    store = await open_store(f"sqlite+aiosqlite:///{file}", upgrade)
    kit = Kit(lambda _: model, toolbox(lambda: 0.0), guard, NOBODY)
    pools = {name: NodePool(load_graph(name), kit) for name in list_graphs()}
    try:
        async with connected() as home:
            outlets = Outlets([home.gateway])
            alarms = Alarms(outlets, (), guard)
            parts = Parts(
                store=store,
                outlets=outlets,
                alarms=alarms,
                pools=pools,
                graph="v4-eras",
                house=House(welcome=True),
                live_limit=10,
            )
            sessions = (await put_together(parts)).sessions
            home.gateway._client.accept = sessions.accept
            try:
                yield home
            finally:
                await sessions.close(5.0)
    finally:
        await store.close()
