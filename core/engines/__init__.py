"""The engines: how a command goes through a graph. All walk its edges by outcome; frames number each step."""

from typing import assert_never

from core.engines.frames import FrameEngine
from core.engines.walk import Walk
from core.pool import NodePool


def engine_for(pool: NodePool) -> Walk:
    """Return the engine that the pool's graph asks for."""
    match pool.graph.engine:
        case "pipeline" | "director":
            return Walk(pool)
        case "frames":
            return FrameEngine(pool)
        case _:
            assert_never(pool.graph.engine)
