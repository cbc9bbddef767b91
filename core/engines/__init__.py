"""The engines: how a command goes through a graph. All walk its edges by outcome; frames report each step."""

from typing import Protocol, assert_never

from core.engines.frames import FrameEngine
from core.engines.pipeline import PipelineEngine
from core.engines.turn import Outcome, Turn
from core.envelope import Command
from core.nodes.thinking import Situation
from core.pool import NodePool


class Engine(Protocol):
    """Runs one session's turns through one graph."""

    async def process_message(self, turn: Turn) -> Outcome:
        """Answer a person's words. Raises ModelError."""

    async def process_action(self, command: Command, turn: Turn) -> Outcome:
        """Answer a click that only the graph can answer. Raises ModelError."""

    async def look_back(self, command: Command, situation: Situation) -> str | None:
        """Return a line to keep in mind from a finished turn on, or None. Raises ModelError."""


def engine_for(pool: NodePool) -> Engine:
    """Return the engine that the pool's graph asks for."""
    match pool.graph.engine:
        case "pipeline" | "director":
            return PipelineEngine(pool)
        case "frames":
            return FrameEngine(pool)
        case _:
            assert_never(pool.graph.engine)
