"""The pipeline and director engines (v1, v2): the nodes one after another, by the graph's edges."""

from core.engines.turn import Outcome, Turn
from core.engines.walk import Walk
from core.envelope import Command
from core.nodes.thinking import Situation
from core.pool import NodePool
from core.sink import hud


class PipelineEngine:
    """Runs one session's turns through a graph, node by node."""

    def __init__(self, pool: NodePool) -> None:
        self._walk = Walk(pool, lambda node: hud(node, "entered"))

    async def process_message(self, turn: Turn) -> Outcome:
        """Answer a person's words. Raises ModelError."""
        return await self._walk.message(turn)

    async def process_action(self, command: Command, turn: Turn) -> Outcome:
        """Answer a click that no machine and no local action could answer. Raises ModelError."""
        return await self._walk.action(command, turn)

    async def look_back(self, command: Command, situation: Situation) -> str | None:
        """Return a line to keep in mind from a finished turn on, or None. Raises ModelError."""
        return await self._walk.look_back(command, situation)
