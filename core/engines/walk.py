"""Walking a graph: from node to node by outcome, until the output node has spoken."""

import time
from typing import TypeVar

from msgspec.structs import replace

from core.blueprint import ALWAYS, TOOL_OUTPUT, UPDATE, Ways
from core.data import DataSchema
from core.engines.turn import Outcome, Turn
from core.envelope import Command, ThoughtResult
from core.errors import ExpertFailed, GraphError, TriviumError
from core.nodes.analyst import AnalystNode
from core.nodes.director import DirectorNode
from core.nodes.expert import ExpertNode
from core.nodes.input import InputNode, way
from core.nodes.interpreter import InterpreterNode
from core.nodes.output import OutputNode
from core.nodes.pa import PaNode
from core.nodes.thinker import ThinkerNode
from core.nodes.thinking import Situation
from core.pool import NodePool, SharedNode
from core.sink import hud

N = TypeVar("N")


class Walk:
    """Runs one session's turns through the edges of one graph, with its shared nodes."""

    def __init__(self, pool: NodePool) -> None:
        self._pool, self._graph, self._ways = pool, pool.graph, pool.ways

    async def process_message(self, turn: Turn) -> Outcome:
        """Answer a person's words. Raises ModelError, ExpertFailed."""
        start = self._graph.start
        self._entered(start)
        begun = time.perf_counter()
        command = await self._node(start, InputNode).analyse(turn.envelope, turn.situation, turn.language)
        analysis = command.analysis
        hud(
            start,
            "analysed",
            since=begun,
            intent=analysis.intent,
            complexity=analysis.complexity,
            language=analysis.language,
            words={"topic": analysis.topic},
        )
        wanted = way(command)
        outcome = wanted if wanted in self._ways[start].onward else ALWAYS
        return await self._onward(start, outcome, Outcome(command, turn.screen), turn)

    async def process_action(self, command: Command, turn: Turn) -> Outcome:
        """Answer a click that only the graph can, from behind the input node. Raises ModelError, ExpertFailed."""
        return await self._onward(self._graph.start, ALWAYS, Outcome(command, turn.screen), turn)

    async def look_back(self, command: Command, situation: Situation) -> str | None:
        """Return the director's line for the turns to come; None where the graph has none. Raises ModelError."""
        director = self._ways[self._pool.memorizer].onward.get(UPDATE)
        if director is None:
            return None
        line = await self._node(director, DirectorNode).update(command, situation)
        hud(director, "updated", words={"line": line})
        return line

    def _entered(self, node: str) -> None:
        """Report that the walk has come to a node."""
        hud(node, "entered")

    async def _onward(self, name: str, taken: str, outcome: Outcome, turn: Turn) -> Outcome:
        while True:
            came_from, name = self._ways[name], self._ways[name].onward[taken]
            self._entered(name)
            node = self._pool.nodes[name]
            if isinstance(node, OutputNode):
                return await self._answer(name, node, outcome, turn, with_screen=taken in came_from.with_screen)
            taken, outcome = await self._step(name, node, outcome, turn)

    async def _step(self, name: str, node: SharedNode, outcome: Outcome, turn: Turn) -> tuple[str, Outcome]:
        situation, ways, begun = _with_plan(turn.situation, outcome), self._ways[name], time.perf_counter()
        match node:
            case PaNode():
                situation = replace(situation, data=await self._data(ways))
                route = await node.route(outcome.command, situation, ways.choices, ways.endings)
                hud(name, "routed", since=begun, outcome=route.outcome, words={"reason": route.reason})
                ended = route.outcome in ways.endings
                return route.outcome, replace(outcome, thought=ThoughtResult(route.answer)) if ended else outcome
            case DirectorNode():
                situation = replace(situation, data=await self._data(ways))
                plan = await node.plan(outcome.command, situation, ways.choices)
                hud(name, "planned", since=begun, steps=len(plan.steps), words={"line": plan.line})
                return plan.outcome, replace(outcome, plan=plan)
            case ThinkerNode() | AnalystNode():
                thought = await self._thought(name, node, outcome.command, situation)
                hud(
                    name,
                    "thought",
                    since=begun,
                    operations=len(thought.operations),
                    tool=thought.tool_used,
                    words={"response": thought.response},
                )
                used = thought.tool_output and TOOL_OUTPUT in ways.onward
                return TOOL_OUTPUT if used else ALWAYS, replace(outcome, thought=thought, plan=None)
            case InterpreterNode() if outcome.thought is not None:
                thought = await node.interpret(outcome.command, outcome.thought, situation)
                hud(name, "interpreted", since=begun, words={"summary": thought.response})
                return ALWAYS, replace(outcome, thought=thought)
            case InputNode() | OutputNode() | InterpreterNode():
                raise GraphError(f"{self._graph.name}: {name} cannot be entered here.")

    async def _data(self, ways: Ways) -> dict[str, DataSchema]:
        """Return the databases behind the ways, by outcome; one that cannot be had is left out."""
        nodes = ((outcome, self._pool.nodes[follows]) for outcome, follows in ways.onward.items())
        found = [(outcome, await node.known()) for outcome, node in nodes if isinstance(node, AnalystNode)]
        return {outcome: schema for outcome, schema in found if schema is not None}

    async def _thought(
        self, name: str, node: ThinkerNode | AnalystNode, command: Command, situation: Situation
    ) -> ThoughtResult:
        """Return a thought; where an expert fails, for whatever reason, the error names it."""
        if not isinstance(node, ExpertNode | AnalystNode):
            return await node.think(command, situation)
        try:
            return await self._pool.guard(node.think(command, situation))
        except TriviumError as error:
            raise ExpertFailed(name, error) from error

    async def _answer(self, name: str, node: OutputNode, outcome: Outcome, turn: Turn, *, with_screen: bool) -> Outcome:
        """Let screen and voice work on the same thought; the screen, which is code only, keeps nobody waiting."""
        begun = time.perf_counter()
        if with_screen and outcome.thought is not None:
            self._entered(self._pool.ui)
            outcome = replace(outcome, screen=turn.ui.after(outcome.thought.operations, turn.screen))
        await node.speak(outcome.command, outcome.thought, turn.situation, turn.sink)
        hud(name, "spoke", since=begun, characters=len(turn.sink.text), words={"text": turn.sink.text})
        return outcome

    def _node(self, name: str, kind: type[N]) -> N:
        node = self._pool.nodes[name]
        if not isinstance(node, kind):
            raise GraphError(f"{self._graph.name}: {name} is no {kind.__name__}.")
        return node


def _with_plan(situation: Situation, outcome: Outcome) -> Situation:
    if outcome.plan is None:
        return situation
    steps = "".join(f"\n  {number}. {' '.join(step.split())}" for number, step in enumerate(outcome.plan.steps, 1))
    return situation.with_line(f"plan: {' '.join(outcome.plan.line.split())}{steps}")
