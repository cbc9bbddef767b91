"""The node pool: a graph's stateless nodes, made once and shared by all sessions."""

from collections.abc import Awaitable, Mapping
from typing import TypeAlias, TypeVar, assert_never

from msgspec import Struct

from core.asking import Asker, Policy
from core.blueprint import Graph, NodeSpec, ways_from
from core.errors import GraphError, SettingsError
from core.memory import Memory
from core.nodes.analyst import AnalystNode
from core.nodes.director import DirectorNode
from core.nodes.expert import ExpertNode
from core.nodes.input import InputNode
from core.nodes.interpreter import InterpreterNode
from core.nodes.memorizer import MemorizerNode
from core.nodes.output import OutputNode
from core.nodes.pa import PaNode
from core.nodes.sensor import SensorNode
from core.nodes.thinker import ThinkerNode
from core.nodes.ui import UiNode
from core.ports import Database, Guard, Models, Tool
from core.ui import Screen

T = TypeVar("T")

SharedNode: TypeAlias = InputNode | DirectorNode | PaNode | ThinkerNode | AnalystNode | InterpreterNode | OutputNode
Tools: TypeAlias = Mapping[str, Tool]
"""The tools there are, by name."""


async def _unguarded(work: Awaitable[T]) -> T:
    return await work


class Kit(Struct, frozen=True):
    """What nodes are made with and work with."""

    models: Models
    tools: Tools = {}
    guard: Guard = _unguarded
    """Turns faults of nodes into errors, which end a turn with a sentence; without one they are raised."""
    databases: Mapping[str, Database] = {}
    """The databases that experts can ask, by name."""


class SessionNodes(Struct, frozen=True):
    """The nodes that belong to one session."""

    sensor: SensorNode
    memorizer: MemorizerNode
    ui: UiNode


class NodePool:
    """The shared nodes of one graph. Raises GraphError, SettingsError as `instantiate_nodes` does."""

    def __init__(self, graph: Graph, kit: Kit) -> None:
        self.graph, self.guard, self._models = graph, kit.guard, kit.models
        self.nodes = instantiate_nodes(graph, kit)
        self.ways = {name: ways_from(graph, name) for name in graph.nodes}
        self.memorizer, self.ui = graph.only("memorizer"), graph.only("ui")
        self._instructions = graph.nodes[self.memorizer].instructions
        self._asker = asker(self.memorizer, graph.nodes[self.memorizer], kit.models)

    def check_model(self, name: str) -> None:
        """Raise SettingsError for a model that cannot be had."""
        self._models(name)

    def for_session(self, last_activity: float | None, memory: Memory | None, screen: Screen) -> SessionNodes:
        """Make the nodes of one session, with what it kept."""
        memorizer = MemorizerNode(self._instructions, self._asker, memory)
        return SessionNodes(SensorNode(last_activity), memorizer, UiNode(screen))


def instantiate_nodes(graph: Graph, kit: Kit) -> dict[str, SharedNode]:
    """Make a graph's stateless nodes, by name.

    Raises GraphError, also for a model named in the graph that cannot be had; SettingsError for the default one.
    """
    nodes: dict[str, SharedNode] = {}
    for name, spec in graph.nodes.items():
        if spec.kind not in ("sensor", "ui"):
            _try_models(graph, name, kit.models)
        node = _made(graph, name, kit)
        if node is not None:
            nodes[name] = node
    return nodes


def _try_models(graph: Graph, name: str, models: Models) -> None:
    spec = graph.nodes[name]
    for key, model in (("model", spec.model), *(("fallback", model) for model in spec.fallback)):
        try:
            models(model)
        except SettingsError as error:
            if not model:
                raise
            said = f"{graph.name}.toml: nodes.{name}.{key}: {model!r} cannot be had: {error}"
            raise GraphError(" ".join(said.split())) from error


def asker(name: str, spec: NodeSpec, models: Models) -> Asker:
    """Return how a node of this description asks its model."""
    return Asker(name, Policy(spec.model, spec.timeout, spec.retries, spec.fallback), models)


def _made(graph: Graph, name: str, kit: Kit) -> SharedNode | None:
    spec = graph.nodes[name]
    asking = asker(name, spec, kit.models)
    match spec.kind:
        case "input":
            return InputNode(spec.instructions, asking)
        case "director":
            return DirectorNode(spec.instructions, spec.update_instructions, asking)
        case "pa":
            return PaNode(spec.instructions, asking)
        case "thinker":
            return ThinkerNode(name, spec.instructions, asking, _tools(graph, name, kit.tools))
        case "expert" if spec.database:
            return AnalystNode(name, spec, asking, _database(graph, name, kit.databases))
        case "expert":
            return ExpertNode(name, spec.instructions, asking, _tools(graph, name, kit.tools))
        case "interpreter":
            return InterpreterNode(spec.instructions, asking)
        case "output":
            return OutputNode(spec.instructions, asking)
        case "ui" | "memorizer" | "sensor":
            return None
        case _:
            assert_never(spec.kind)


def _tools(graph: Graph, name: str, tools: Tools) -> tuple[Tool, ...]:
    wanted = graph.nodes[name].tools
    for tool in wanted:
        if tool not in tools:
            known = ", ".join(tools) or "none"
            raise GraphError(f"{graph.name}.toml: nodes.{name}.tools: there is no tool {tool!r}; there are {known}.")
    return tuple(tools[tool] for tool in wanted)


def _database(graph: Graph, name: str, databases: Mapping[str, Database]) -> Database:
    wanted = graph.nodes[name].database
    if wanted not in databases:
        known = ", ".join(databases) or "none"
        raise GraphError(
            f"{graph.name}.toml: nodes.{name}.database: there is no database {wanted!r}; there are {known}."
        )
    return databases[wanted]
