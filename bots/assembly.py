"""The core put together: from a store and a way to the platforms to sessions that take events in."""

import time
from collections.abc import Callable, Mapping

from msgspec import Struct

from adapters.shared.outlets import Outlets
from bots.supervise import guard
from core.admin import Admin, command_specs
from core.alarms import Alarms
from core.commands.asked import Command
from core.commands.beginning import ContinueCommand, ResetCommand
from core.commands.forgetting import ForgetCommand
from core.commands.graphs import Draw, GraphCommand, Graphs
from core.commands.knowing import LinkCommand, PairCommand, WhoamiCommand
from core.commands.looking import HelpCommand, Line, SessionsCommand, StopCommand, TraceCommand
from core.commands.models import ModelCommand
from core.commands.status import StatusCommand
from core.deliveries import Deliveries
from core.errands import Errands
from core.gate import Gate, House
from core.interrupts import Interrupts
from core.letters import CatchUp
from core.live import LiveSessions
from core.mailboxes import Mailboxes
from core.pace import Pace
from core.patience import Patience
from core.people import People
from core.pool import NodePool
from core.ports import Store
from core.ranks import Ranks
from core.reception import Reception
from core.scopes import GraphScopes
from core.sessions import Sessions
from core.sink import Listener
from core.turns import Turns

LIVE_SESSIONS = 1_000
"""Sessions kept in memory; the rest are rows."""


class Parts(Struct, frozen=True, kw_only=True):
    """What the core is put together from."""

    store: Store
    outlets: Outlets
    alarms: Alarms
    pools: Mapping[str, NodePool]
    graph: str
    """The graph that answers where none is set."""
    house: House
    broken: Mapping[str, str] = {}
    """Graphs that cannot be used, with the reason."""
    models: Mapping[str, str] = {}
    """Models that may be chosen, by name, with a line on each."""
    limits: CatchUp = CatchUp()
    a_minute: int = 0
    """Events that one person may send in a minute; 0 for any number."""
    trusting: bool = False
    """True where those who run a place on its platform are admins there."""
    live_limit: int = LIVE_SESSIONS
    listener: Callable[[str], Listener] | None = None
    draw: Draw | None = None
    clock: Callable[[], float] = time.time


class Core(Struct, frozen=True):
    """The core, put together."""

    sessions: Sessions
    live: LiveSessions
    gate: Gate
    people: People


async def put_together(parts: Parts) -> Core:
    """Return the core, with what the store keeps for it. Raises StoreError."""
    scopes, people = GraphScopes(parts.store, parts.graph), People(parts.store, parts.clock)
    await scopes.load(tuple(parts.pools))
    await people.load()
    gate = Gate(parts.house, people, Ranks(parts.outlets).trusted if parts.trusting else None)
    live = LiveSessions(
        parts.store,
        scopes,
        parts.pools.__getitem__,
        parts.live_limit,
        listener=parts.listener,
        introduced=parts.outlets.claims,
        clock=parts.clock,
    )
    status = StatusCommand(gate, scopes, parts.alarms)
    admin = Admin(parts.store, gate, people, _commands(parts, scopes, people, gate, live) | {"status": status})
    patience = Patience(parts.alarms)
    deliveries = Deliveries(parts.store, parts.outlets, patience, parts.alarms)
    errands = Errands(parts.store, admin, live, patience, deliveries)
    turns = Turns(parts.store, parts.outlets, live, gate, deliveries, errands, patience, guard)
    boxes = Mailboxes(turns, live, patience, parts.alarms, guard)
    status.waiting = boxes.waiting_in
    reception = Reception(parts.store, gate, Pace(parts.a_minute))
    interrupts = Interrupts(turns, live, gate)
    sessions = Sessions(parts.store, turns, interrupts, live, boxes, reception, parts.alarms, parts.limits)
    return Core(sessions, live, gate, people)


def _commands(parts: Parts, scopes: GraphScopes, people: People, gate: Gate, live: LiveSessions) -> dict[str, Command]:
    graphs = Graphs({name: pool.graph for name, pool in parts.pools.items()}, parts.broken)
    specs = command_specs(tuple(parts.pools), tuple(parts.models))
    return {
        "help": HelpCommand(gate, [Line(spec.name, spec.hint, spec.description) for spec in specs]),
        "whoami": WhoamiCommand(gate, people),
        "stop": StopCommand(),
        "reset": ResetCommand(parts.store),
        "continue": ContinueCommand(parts.store, people),
        "sessions": SessionsCommand(gate, parts.store, people),
        "link": LinkCommand(people),
        "pair": PairCommand(people),
        "forget": ForgetCommand(parts.store, live),
        "graph": GraphCommand(scopes, graphs, parts.draw),
        "model": ModelCommand(parts.store, parts.models),
        "trace": TraceCommand(),
    }
