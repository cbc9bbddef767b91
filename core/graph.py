"""Graph files: TOML that names an engine, its nodes and the edges between them, checked before use."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError

from core.blueprint import Graph, NodeSpec
from core.errors import GraphError, UnknownGraph
from core.soundness import check


def load_graph(name: str, folder: Traversable | None = None) -> Graph:
    """Read and check the graph `name`. Raises UnknownGraph, GraphError with file, key and what was expected."""
    home = folder or files("graphs")
    known = list_graphs(home)
    if name not in known:
        raise UnknownGraph(f"There is no graph {name!r}; there are {', '.join(known)}.")
    path = home / f"{name}.toml"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        if "name" in tables:
            raise GraphError(f"{path.name}: name: extra inputs are not permitted; a graph has its file's name.")
        graph = Graph.model_validate({"name": name, **tables})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GraphError(f"{path.name}: not valid TOML: {error}.") from error
    except ValidationError as error:
        raise GraphError(f"{path.name}: {_first(error)}.") from error
    check(graph, path.name)
    return graph.model_copy(update={"nodes": {key: _filled(graph, key, home) for key in graph.nodes}})


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
    return " ".join(f"{where}: {first['msg'][0].lower()}{first['msg'][1:]}".split())


def _filled(graph: Graph, key: str, home: Traversable) -> NodeSpec:
    """Return a node with its prompts' texts."""
    spec = graph.nodes[key]
    where = f"{graph.name}.toml: nodes.{' '.join(key.split())}"
    texts = {
        "instructions": _prompt(spec.prompt, f"{where}.prompt", home),
        "update_instructions": _prompt(spec.update_prompt, f"{where}.update_prompt", home),
    }
    return spec.model_copy(update=texts)


def _prompt(name: str, where: str, home: Traversable) -> str:
    if not name:
        return ""
    path = home / "prompts" / f"{name}.md"
    if not path.is_file():
        raise GraphError(f"{where}: there is no file prompts/{name}.md.")
    try:
        return path.read_text("utf-8").strip()
    except UnicodeDecodeError as error:
        raise GraphError(f"{where}: prompts/{name}.md is not UTF-8.") from error
