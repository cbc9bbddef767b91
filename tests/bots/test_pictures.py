"""Pictures of graphs, kept once they are drawn."""

import asyncio

import pytest

from adapters.tools import graph_picture
from bots.pictures import Pictures
from core.blueprint import Graph
from core.graph import load_graph


async def test_a_graph_is_drawn_once_however_many_ask_and_anew_where_it_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []

    def picture(graph: Graph) -> bytes:
        drawn.append(graph.title)
        return graph.title.encode()

    monkeypatch.setattr(graph_picture, "picture", picture)
    pictures, graph = Pictures(), load_graph("v1")
    other = graph.model_copy(update={"title": "Changed"})

    together = await asyncio.gather(*(pictures.of(graph) for _ in range(3)))
    later = [await pictures.of(load_graph("v1")), await pictures.of(other), await pictures.of(other)]

    assert drawn == [graph.title, "Changed"]
    assert together == [graph.title.encode()] * 3
    assert later == [graph.title.encode(), b"Changed", b"Changed"]


async def test_a_drawing_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(graph: Graph) -> bytes:
        raise OSError("no font")

    pictures, graph = Pictures(), load_graph("v1")
    with monkeypatch.context() as patched:
        patched.setattr(graph_picture, "picture", broken)
        with pytest.raises(OSError, match="no font"):
            await pictures.of(graph)

    assert (await pictures.of(graph)).startswith(b"\x89PNG")
