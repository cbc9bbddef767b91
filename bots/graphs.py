"""`graphs`: what graphs there are, what one looks like, and whether a file can be used as one."""

import json
import time
from collections.abc import Collection
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.llm.builtin.model import BuiltInModel
from adapters.tools.box import toolbox
from adapters.tools.graph_layout import walking_order
from adapters.tools.graph_picture import picture
from bots.settings import read_settings
from core.blueprint import Graph
from core.data import DataSchema, Found
from core.errors import DataUnavailable, GraphError
from core.graph import get_graph_for_cytoscape, list_graphs, load_graph
from core.pool import Kit, instantiate_nodes
from core.ports import Report

_ENDING = ".toml"


def listed() -> str:
    """Return a line for each graph, the default one marked. Raises SettingsError."""
    default = read_settings().graph
    rows = [_row(name) for name in list_graphs()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(f"{line}  (default)" if row[0] == default else line for row, line in zip(rows, lines, strict=True))


def shown(name: str, *, cytoscape: bool = False) -> str:
    """Return a drawing of a graph as text, or as JSON for Cytoscape.js. Raises GraphError."""
    if cytoscape:
        return json.dumps(get_graph_for_cytoscape(name), indent=2, ensure_ascii=False)
    graph = load_graph(name)
    nodes = walking_order(graph)
    ways = {node: _ways(graph, node) for node in nodes}
    wide = max(map(len, nodes))
    far = max(map(len, ways.values()))
    lines = [f"{node:<{wide}}  {ways[node]:<{far}}  {_about(graph, node)}".rstrip() for node in nodes]
    return "\n".join([f"{graph.name}: {graph.title}", f"engine {graph.engine}, starts at {graph.start}", "", *lines])


def drawn(name: str, file: Path) -> str:
    """Draw a graph as a PNG into a file that is not there yet; return what to tell. Raises GraphError."""
    data = picture(load_graph(name))
    try:
        with file.open("xb") as target:
            target.write(data)
    except FileExistsError as error:
        raise GraphError(f"There is a file {file} already; a picture never replaces one.") from error
    except OSError as error:
        raise GraphError(f"The picture {file} cannot be written: {error.strerror}.") from error
    return f"{file}: {len(data):,} bytes."


def check(file: Path) -> str:
    """Return that a graph's file is sound, and how large the graph is. Raises GraphError for what is wrong with it."""
    if file.suffix != _ENDING:
        raise GraphError(f"{file}: a graph's file ends in {_ENDING}.")
    try:
        if not file.is_file():
            raise GraphError(f"{file}: there is no such file.")
        with TemporaryDirectory() as folder:
            _lay_out(file, Path(folder))
            graph = load_graph(file.stem, Path(folder))
            unasked = {spec.database: _Unasked() for spec in graph.nodes.values()}
            instantiate_nodes(graph, Kit(lambda _: BuiltInModel(), toolbox(time.time), databases=unasked))
    except OSError as error:
        raise GraphError(f"{error.filename or file}: cannot be read: {error.strerror}.") from error
    return f"{file} is sound: {len(graph.nodes)} nodes, {len(graph.edges)} edges, engine {graph.engine}."


class _Unasked:
    """Stands for a database of the settings, which a check asks as little as it asks models."""

    async def schema(self) -> DataSchema:
        raise DataUnavailable

    async def query(self, _sql: str, _report: Report) -> Found:
        raise DataUnavailable

    def only(self, _tables: Collection[str]) -> "_Unasked":
        return self

    async def close(self) -> None:
        return


def _row(name: str) -> tuple[str, str, str]:
    try:
        graph = load_graph(name)
    except GraphError as error:
        return name, f"cannot be used: {error}", "–"
    return name, graph.title, graph.engine


def _ways(graph: Graph, node: str) -> str:
    ways = [f"{', '.join(graph.after(node, outcome))} ({outcome})" for outcome in graph.outcomes(node)]
    return f"→ {' · '.join(ways)}" if ways else "·"


def _about(graph: Graph, node: str) -> str:
    """Return the node's kind, and what else its file says of it."""
    spec = graph.nodes[node]
    words = (
        spec.kind,
        f"model {spec.model}" if spec.model else "",
        f"tools {', '.join(spec.tools)}" if spec.tools else "",
        f"“{spec.about}”" if spec.about else "",
    )
    return " · ".join(filter(None, words))


def _lay_out(file: Path, folder: Path) -> None:
    """Put the file into `folder` with all prompts it may name; one beside the file goes before a packaged one."""
    (folder / file.name).write_bytes(file.read_bytes())
    prompts = folder / "prompts"
    prompts.mkdir()
    for source in (files("graphs") / "prompts", file.parent / "prompts"):
        for prompt in source.iterdir() if source.is_dir() else ():
            if prompt.name.endswith(".md") and prompt.is_file():
                (prompts / prompt.name).write_bytes(prompt.read_bytes())
