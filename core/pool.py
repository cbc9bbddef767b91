"""The node pool: a graph's stateless nodes, made once and shared by all sessions."""

from collections.abc import Callable
from typing import TypeAlias, assert_never

from msgspec import Struct

from core.graph import Graph
from core.memory import Memory
from core.nodes.input import InputNode
from core.nodes.memorizer import MemorizerNode
from core.nodes.output import OutputNode
from core.nodes.pa import PaNode
from core.nodes.sensor import SensorNode
from core.nodes.thinker import ThinkerNode
from core.nodes.ui import UiNode
from core.ports import Model
from core.ui import Screen

SharedNode: TypeAlias = InputNode | PaNode | ThinkerNode | OutputNode
Models: TypeAlias = Callable[[str], Model]
"""Gives a model by its name; the empty name is the default one."""


class SessionNodes(Struct, frozen=True):
    """The nodes that belong to one session."""

    sensor: SensorNode
    memorizer: MemorizerNode
    ui: UiNode


class NodePool:
    """The shared nodes of one graph."""

    def __init__(self, graph: Graph, models: Models) -> None:
        self.graph = graph
        self._models = models
        self.nodes = instantiate_nodes(graph, models)

    def for_session(self, last_activity: float | None, memory: Memory | None, screen: Screen) -> SessionNodes:
        """Make the nodes of one session, with what it kept."""
        spec = self.graph.nodes[self.graph.only("memorizer")]
        memorizer = MemorizerNode(spec.instructions, self._models(spec.model), memory)
        return SessionNodes(SensorNode(last_activity), memorizer, UiNode(screen))


def instantiate_nodes(graph: Graph, models: Models) -> dict[str, SharedNode]:
    """Make a graph's stateless nodes, by name. Raises SettingsError for a model that cannot be had."""
    nodes: dict[str, SharedNode] = {}
    for name, spec in graph.nodes.items():
        match spec.kind:
            case "input":
                nodes[name] = InputNode(spec.instructions, models(spec.model))
            case "pa":
                nodes[name] = PaNode(spec.instructions, models(spec.model))
            case "thinker":
                nodes[name] = ThinkerNode(spec.instructions, models(spec.model))
            case "output":
                nodes[name] = OutputNode(spec.instructions, models(spec.model))
            case "ui" | "memorizer" | "sensor":
                pass
            case _:
                assert_never(spec.kind)
    return nodes
