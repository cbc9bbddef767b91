"""Sessions on a real database and a platform of paper, as the program wires them."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from adapters.shared.outlets import Outlets
from adapters.storage.store import SqlStore, open_store
from adapters.tools.box import toolbox
from bots.assembly import Parts, put_together
from bots.supervise import guard
from core.alarms import Alarms
from core.commands.graphs import Draw
from core.events import Action, AdminCommand, Message, Person
from core.gate import House
from core.graph import list_graphs, load_graph
from core.letters import CatchUp
from core.live import LiveSessions
from core.pool import Kit, NodePool
from core.ports import Database, Model
from core.runtime import Runtime
from core.sessions import Sessions
from migrations.run import upgrade
from tests.shared.paper import PaperGateway, PaperPort
from tests.shelf import NOBODY
from tests.waiting import until

ADA, BEN = Person("paper:ada", {"name": "Ada"}), Person("paper:ben", {"name": "Ben"})
HOUSE = House(frozenset({"paper:ada"}), welcome=True)
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
    house: House = HOUSE,
    clock: Callable[[], float] = lambda: 0.0,
    a_minute: int = 0,
    trusting: bool = False,
    draw: Draw | None = None,
    graphs: Collection[str] = (),
    databases: Mapping[str, Database] = NOBODY,
) -> AsyncIterator[Desk]:
    """Run the program over the database `file`, posting to `port`; events happen at 0, Unix time."""
    gateway = PaperGateway()
    gateway.port = port or gateway.port
    store = await open_store(f"sqlite+aiosqlite:///{file}", upgrade)
    kit = Kit(lambda _: model, toolbox(lambda: 0.0), guard, databases)
    pools = {name: NodePool(load_graph(name), kit) for name in graphs or list_graphs()}
    outlets = Outlets([gateway])
    alarms = Alarms(outlets, ("paper:ada",), guard)
    core = await put_together(
        Parts(
            store=store,
            outlets=outlets,
            alarms=alarms,
            pools=pools,
            graph=graph,
            house=house,
            models={"scripted": "says what it is told"},
            limits=replace(limits or CatchUp(), clock=clock),
            live_limit=live_limit,
            a_minute=a_minute,
            trusting=trusting,
            draw=draw,
        )
    )
    try:
        yield Desk(store, core.sessions, gateway, core.live, alarms)
    finally:
        await core.sessions.close(5.0)
        await alarms.close()
        await outlets.close()
        await store.close()
