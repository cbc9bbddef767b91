"""Sessions on a real database and a platform of paper, as the program wires them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from adapters.shared.live import Outlets
from adapters.storage.store import SqlStore, open_store
from bots.supervise import guard
from core.admin import Admin, Gate, GraphScopes
from core.events import Action, AdminCommand, Message, Person
from core.graph import list_graphs, load_graph
from core.live import LiveSessions
from core.pool import NodePool
from core.sessions import Sessions
from core.turns import Turns
from migrations.run import upgrade
from tests.models import ScriptedModel
from tests.shared.paper import PaperGateway, PaperPort
from tests.waiting import until

ADA, BEN = Person("paper:ada", {"name": "Ada"}), Person("paper:ben", {"name": "Ben"})
_numbers = count(1)


class Desk:
    """One run of the program over a database."""

    def __init__(self, store: SqlStore, sessions: Sessions, port: PaperPort, live: LiveSessions) -> None:
        self.store, self.sessions, self.port, self.live = store, sessions, port, live

    async def say(self, text: str, session: str = "paper:room:1", person: Person = ADA, **more: str) -> None:
        """Accept a message and wait until everything accepted is answered."""
        await self.sessions.accept(words(text, session, person, **more))
        await self.quiet()

    async def click(self, control: str, verb: str, reply: int, session: str = "paper:room:1") -> None:
        """Accept a click and wait until everything accepted is answered."""
        event = f"click-{next(_numbers)}"
        room = session.rpartition(":")[0]
        await self.sessions.accept(
            Action(
                event=event, session=session, channel=room, person=ADA, at=0.0, control=control, verb=verb, reply=reply
            )
        )
        await self.quiet()

    async def command(self, arguments: str, person: Person = ADA, channel: str = "paper:room") -> str:
        """Accept `/graph …`, wait for the answer and return it."""
        event = f"command-{next(_numbers)}"
        await self.sessions.accept(
            AdminCommand(
                event=event, session=channel, channel=channel, person=person, at=0.0, name="graph", arguments=arguments
            )
        )
        await self.quiet()
        return "".join(str(body["text"]) for body in list(self.port.posted.values())[-12:])

    async def quiet(self) -> None:
        """Wait until no session has anything to do."""
        await until(lambda: not self.sessions.busy)


def words(text: str, session: str = "paper:room:1", person: Person = ADA, event: str = "") -> Message:
    """Return a message as an adapter would read it."""
    room = session.rpartition(":")[0]
    return Message(
        event=event or f"message-{next(_numbers)}", session=session, channel=room, person=person, at=0.0, text=text
    )


@asynccontextmanager
async def desk(
    file: Path, model: ScriptedModel, port: PaperPort | None = None, live_limit: int = 10
) -> AsyncIterator[Desk]:
    """Run the program over the database `file`, posting to `port`."""
    gateway = PaperGateway()
    gateway.port = port or gateway.port
    store = await open_store(f"sqlite+aiosqlite:///{file}", upgrade)
    pools = {name: NodePool(load_graph(name), lambda _: model) for name in list_graphs()}
    scopes = GraphScopes(store, "v4-eras")
    await scopes.load(tuple(pools))
    titles = {name: pool.graph.title for name, pool in pools.items()}
    admin = Admin(store, Gate(frozenset({"paper:ada"})), scopes, titles)
    live = LiveSessions(store, scopes, pools.__getitem__, live_limit)
    sessions = Sessions(store, Turns(store, Outlets([gateway]), admin, live, guard), live, guard)
    try:
        yield Desk(store, sessions, gateway.port, live)
    finally:
        await sessions.close(5.0)
        await store.close()
