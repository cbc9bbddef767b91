"""Graph files: TOML that names an engine, its nodes and the edges between them, checked before use."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import GraphError, UnknownGraph

NodeKind: TypeAlias = Literal["input", "pa", "thinker", "output", "ui", "memorizer", "sensor"]
EngineKind: TypeAlias = Literal["pipeline", "frames"]
ALWAYS = "next"
"""The outcome of an edge without `when`."""

_OUTCOMES: dict[NodeKind, frozenset[str] | None] = {
    "input": frozenset({ALWAYS, "reflex"}),
    "pa": None,
    "thinker": frozenset({ALWAYS}),
    "output": frozenset({ALWAYS}),
    "ui": frozenset({ALWAYS}),
    "sensor": frozenset({ALWAYS}),
    "memorizer": frozenset(),
}
"""What each kind of node can come to; None where the graph names the outcomes itself."""

_NEEDED: dict[EngineKind, frozenset[NodeKind]] = {
    "pipeline": frozenset({"input", "thinker", "output", "ui", "memorizer", "sensor"}),
    "frames": frozenset({"input", "pa", "thinker", "output", "ui", "memorizer", "sensor"}),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NodeSpec(_Strict):
    """One node of a graph."""

    kind: NodeKind
    prompt: str = ""
    """The name of a file in `prompts/`, without its ending."""
    model: str = ""
    """A model's name where the node is not to use the default one."""
    instructions: str = Field(default="", exclude=True)
    """The prompt's text; filled in when the graph is loaded."""


class Edge(_Strict):
    """Where the turn goes from a node, by the outcome the node came to."""

    source: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    when: str = ALWAYS


class Graph(_Strict):
    """A checked graph."""

    name: str
    title: str
    engine: EngineKind
    start: str
    nodes: dict[str, NodeSpec]
    edges: tuple[Edge, ...]

    def after(self, node: str, outcome: str) -> tuple[str, ...]:
        """Return the nodes that follow a node when it came to `outcome`."""
        return tuple(e.target for e in self.edges if e.source == node and e.when == outcome)

    def outcomes(self, node: str) -> tuple[str, ...]:
        """Return the outcomes that a node's edges name, in the file's order."""
        return tuple(dict.fromkeys(e.when for e in self.edges if e.source == node))

    def only(self, kind: NodeKind) -> str:
        """Return the name of the one node of a kind that exists once a graph."""
        return next(name for name, spec in self.nodes.items() if spec.kind == kind)


def load_graph(name: str, folder: Traversable | None = None) -> Graph:
    """Read and check the graph `name`. Raises UnknownGraph, GraphError with file, key and what was expected."""
    home = folder or files("graphs")
    known = list_graphs(home)
    if name not in known:
        raise UnknownGraph(f"There is no graph {name!r}; there are {', '.join(known)}.")
    path = home / f"{name}.toml"
    try:
        graph = Graph.model_validate({"name": name, **tomllib.loads(path.read_text("utf-8"))})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GraphError(f"{path.name}: not valid TOML: {error}.") from error
    except ValidationError as error:
        raise GraphError(f"{path.name}: {_first(error)}.") from error
    _check(graph, path.name)
    return graph.model_copy(update={"nodes": _with_prompts(graph, home)})


def list_graphs(folder: Traversable | None = None) -> tuple[str, ...]:
    """Return the names of all graphs there are."""
    home = folder or files("graphs")
    return tuple(sorted(f.name.removesuffix(".toml") for f in home.iterdir() if f.name.endswith(".toml")))


def get_graph_for_cytoscape(name: str, folder: Traversable | None = None) -> list[dict[str, Any]]:
    """Return the graph as Cytoscape.js elements: a node or an edge each."""
    graph = load_graph(name, folder)
    nodes = [{"data": {"id": key, "label": key, "kind": spec.kind}} for key, spec in graph.nodes.items()]
    edges = [
        {"data": {"id": f"{e.source}-{e.when}-{e.target}", "source": e.source, "target": e.target, "label": e.when}}
        for e in graph.edges
    ]
    return [*nodes, *edges]


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"])) or "the file"
    return f"{where}: {first['msg'][0].lower()}{first['msg'][1:]}"


def _check(graph: Graph, file: str) -> None:
    """Raise GraphError for the first thing that cannot work."""
    for name in (graph.start, *(n for e in graph.edges for n in (e.source, e.target))):
        if name not in graph.nodes:
            raise GraphError(f"{file}: an edge or start names {name!r}; expected one of {', '.join(graph.nodes)}.")
    kinds = [spec.kind for spec in graph.nodes.values()]
    for kind in sorted(_NEEDED[graph.engine]):
        if kinds.count(kind) != 1 and kind != "thinker":
            raise GraphError(f"{file}: nodes: expected one {kind} node for the {graph.engine} engine.")
        if kind not in kinds:
            raise GraphError(f"{file}: nodes: expected a {kind} node for the {graph.engine} engine.")
    for edge in graph.edges:
        possible = _OUTCOMES[graph.nodes[edge.source].kind]
        if possible is not None and edge.when not in possible:
            expected = ", ".join(sorted(possible)) or "no edge at all"
            raise GraphError(f"{file}: edges: {edge.source} when {edge.when!r}; expected {expected}.")
    if graph.nodes[graph.start].kind != "input":
        raise GraphError(f"{file}: start: {graph.start!r}; expected the input node.")
    _check_ways(graph, graph.start, (), file)


def _check_ways(graph: Graph, node: str, way: tuple[str, ...], file: str) -> None:
    """Raise GraphError unless every way from `node` comes to the output node without a circle."""
    if node in way:
        raise GraphError(f"{file}: edges: {' → '.join((*way, node))} is a circle without an end.")
    if graph.nodes[node].kind == "output":
        return
    outcomes = graph.outcomes(node)
    if graph.nodes[node].kind == "input" and ALWAYS not in outcomes:
        raise GraphError(f"{file}: edges: {node} needs an edge without `when`.")
    if not outcomes:
        raise GraphError(f"{file}: edges: nothing follows {node}; expected a way to the output node.")
    for outcome in outcomes:
        forward = [n for n in graph.after(node, outcome) if graph.nodes[n].kind != "ui"]
        if len(forward) != 1:
            raise GraphError(f"{file}: edges: {node} when {outcome!r} needs one node to go on to, beside ui.")
        _check_ways(graph, forward[0], (*way, node), file)


def _with_prompts(graph: Graph, home: Traversable) -> dict[str, NodeSpec]:
    filled = {}
    for key, spec in graph.nodes.items():
        path = home / "prompts" / f"{spec.prompt}.md"
        if spec.prompt and not path.is_file():
            raise GraphError(f"{graph.name}.toml: nodes.{key}.prompt: there is no file prompts/{spec.prompt}.md.")
        text = path.read_text("utf-8").strip() if spec.prompt else ""
        filled[key] = spec.model_copy(update={"instructions": text})
    return filled
