"""Walking a graph: from node to node by outcome, until the output node has spoken."""

from collections.abc import Callable

from msgspec.structs import replace

from core.engines.turn import Outcome, Turn
from core.envelope import Command
from core.errors import GraphError
from core.graph import ALWAYS
from core.nodes.input import InputNode
from core.nodes.output import OutputNode
from core.nodes.pa import PaNode
from core.nodes.thinker import ThinkerNode
from core.pool import NodePool, SharedNode
from core.sink import hud

Entered = Callable[[str], None]
"""Told the name of each node the walk comes to."""


class Walk:
    """Runs commands through the edges of one graph with its shared nodes."""

    def __init__(self, pool: NodePool, entered: Entered) -> None:
        self._pool, self._graph, self._entered = pool, pool.graph, entered

    async def message(self, turn: Turn) -> Outcome:
        """Run a person's words from the graph's start. Raises ModelError."""
        start = self._graph.start
        self._entered(start)
        node = self._pool.nodes[start]
        if not isinstance(node, InputNode):
            raise GraphError(f"{self._graph.name}: start: {start} is no input node.")
        command = await node.analyse(turn.envelope, turn.situation, turn.language)
        analysis = command.analysis
        hud(start, "analysed", intent=analysis.intent, complexity=analysis.complexity, language=analysis.language)
        reflex = analysis.intent == "social" and analysis.complexity == "trivial"
        ways = self._graph.outcomes(start)
        return await self._onward(
            start, "reflex" if reflex and "reflex" in ways else ALWAYS, Outcome(command, turn.ui.screen), turn
        )

    async def action(self, command: Command, turn: Turn) -> Outcome:
        """Run a click from behind the input node, whose work is already known. Raises ModelError."""
        return await self._onward(self._graph.start, ALWAYS, Outcome(command, turn.ui.screen), turn)

    async def _onward(self, name: str, way: str, outcome: Outcome, turn: Turn) -> Outcome:
        while True:
            following = self._graph.after(name, way)
            name = next(n for n in following if n in self._pool.nodes)
            self._entered(name)
            node = self._pool.nodes[name]
            if isinstance(node, OutputNode):
                return await self._answer(node, outcome, turn, with_screen=self._graph.only("ui") in following)
            way, outcome = await self._step(name, node, outcome, turn)

    async def _step(self, name: str, node: SharedNode, outcome: Outcome, turn: Turn) -> tuple[str, Outcome]:
        match node:
            case PaNode():
                route = await node.route(outcome.command, turn.situation, self._graph.outcomes(name))
                hud(name, "routed", outcome=route.outcome, reason=route.reason)
                return route.outcome, outcome
            case ThinkerNode():
                thought = await node.think(outcome.command, turn.situation)
                hud(name, "thought", operations=len(thought.operations), tool=thought.tool_used)
                return ALWAYS, replace(outcome, thought=thought)
            case InputNode() | OutputNode():
                raise GraphError(f"{self._graph.name}: {name} cannot be entered from another node.")

    async def _answer(self, node: OutputNode, outcome: Outcome, turn: Turn, *, with_screen: bool) -> Outcome:
        """Let voice and screen work on the same thought; what is shown follows the text."""
        if with_screen and outcome.thought is not None:
            self._entered(self._graph.only("ui"))
            outcome = replace(outcome, screen=turn.ui.after(outcome.thought.operations))
        await node.speak(outcome.command, outcome.thought, turn.situation, turn.sink)
        if with_screen and (outcome.screen.controls or turn.ui.controls):
            turn.sink.show(outcome.screen.controls)
        return outcome
