"""Sessions on a real database and a platform of paper, as the program wires them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from adapters.shared.outlets import Outlets
from adapters.storage.store import SqlStore, open_store
from adapters.tools.box import toolbox
from bots.supervise import guard
from bots.wiring import sessions_over
from core.admin import Admin
from core.alarms import Alarms
from core.events import Action, AdminCommand, Message, Person
from core.gate import Gate
from core.graph import list_graphs, load_graph
from core.letters import CatchUp
from core.live import LiveSessions
from core.pool import Kit, NodePool
from core.ports import Model
from core.runtime import Runtime
from core.scopes import GraphScopes
from core.sessions import Sessions
from migrations.run import upgrade
from tests.shared.paper import PaperGateway, PaperPort
from tests.waiting import until

ADA, BEN = Person("paper:ada", {"name": "Ada"}), Person("paper:ben", {"name": "Ben"})
_numbers = count(1)


class Desk:
    """One run of the program over a database."""

    def __init__(
        self,
        store: SqlStore,
        sessions: Sessions,
        gateway: PaperGateway,
        live: LiveSessions,
        alarms: Alarms,
    ) -> None:
        self.store, self.sessions, self.gateway, self.live, self.alarms = store, sessions, gateway, live, alarms
        self.port = gateway.port

    async def say(self, text: str, session: str = "paper:room:1", person: Person = ADA, **more: str) -> None:
        """Accept a message and wait until everything accepted is answered."""
        await self.sessions.accept(words(text, session, person, **more))
        await self.quiet()

    async def click(
        self, control: str, verb: str, reply: int, session: str = "paper:room:1", value: str | None = None
    ) -> None:
        """Accept a click and wait until everything accepted is answered."""
        await self.sessions.accept(a_click(control, verb, reply, session, value))
        await self.quiet()

    async def fill_in(self, control: str, value: str, reply: int, session: str = "paper:room:1") -> None:
        """Send a form back and wait until everything accepted is answered. Raises InvalidInput."""
        await self.sessions.accept(a_click(control, "set", reply, session, value, form="1"))
        await self.quiet()

    async def command(self, line: str, person: Person = ADA, session: str = "paper:room") -> str:
        """Accept `/graph v1`, `/stop` …, wait for the answer and return it."""
        name, _, arguments = line.removeprefix("/").partition(" ")
        before = set(self.port.posted)
        await self.sessions.accept(
            AdminCommand(
                event=f"command-{next(_numbers)}",
                session=session,
                channel="paper:room",
                person=person,
                at=0.0,
                name=name,
                arguments=arguments,
            )
        )
        await self.quiet()
        return "".join(str(body["text"]) for key, body in self.port.posted.items() if key not in before)

    def runtime(self, session: str = "paper:room:1") -> Runtime:
        """Return a session that is in memory."""
        live = self.live.present(session)
        assert live is not None
        return live.runtime

    async def quiet(self) -> None:
        """Wait until no session has anything to do."""
        await until(lambda: not self.sessions.busy)


def a_click(
    control: str, verb: str, reply: int, session: str = "paper:room:1", value: str | None = None, **origin: str
) -> Action:
    """Return a click as an adapter would read it."""
    return Action(
        event=f"click-{next(_numbers)}",
        session=session,
        channel=session.rpartition(":")[0],
        person=ADA,
        at=0.0,
        origin=origin,
        control=control,
        verb=verb,
        reply=reply,
        data={} if value is None else {"value": value},
    )


def words(text: str, session: str = "paper:room:1", person: Person = ADA, event: str = "") -> Message:
    """Return a message as an adapter would read it."""
    room = session.rpartition(":")[0]
    return Message(
        event=event or f"message-{next(_numbers)}", session=session, channel=room, person=person, at=0.0, text=text
    )


@asynccontextmanager
async def desk(
    file: Path,
    model: Model,
    port: PaperPort | None = None,
    live_limit: int = 10,
    *,
    graph: str = "v4-eras",
    limits: CatchUp | None = None,
    clock: Callable[[], float] = lambda: 0.0,
) -> AsyncIterator[Desk]:
    """Run the program over the database `file`, posting to `port`; events happen at 0, Unix time."""
    gateway = PaperGateway()
    gateway.port = port or gateway.port
    store = await open_store(f"sqlite+aiosqlite:///{file}", upgrade)
    kit = Kit(lambda _: model, toolbox(lambda: 0.0), guard)
    pools = {name: NodePool(load_graph(name), kit) for name in list_graphs()}
    scopes = GraphScopes(store, graph)
    await scopes.load(tuple(pools))
    titles = {name: pool.graph.title for name, pool in pools.items()}
    gate = Gate(frozenset({"paper:ada"}))
    admin = Admin(store, gate, scopes, titles, {"scripted": "says what it is told"})
    live = LiveSessions(store, scopes, pools.__getitem__, live_limit)
    outlets = Outlets([gateway])
    alarms = Alarms(outlets, ("paper:ada",), guard)
    sessions = sessions_over(store, outlets, admin, live, gate, alarms, limits or CatchUp(), clock)
    try:
        yield Desk(store, sessions, gateway, live, alarms)
    finally:
        await sessions.close(5.0)
        await alarms.close()
        await outlets.close()
        await store.close()
