"""Pictures of graphs, each drawn once."""

import asyncio

from core.blueprint import Graph


class Pictures:
    """Draws graphs in a thread, one after the other, and keeps what is drawn: at most 300 KB for each."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[Graph, bytes]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def of(self, graph: Graph) -> bytes:
        """Return a picture of a graph as a PNG, drawn anew where the graph of that name has changed."""
        from adapters.tools.graph_picture import picture  # noqa: PLC0415 - what draws takes half a second and 50 MB

        async with self._one_at_a_time:
            before = self._drawn.get(graph.name)
            if before is not None and before[0] == graph:
                return before[1]
            drawn = await asyncio.to_thread(picture, graph)
            self._drawn[graph.name] = (graph, drawn)
            return drawn
