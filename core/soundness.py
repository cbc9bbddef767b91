"""Soundness: what must hold of a graph so that every turn through it comes to an end."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from core.blueprint import ALWAYS, PLAN, REFLEX, TOOL_OUTPUT, UPDATE, EngineKind, Graph, NodeKind, NodeSpec
from core.errors import GraphError

_Ways: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]
"""What follows each node, by outcome."""

_ANY = "*"
"""Stands for all outcomes of a node whose outcomes the graph names itself."""
_TO_WORK: frozenset[NodeKind] = frozenset({"director", "pa", "thinker", "expert"})
_FROM_THOUGHT: dict[str, frozenset[NodeKind]] = {
    ALWAYS: frozenset({"output"}),
    TOOL_OUTPUT: frozenset({"interpreter", "output"}),
}
_MAY_FOLLOW: dict[NodeKind, Mapping[str, frozenset[NodeKind]]] = {
    "sensor": {ALWAYS: frozenset({"input"})},
    "input": {ALWAYS: _TO_WORK, PLAN: _TO_WORK, REFLEX: frozenset({"output"})},
    "director": {_ANY: frozenset({"pa", "thinker", "expert"})},
    "pa": {_ANY: frozenset({"director", "thinker", "expert", "output"})},
    "thinker": _FROM_THOUGHT,
    "expert": _FROM_THOUGHT,
    "interpreter": {ALWAYS: frozenset({"output"})},
    "output": {ALWAYS: frozenset({"memorizer"})},
    "ui": {ALWAYS: frozenset({"memorizer"})},
    "memorizer": {UPDATE: frozenset({"director"})},
}
"""What each kind of node can come to, and the kinds that may follow then; `ui` may stand beside output."""

_ONCE: tuple[NodeKind, ...] = ("input", "memorizer", "output", "sensor", "ui")
_AT_MOST_ONCE: tuple[NodeKind, ...] = ("director", "interpreter", "pa")
_ONE_OF: dict[EngineKind, tuple[NodeKind, ...]] = {
    "pipeline": ("thinker",),
    "director": ("director",),
    "frames": ("director", "pa"),
}
"""What an engine needs beside these; one of the kinds named."""

_THINKING: frozenset[NodeKind] = frozenset({"thinker", "expert"})
_CHANGING: frozenset[NodeKind] = _THINKING | {"interpreter"}
"""The kinds that hand on operations, which are lost where output has no ui beside it."""
_ASKING: frozenset[NodeKind] = _THINKING | {"input", "director", "pa", "interpreter", "output", "memorizer"}
_BELONGS: dict[str, frozenset[NodeKind]] = {
    "prompt": _ASKING,
    "model": _ASKING,
    "timeout": _ASKING,
    "retries": _ASKING,
    "fallback": _ASKING,
    "about": _THINKING,
    "tools": _THINKING,
    "database": frozenset({"expert"}),
    "tables": frozenset({"expert"}),
    "words": frozenset({"expert"}),
    "update_prompt": frozenset({"director"}),
}
"""The keys that only some kinds of node have."""

_FILLED_IN = {"instructions": "prompt", "update_instructions": "update_prompt"}
"""What no file says of a node, by the key that says where it is read from."""


def check(graph: Graph, file: str) -> None:
    """Raise GraphError for the first thing that cannot work: file, key and what was expected, in one line."""
    for mistake in _mistakes(graph):
        raise GraphError(f"{file}: {' '.join(mistake.split())}.")


def _mistakes(graph: Graph) -> Iterator[str]:
    ends = (
        end for n, e in enumerate(graph.edges) for end in ((f"edges.{n}.from", e.source), (f"edges.{n}.to", e.target))
    )
    for key, name in (("start", graph.start), *ends):
        if name not in graph.nodes:
            yield f"{key}: there is no node {name!r}; expected one of {', '.join(graph.nodes) or 'some nodes'}"
    yield from _kinds(graph)
    for name, spec in graph.nodes.items():
        yield from _keys(name, spec)
    ways = _ways(graph)
    yield from _follow(graph, ways)
    if graph.nodes[graph.start].kind != "input":
        yield f"start: {graph.start!r}; expected the input node"
    passed: set[str] = set()
    yield from _walk(graph, ways, (graph.start,), passed)
    yield from _islands(graph, ways, passed)


def _kinds(graph: Graph) -> Iterator[str]:
    for kind in _ONCE:
        if len(graph.of_kind(kind)) != 1:
            yield f"nodes: expected one {kind} node for the {graph.engine} engine"
    for kind in _AT_MOST_ONCE:
        if len(graph.of_kind(kind)) > 1:
            yield f"nodes: {', '.join(graph.of_kind(kind))}; expected at most one {kind} node"
    if not graph.of_kind("thinker"):
        yield f"nodes: expected a thinker node for the {graph.engine} engine"
    needed = _ONE_OF[graph.engine]
    if not any(graph.of_kind(kind) for kind in needed):
        yield f"nodes: expected a {' or a '.join(needed)} node for the {graph.engine} engine"


def _keys(name: str, spec: NodeSpec) -> Iterator[str]:
    for key in sorted(spec.model_fields_set):
        if key in _FILLED_IN:
            yield f"nodes.{name}.{key}: extra inputs are not permitted; expected a file's name as {_FILLED_IN[key]}"
        if key in _BELONGS and spec.kind not in _BELONGS[key]:
            yield f"nodes.{name}.{key}: a {spec.kind} node has none; expected one of {', '.join(sorted(_BELONGS[key]))}"
    if spec.kind in _ASKING and not spec.prompt:
        yield f"nodes.{name}.prompt: expected the name of a file in prompts/"
    if spec.kind == "expert" and not spec.about:
        yield f"nodes.{name}.about: expected what the expert is for, so that it can be chosen"
    if spec.database and spec.tools:
        yield f"nodes.{name}.tools: expected none beside a database; another expert can have them"
    for key in ("tables", "words"):
        if key in spec.model_fields_set and not spec.database:
            yield f"nodes.{name}.{key}: expected a database, whose tables they are"


def _ways(graph: Graph) -> _Ways:
    ways: dict[str, dict[str, list[str]]] = {name: {} for name in graph.nodes}
    for edge in graph.edges:
        ways[edge.source].setdefault(edge.when, []).append(edge.target)
    return ways


def _follow(graph: Graph, ways: _Ways) -> Iterator[str]:
    for source, outcomes in ways.items():
        rule = _MAY_FOLLOW[graph.nodes[source].kind]
        for when, targets in outcomes.items():
            where = f"edges: {source} when {when!r}"
            allowed = rule.get(when, rule.get(_ANY))
            if allowed is None:
                yield f"{where}; expected {', '.join(sorted(rule))}"
            else:
                yield from _targets(graph, source, targets, allowed, where)


def _targets(
    graph: Graph, source: str, targets: Sequence[str], allowed: frozenset[NodeKind], where: str
) -> Iterator[str]:
    """Give what is wrong with the nodes that follow `source` when it came to one outcome."""
    kinds = {graph.nodes[target].kind for target in targets}
    speaks = "output" in allowed and "output" in kinds
    for target, times in Counter(targets).items():
        kind = graph.nodes[target].kind
        if graph.nodes[source].kind == "memorizer" and not graph.nodes[target].update_prompt:
            yield f"{where} to {target}; expected a director with an update_prompt"
        if kind == "ui" and "output" in allowed:
            if not speaks:
                yield f"{where} to {target}; expected output beside it"
        elif kind not in allowed:
            yield f"{where} to {target}, a node of the kind {kind}; expected {' or '.join(sorted(allowed))}"
        if times > 1:
            yield f"{where} to {target} stands there twice; expected it once"
    if speaks and "ui" not in kinds and graph.nodes[source].kind in _CHANGING:
        yield f"{where} to {graph.only('output')}; expected ui beside it"


def _walk(graph: Graph, ways: _Ways, way: tuple[str, ...], passed: set[str]) -> Iterator[str]:
    """Give what keeps a turn that came this way from coming to the output node; what was passed is not passed again."""
    *before, node = way
    kind = graph.nodes[node].kind
    if node in before:
        yield f"edges: {' → '.join(way)} is a circle without an end"
    if node in passed or node in before:
        return
    if kind != "output":
        if ALWAYS not in ways[node] and _ANY not in _MAY_FOLLOW[kind]:
            yield f"edges: {node} needs an edge without `when`"
        if not ways[node]:
            yield f"edges: nothing follows {node}; expected a way to the output node"
        for outcome in _possible(graph, ways, node):
            forward = [n for n in ways[node][outcome] if graph.nodes[n].kind != "ui"]
            if len(forward) != 1:
                yield f"edges: {node} when {outcome!r} needs one node to go on to, beside ui"
            else:
                yield from _walk(graph, ways, (*way, forward[0]), passed)
    passed.add(node)


def _possible(graph: Graph, ways: _Ways, node: str) -> Iterator[str]:
    """Give the outcomes that have edges and that the node can come to: without tools and data they have no output."""
    spec = graph.nodes[node]
    for outcome in ways[node]:
        if spec.kind not in _THINKING or outcome != TOOL_OUTPUT or spec.tools or spec.database:
            yield outcome


def _islands(graph: Graph, ways: _Ways, passed: set[str]) -> Iterator[str]:
    memorizer = graph.only("memorizer")
    reached = {*passed, graph.only("sensor"), memorizer, *ways[memorizer].get(UPDATE, ())}
    for node in passed:
        reached.update(*(ways[node][outcome] for outcome in _possible(graph, ways, node)))
    for name in graph.nodes:
        if name not in reached:
            yield f"nodes.{name}: no edge leads there; expected one that a turn can take"
