"""The frame engine (v3, v4): a turn is a row of frames, each numbered as it begins; a frame may end the turn."""

from core.engines.turn import Outcome, Turn
from core.engines.walk import Walk
from core.envelope import Command
from core.pool import NodePool
from core.sink import hud


class FrameEngine(Walk):
    """Runs one session's turns through a graph, frame by frame."""

    def __init__(self, pool: NodePool) -> None:
        super().__init__(pool)
        self._frame = 0

    async def process_message(self, turn: Turn) -> Outcome:
        """Answer a person's words. Raises ModelError, ExpertFailed."""
        self._frame = 0
        return await super().process_message(turn)

    async def process_action(self, command: Command, turn: Turn) -> Outcome:
        """Answer a click that only the graph can answer. Raises ModelError, ExpertFailed."""
        self._frame = 0
        return await super().process_action(command, turn)

    def _entered(self, node: str) -> None:
        self._frame += 1
        hud(node, "frame", number=self._frame)
