import pytest

from core.errors import UnknownGraph
from core.graph import get_graph_for_cytoscape, list_graphs, load_graph


def test_four_graphs_ship() -> None:
    assert list_graphs() == ("v1", "v2", "v3", "v4-eras")
    assert [load_graph(name).engine for name in list_graphs()] == ["pipeline", "director", "frames", "frames"]


@pytest.mark.parametrize("name", list_graphs())
def test_every_graph_that_ships_is_sound_and_its_prompts_are_there(name: str) -> None:
    graph = load_graph(name)

    assert graph.name == name
    assert graph.title
    assert graph.nodes["input"].instructions
    assert all(spec.instructions for spec in graph.nodes.values() if spec.kind not in {"sensor", "ui"})
    assert all(bool(spec.update_prompt) == bool(spec.update_instructions) for spec in graph.nodes.values())


def test_an_unknown_graph_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownGraph, match="no graph 'v9'; there are v1, v2, v3, v4-eras"):
        load_graph("v9")


@pytest.mark.parametrize("name", list_graphs())
def test_cytoscape_gets_an_element_for_each_node_and_edge(name: str) -> None:
    graph = load_graph(name)

    elements = [e["data"] for e in get_graph_for_cytoscape(name)]

    assert {e["id"]: e["kind"] for e in elements if "kind" in e} == {
        name: spec.kind for name, spec in graph.nodes.items()
    }
    assert [(e["source"], e["label"], e["target"]) for e in elements if "source" in e] == [
        (e.source, e.when, e.target) for e in graph.edges
    ]
    assert len({e["id"] for e in elements}) == len(elements) == len(graph.nodes) + len(graph.edges)
