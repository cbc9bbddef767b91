"""The frame engine (v3, v4): a turn is a row of frames, each reported as it begins; a frame may end the turn."""

from core.engines.turn import Outcome, Turn
from core.engines.walk import Walk
from core.envelope import Command
from core.nodes.thinking import Situation
from core.pool import NodePool
from core.sink import hud


class FrameEngine:
    """Runs one session's turns through a graph, frame by frame."""

    def __init__(self, pool: NodePool) -> None:
        self._walk = Walk(pool, self._entered)
        self._frame = 0

    async def process_message(self, turn: Turn) -> Outcome:
        """Answer a person's words. Raises ModelError."""
        self._frame = 0
        return await self._walk.message(turn)

    async def process_action(self, command: Command, turn: Turn) -> Outcome:
        """Answer a click that no machine and no local action could answer. Raises ModelError."""
        self._frame = 0
        return await self._walk.action(command, turn)

    async def look_back(self, command: Command, situation: Situation) -> str | None:
        """Return a line to keep in mind from a finished turn on, or None. Raises ModelError."""
        return await self._walk.look_back(command, situation)

    def _entered(self, node: str) -> None:
        self._frame += 1
        hud(node, "frame", number=self._frame)
