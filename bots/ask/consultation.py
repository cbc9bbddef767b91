"""A consultation: questions to one expert of a graph, past all routing."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bots.ask.overhearing import Overheard, OverheardDatabase
from bots.expert_databases import ExpertDatabases, opened
from bots.kit import ModelsByName, clock_of, kit_of
from bots.settings import Settings
from core.artifacts import Artifact
from core.blueprint import TOOL_OUTPUT, Graph
from core.controls import Progress
from core.data import Found, Inquiry
from core.envelope import Command, Envelope, Exchange
from core.errors import GraphError
from core.graph import list_graphs, load_graph
from core.memory import Memory
from core.nodes.analyst import AnalystNode
from core.nodes.input import InputNode
from core.nodes.interpreter import InterpreterNode
from core.nodes.sensor import SensorNode
from core.nodes.thinking import Situation
from core.pool import NodePool
from core.process import ProcessManager
from core.state import SessionState, whole_turns

N = TypeVar("N")

Watch = Callable[[tuple[Progress, ...]], None]
"""Told of the works under way whenever one begins, comes further or ends."""


class Wanted(Struct, frozen=True):
    """Whom to ask, where it is not as the settings say."""

    graph: str = ""
    expert: str = ""
    database: str = ""
    """An address in the place of that of the expert's database."""


class Answer(Struct, frozen=True):
    """What an expert answered: in words, and as it was found."""

    text: str
    inquiry: Inquiry
    found: Found | None = None
    """None where it declined."""
    artifacts: tuple[Artifact, ...] = ()
    language: str = "en"

    @property
    def sql(self) -> str:
        """Return the statement as it was run, or as it was meant; empty where there was none."""
        return self.found.sql if self.found else self.inquiry.sql


class Consultation:
    """Questions to one expert. Raises GraphError, SettingsError, DataError, ModelError."""

    def __init__(self, pool: NodePool, expert: str, overheard: Overheard, clock: Callable[[], float]) -> None:
        self._pool, self._expert, self._overheard, self._clock = pool, expert, overheard, clock
        self.watch: Watch | None = None

    async def ask(self, text: str, state: SessionState) -> tuple[Answer, SessionState]:
        """Return the answer, and how the conversation stands after it. Raises DataError, ModelError, Fault."""
        return await self._pool.guard(self._ask(text, state))

    async def _ask(self, text: str, state: SessionState) -> tuple[Answer, SessionState]:
        self._overheard.forget()
        memory = state.memory or Memory()
        situation = self._situation(state)
        envelope = Envelope(text, memory.user_name, "", self._clock())
        command = await self._node(self._pool.graph.start, InputNode).analyse(envelope, situation, memory.language)
        answer = await self._thought(command, situation)
        exchanges = (Exchange("user", text), Exchange("assistant", answer.text))
        after = replace(
            state,
            graph=self._pool.graph.name,
            history=whole_turns((*state.history, *exchanges)),
            memory=replace(memory, language=command.analysis.language),
            last_activity=self._clock(),
        )
        return answer, after

    async def _thought(self, command: Command, situation: Situation) -> Answer:
        ways, overheard = self._pool.ways[self._expert], self._overheard
        thought = await self._node(self._expert, AnalystNode).think(command, situation)
        if overheard.fault is not None:
            raise overheard.fault
        if thought.tool_output and TOOL_OUTPUT in ways.onward:
            follows = self._pool.nodes[ways.onward[TOOL_OUTPUT]]
            if isinstance(follows, InterpreterNode):
                thought = await follows.interpret(command, thought, situation)
        language = command.analysis.language[:2]
        return Answer(thought.response, overheard.inquiry, overheard.found, thought.artifacts, language)

    def _situation(self, state: SessionState) -> Situation:
        sensor = SensorNode(state.last_activity)
        sensor.note_activity(self._clock())
        processes = ProcessManager(lambda: self.watch(processes.controls()) if self.watch else None)
        today = datetime.fromtimestamp(self._clock(), UTC).date().isoformat()
        return Situation("\n".join(sensor.lines()), state.history, (), processes, today=today)

    def _node(self, name: str, kind: type[N]) -> N:
        node = self._pool.nodes[name]
        if not isinstance(node, kind):
            raise GraphError(f"{self._pool.graph.name}: {name} is no {kind.__name__}.")
        return node


@asynccontextmanager
async def consultation(settings: Settings, wanted: Wanted) -> AsyncIterator[Consultation]:
    """Give the consultation that is wanted, and close what it needs. Raises SettingsError, GraphError."""
    graph = load_graph(wanted.graph or settings.graph)
    expert = _chosen(graph, wanted.expert)
    overheard, models = Overheard(), ModelsByName(settings)
    async with AsyncExitStack() as held:
        held.push_async_callback(models.close)
        databases = ExpertDatabases(settings)
        held.push_async_callback(databases.close)
        by_name, asked = dict(databases.by_name), graph.nodes[expert].database
        if wanted.database:
            by_name[asked] = opened(wanted.database, settings, "--database")
            held.push_async_callback(by_name[asked].close)
        if asked in by_name:
            by_name[asked] = OverheardDatabase(by_name[asked], overheard)
        kit = kit_of(models, clock_of(settings), by_name)
        pool = NodePool(graph, replace(kit, models=overheard.models(kit.models)))
        yield Consultation(pool, expert, overheard, clock_of(settings))


def _chosen(graph: Graph, name: str) -> str:
    """Return the expert to ask: the one named, else the first that has a database. Raises GraphError."""
    experts = _experts(graph)
    if name in experts or (experts and not name):
        return name or experts[0]
    if experts:
        raise GraphError(f"{graph.name} has no expert {name!r} with a database; it has {', '.join(experts)}.")
    others = ", ".join(other for other in list_graphs() if _experts(load_graph(other)))
    raise GraphError(f"{graph.name} has no expert with a database; graphs that have one: {others or 'none'}.")


def _experts(graph: Graph) -> list[str]:
    return [node for node, spec in graph.nodes.items() if spec.database]
