"""Runtimes to talk to, on any graph: on the built-in model, or on a scripted one that answers the same dialogue."""

from collections.abc import AsyncIterator, Callable, Mapping
from itertools import count
from typing import TypeVar

from adapters.llm.builtin.model import BuiltInModel
from adapters.tools.box import toolbox
from bots.supervise import guard
from core.artifacts import Chart, Series
from core.controls import Button, Counter, Machine, Transition
from core.drafts import Step, ToolCall
from core.envelope import InputAnalysis, Interpretation, MemoryUpdate, Route, ThoughtResult
from core.events import Hud, OutputEvent
from core.graph import list_graphs, load_graph
from core.operations import AddControl, CreateMachine
from core.pool import Kit, NodePool
from core.ports import Database, Model, Prompt
from core.runtime import Runtime
from tests.models import ScriptedModel
from tests.shelf import NOBODY

T = TypeVar("T")

GRAPHS = list_graphs()
MODELS = ("built-in", "scripted")

HELLO = "hello"
COUNTER = "make me a counter for beers"
LIGHT = "a state machine draft → review → done"
BUTTON = "make a button Yes"
SUM = "what is 12 * 7?"
TIMER = "set a timer for 60 seconds"
CHART = "make a bar chart of A 3, B 5"
NAME = "call me Eva"

_DRAFT = Machine(
    "state-machine",
    "State machine",
    ("draft", "review", "done"),
    "draft",
    (Transition("to-review", "→ review", "draft", "review"), Transition("to-done", "→ done", "review", "done")),
)
_THOUGHTS = {
    COUNTER: ThoughtResult("Here is a counter.", (AddControl(Counter("beers", "Beers")),)),
    LIGHT: ThoughtResult(
        "Here it is.", (CreateMachine(_DRAFT.id, _DRAFT.label, _DRAFT.states, "", _DRAFT.transitions),)
    ),
    BUTTON: ThoughtResult("Here is a button.", (AddControl(Button("yes", "Yes")),)),
    CHART: ThoughtResult("A chart.", (), (Chart("Chart", "bar", ("A", "B"), (Series("", (3.0, 5.0)),)),)),
}
_CALLS = {SUM: ToolCall("calculator", {"expression": "12 * 7"}), TIMER: ToolCall("timer", {"seconds": 60})}
_WAYS = {SUM: "numbers", TIMER: "time"}


BEERS = Counter("beers", "Beers", maximum=1)
"""A counter that is soon at its limit."""


def with_counter() -> ScriptedModel:
    """Return a model whose thinker shows that counter."""
    return ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(BEERS),)))


class Parrot(ScriptedModel):
    """Answers the dialogue above as the built-in model does, on any graph."""

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Answer by the person's words."""
        text = prompt.text
        if prompt.node == "input" and text == HELLO:
            self.answers["input"] = InputAnalysis("social", complexity="trivial")
        elif prompt.node == "input":
            self.answers["input"] = InputAnalysis("request")
        elif prompt.node == "pa":
            self.answers["pa"] = Route(_WAYS.get(text, "think"))
        elif prompt.node in ("thinker", "expert"):
            self.answers[prompt.node] = _thought(prompt)
        elif prompt.node == "interpreter":
            self.answers["interpreter"] = Interpretation(prompt.results[0].output)
        elif prompt.node == "memorizer":
            self.answers["memorizer"] = MemoryUpdate(user_name="Eva" if text == NAME else "")
        return await super().structured(prompt, shape)


def _thought(prompt: Prompt) -> Step | ThoughtResult:
    if prompt.tools and prompt.text in _CALLS and not prompt.results:
        return Step((_CALLS[prompt.text],))
    said = " ".join(result.output for result in prompt.results)
    return _THOUGHTS.get(prompt.text, ThoughtResult(said or "Said."))


class Overheard:
    """A model that passes every question on to another one and keeps it."""

    def __init__(self, model: Model) -> None:
        self.model, self.name = model, model.name
        self.asked: list[Prompt] = []

    def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Pass on."""
        self.asked.append(prompt)
        return self.model.stream(prompt)

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Pass on."""
        self.asked.append(prompt)
        return await self.model.structured(prompt, shape)

    async def close(self) -> None:
        """Pass on."""
        await self.model.close()

    def prompts(self, node: str) -> list[Prompt]:
        """Return what a node asked, in order."""
        return [p for p in self.asked if p.node == node]


def model_called(name: str) -> Overheard:
    """Return the built-in model, or the scripted one."""
    return Overheard(BuiltInModel() if name == "built-in" else Parrot())


def kit(model: Model, databases: Mapping[str, Database] = NOBODY) -> Kit:
    """Return what the program makes nodes with, on that model."""
    return Kit(lambda _: model, toolbox(lambda: 0.0), guard, databases)


def made(
    model: Model, graph: str, *, clock: Callable[[], float] | None = None, pool: NodePool | None = None, **claims: str
) -> tuple[Runtime, list[OutputEvent]]:
    """Return a session on that graph and model, and what is heard of it."""
    heard: list[OutputEvent] = []
    ticks = count(1_000_000)
    pool = pool or NodePool(load_graph(graph), kit(model))
    runtime = Runtime(claims, "paper", heard.append, pool=pool, clock=clock or (lambda: float(next(ticks))))
    return runtime, heard


def shown(heard: list[OutputEvent]) -> list[OutputEvent]:
    """Return what is part of the answer."""
    return [e for e in heard if not isinstance(e, Hud)]


def happened(heard: list[OutputEvent], event: str) -> list[str]:
    """Return the nodes that reported an event."""
    return [e.fields["node"] for e in heard if isinstance(e, Hud) and e.fields["event"] == event]


def visited(heard: list[OutputEvent]) -> list[str]:
    """Return the nodes that a turn came to, in order."""
    return [e.fields["node"] for e in heard if isinstance(e, Hud) and e.fields["event"] in ("entered", "frame")]
