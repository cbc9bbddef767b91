"""Blueprints: a graph as its file describes it."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from core.envelope import Choice

NodeKind: TypeAlias = Literal[
    "input", "director", "pa", "thinker", "expert", "interpreter", "output", "ui", "memorizer", "sensor"
]
EngineKind: TypeAlias = Literal["pipeline", "director", "frames"]

Prompt: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]*$")]
"""The name of a file in `prompts/`, without its ending; empty for none."""

ALWAYS = "next"
"""The outcome of an edge without `when`."""
REFLEX = "reflex"
"""The outcome of the input node for small talk that needs no thought."""
PLAN = "plan"
"""The outcome of the input node for what wants a plan first."""
TOOL_OUTPUT = "tool_output"
"""The outcome of a thinker or an expert whose tools brought something."""
UPDATE = "update"
"""The outcome of the memorizer where the director looks back on the turn."""


_ENDS = "the work is done: give the answer itself"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NodeSpec(_Strict):
    """One node of a graph."""

    kind: NodeKind
    prompt: Prompt = ""
    """The name of a file in `prompts/`, without its ending."""
    update_prompt: Prompt = ""
    """The director's prompt for looking back on a turn."""
    about: str = ""
    """What an expert (or a thinker) is for: by this it is chosen."""
    tools: tuple[str, ...] = ()
    """The names of the tools it may use."""
    database: str = ""
    """The name of the database that an expert asks, instead of tools."""
    tables: tuple[str, ...] = ()
    """The tables of it that the expert may read; empty for all."""
    words: dict[str, str] = {}
    """The expert's own words: what people say, and the table, `table.column` or value they mean."""
    model: str = ""
    """A model's name where the node is not to use the default one."""
    timeout: Annotated[float, Field(gt=0, strict=True, allow_inf_nan=False)] = 60.0
    """Seconds that an answer of the model may take."""
    retries: Annotated[int, Field(ge=0, le=5, strict=True)] = 1
    """Further tries where the model cannot be reached."""
    fallback: tuple[str, ...] = ()
    """Models to ask, in this order, where the first one fails."""
    instructions: str = Field(default="", exclude=True)
    """The prompt's text; filled in when the graph is loaded."""
    update_instructions: str = Field(default="", exclude=True)
    """The update prompt's text; likewise."""


class Edge(_Strict):
    """Where the turn goes from a node, by the outcome the node came to."""

    source: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    when: str = ALWAYS


class Graph(_Strict):
    """A graph: nodes, and edges between them."""

    name: str
    title: str
    engine: EngineKind
    start: str
    gather: bool = False
    """Whether messages that one person writes while a turn runs are answered together, by one turn."""
    nodes: dict[str, NodeSpec]
    edges: tuple[Edge, ...]

    def after(self, node: str, outcome: str) -> tuple[str, ...]:
        """Return the nodes that follow a node when it came to `outcome`."""
        return tuple(e.target for e in self.edges if e.source == node and e.when == outcome)

    def onward(self, node: str, outcome: str) -> str:
        """Return the one node, beside ui, that follows."""
        return next(n for n in self.after(node, outcome) if self.nodes[n].kind != "ui")

    def outcomes(self, node: str) -> tuple[str, ...]:
        """Return the outcomes that a node's edges name, in the file's order."""
        return tuple(dict.fromkeys(e.when for e in self.edges if e.source == node))

    def of_kind(self, kind: NodeKind) -> tuple[str, ...]:
        """Return the names of the nodes of a kind."""
        return tuple(name for name, spec in self.nodes.items() if spec.kind == kind)

    def only(self, kind: NodeKind) -> str:
        """Return the name of the one node of a kind that exists once a graph."""
        return self.of_kind(kind)[0]


class Ways(Struct, frozen=True):
    """Where a turn can go from one node: what a graph says of it, worked out once and not at each step."""

    onward: dict[str, str]
    """By outcome, the one node, beside ui, that follows."""
    with_screen: frozenset[str]
    """The outcomes that ui follows too."""
    endings: tuple[str, ...]
    """The outcomes after which nothing is left but to speak."""
    choices: tuple[Choice, ...]
    """What a routing node may choose: by outcome, with what the node behind it declares."""


def ways_from(graph: Graph, node: str) -> Ways:
    """Return the ways from a node of a graph that has been checked."""
    ui, voice = graph.only("ui"), graph.only("output")
    followed = [way for way in graph.outcomes(node) if graph.after(node, way) != (ui,)]
    onward = {way: graph.onward(node, way) for way in followed}
    endings = tuple(way for way, follows in onward.items() if follows == voice)
    behind = ((way, graph.nodes[follows]) for way, follows in onward.items())
    return Ways(
        onward,
        frozenset(way for way in onward if ui in graph.after(node, way)),
        endings,
        tuple(Choice(way, _ENDS if way in endings else spec.about, spec.tools) for way, spec in behind),
    )
