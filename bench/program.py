"""The program as `bots.wiring` puts it together, with a model without latency and a platform of paper."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from msgspec import Struct

from adapters.shared.outlets import Outlets
from adapters.storage.store import SqlStore, open_store
from adapters.tools.box import toolbox
from bench.paper import PaperGateway, PaperPort
from bench.zero import DATABASES, ZeroModel
from bots.assembly import LIVE_SESSIONS, Parts, put_together
from bots.loop import settle_in
from bots.supervise import guard
from core.alarms import Alarms
from core.events import Action, Inbound, Message, Person
from core.gate import House
from core.graph import list_graphs, load_graph
from core.pool import Kit, NodePool
from core.ports import Model, TurnRecord
from core.sessions import Sessions
from core.state import HISTORY_KEPT
from core.view import View
from migrations.run import upgrade

_ADA = Person("paper:ada", {"name": "Ada"})
_A_MINUTE = 1_000_000
"""Events of one person: counted as always, and never too many."""
_PATIENCE = 60.0
"""Seconds after which an answer is taken for lost."""
_BULK = 2_000
"""Sessions made at once."""
_numbers = count(1)


class Pattern(Struct, frozen=True):
    """What a session looks like that has been talked to for long."""

    state: bytes
    view: View


class Program:
    """One run of the program over a database."""

    def __init__(self, store: SqlStore, sessions: Sessions, pool: NodePool, port: PaperPort) -> None:
        self.store, self.sessions, self.pool, self._port = store, sessions, pool, port
        self._waiting: set[str] = set()

    def waits(self, session: str) -> bool:
        """Say whether somebody waits for an answer in a session; what they said more would be answered with it."""
        return session in self._waiting

    async def answered(self, inbound: Inbound) -> tuple[float, int]:
        """Accept an event, wait until its answer is shown; return how many seconds accepting took, and the reply."""
        answer = self._port.answer(inbound.event)
        self._waiting.add(inbound.session)
        try:
            begun = time.perf_counter()
            await self.sessions.accept(inbound)
            accepted = time.perf_counter() - begun
            return accepted, await asyncio.wait_for(answer, _PATIENCE)
        finally:
            self._waiting.discard(inbound.session)

    async def quiet(self) -> None:
        """Wait until everything accepted is answered, noted as delivered and remembered."""
        while self.sessions.busy:  # noqa: ASYNC110 - nothing tells when the last session has nothing more to do
            await asyncio.sleep(0.001)

    async def pattern(self, text: str) -> Pattern:
        """Talk to a session until its history is full."""
        reply = 0
        for _ in range(HISTORY_KEPT // 2 + 1):
            _, reply = await self.answered(words("paper:room:pattern", text))
        await self.quiet()
        record, stored = await self.store.load("paper:room:pattern"), await self.store.reply(reply)
        if record is None or stored is None:
            raise LookupError("the session that was talked to is not in the database")
        return Pattern(record.state, stored.view)

    async def populate(self, sessions: Iterable[str], pattern: Pattern, graph: str) -> list[int]:
        """Make sessions that look like the pattern; return the number of each one's reply."""
        names, replies = list(sessions), list[int]()
        for first in range(0, len(names), _BULK):
            made = (self._made(name, pattern, graph) for name in names[first : first + _BULK])
            replies += await asyncio.gather(*made)
        return replies

    async def _made(self, session: str, pattern: Pattern, graph: str) -> int:
        number = await self.store.accept(words(session, "hello"))
        if number is None:
            raise LookupError(f"{session} was there before")
        view = View(number, pattern.view.text, pattern.view.controls, done=True)
        await self.store.commit(TurnRecord(number, session, pattern.state, 0, graph, view))
        await self.store.delivered(number, (f"p{number}",))
        return number


def words(session: str, text: str) -> Message:
    """Return a message as an adapter would read it."""
    return Message(
        event=f"message-{next(_numbers)}", session=session, channel="paper:room", person=_ADA, at=0.0, text=text
    )


def click(session: str, reply: int) -> Action:
    """Return a click on the counter that the model without latency makes."""
    return Action(
        event=f"click-{next(_numbers)}",
        session=session,
        channel="paper:room",
        person=_ADA,
        at=0.0,
        control="beers",
        verb="inc",
        reply=reply,
    )


@asynccontextmanager
async def program(
    file: Path, graph: str, live_limit: int = LIVE_SESSIONS, model: Model | None = None
) -> AsyncIterator[Program]:
    """Run the program over the database `file`, all sessions on one graph."""
    gateway = PaperGateway()
    store = await open_store(f"sqlite:///{file}", upgrade)
    answering = model or ZeroModel()
    kit = Kit(lambda _: answering, toolbox(lambda: 0.0), guard, DATABASES)
    pools = {name: NodePool(load_graph(name), kit) for name in list_graphs()}
    outlets = Outlets([gateway])
    alarms = Alarms(outlets, (), guard)
    parts = Parts(
        store=store,
        outlets=outlets,
        alarms=alarms,
        pools=pools,
        graph=graph,
        house=House(welcome=True),
        models={"zero": "at once"},
        a_minute=_A_MINUTE,
        live_limit=live_limit,
    )
    sessions = (await put_together(parts)).sessions
    settle_in()
    try:
        yield Program(store, sessions, pools[graph], gateway.port)
    finally:
        await sessions.close(_PATIENCE)
        await alarms.close()
        await outlets.close()
        await store.close()
