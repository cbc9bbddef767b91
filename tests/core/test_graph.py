from pathlib import Path

import pytest

from core.errors import GraphError, UnknownGraph
from core.graph import get_graph_for_cytoscape, list_graphs, load_graph

SOUND = """
title = "T"
engine = "pipeline"
start = "input"
nodes = { sensor = { kind = "sensor" }, input = { kind = "input", prompt = "p" }, thinker = { kind = "thinker" }, output = { kind = "output" }, ui = { kind = "ui" }, memorizer = { kind = "memorizer" } }
edges = [ { from = "input", to = "thinker" }, { from = "thinker", to = "output" }, { from = "thinker", to = "ui" } ]
"""  # noqa: E501 - TOML's inline tables are one line each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts/p.md").write_text("Understand.")
    return tmp_path


@pytest.mark.parametrize("name", list_graphs())
def test_every_graph_that_ships_is_sound_and_its_prompts_are_there(name: str) -> None:
    graph = load_graph(name)

    assert graph.nodes["input"].instructions


def test_a_sound_graph_is_read_with_its_prompts(folder: Path) -> None:
    (folder / "g.toml").write_text(SOUND)

    graph = load_graph("g", folder)

    assert graph.nodes["input"].instructions == "Understand."
    assert graph.after("thinker", "next") == ("output", "ui")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("title =", "title"), "g.toml: not valid TOML"),
        (('title = "T"', ""), "g.toml: title: field required"),
        (('title = "T"', 'title = "T"\ncolour = "red"'), "g.toml: colour: extra inputs are not permitted"),
        (('"pipeline"', '"rocket"'), "g.toml: engine: input should be 'pipeline' or 'frames'"),
        (('kind = "thinker"', 'kind = "poet"'), "g.toml: nodes.thinker.kind: input should be"),
        (('to = "output"', 'to = "mouth"'), "g.toml: an edge or start names 'mouth'; expected one of sensor, input"),
        (('prompt = "p"', 'prompt = "q"'), "g.toml: nodes.input.prompt: there is no file prompts/q.md"),
        ((', ui = { kind = "ui" }', ""), "g.toml: an edge or start names 'ui'"),
        ((', memorizer = { kind = "memorizer" }', ""), "g.toml: nodes: expected one memorizer node"),
        (('"input"\nnodes', '"thinker"\nnodes'), "g.toml: start: 'thinker'; expected the input node"),
        (('"thinker", to = "output"', '"thinker", to = "thinker"'), "input → thinker → thinker is a circle"),
        (('"thinker", to = "output"', '"output", to = "ui"'), "thinker when 'next' needs one node to go on to"),
        (('from = "input", to', 'from = "input", when = "reflex", to'), "input needs an edge without `when`"),
        (('from = "input", to', 'from = "input", when = "rain", to'), "input when 'rain'; expected next, reflex"),
    ],
)
def test_a_mistake_in_a_graph_is_one_line_with_file_key_and_what_was_expected(
    folder: Path, wrong: tuple[str, str], said: str
) -> None:
    (folder / "g.toml").write_text(SOUND.replace(*wrong, 1))

    with pytest.raises(GraphError) as caught:
        load_graph("g", folder)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_graph_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownGraph, match="no graph 'v9'; there are v1, v4-eras"):
        load_graph("v9")


def test_cytoscape_gets_an_element_for_each_node_and_edge() -> None:
    graph = load_graph("v4-eras")

    elements = [e["data"] for e in get_graph_for_cytoscape("v4-eras")]

    assert {e["id"] for e in elements if "kind" in e} == set(graph.nodes)
    assert [(e["source"], e["label"], e["target"]) for e in elements if "source" in e] == [
        (e.source, e.when, e.target) for e in graph.edges
    ]
