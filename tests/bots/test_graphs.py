"""`python -m bots graphs` as people run it."""

import json
from pathlib import Path

import pytest

from core.graph import get_graph_for_cytoscape, list_graphs, load_graph
from tests.bots.program import ROOT, bots

GRAPHS = ROOT / "graphs"


async def graphs(*arguments: str, cwd: Path, **settings: str) -> tuple[int, str, str]:
    """Run to the end and return the exit status and what was said on standard output and standard error."""
    process = await bots("graphs", *arguments, cwd=cwd, **settings)
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def a_graph(folder: Path, changed: str = "", to: str = "") -> Path:
    """Return a graph's file of one's own, like v1 but for what was changed."""
    text = (GRAPHS / "v1.toml").read_text("utf-8")
    assert changed in text
    file = folder / "mine.toml"
    file.write_text(text.replace(changed, to) if changed else text, "utf-8")
    return file


async def test_every_graph_is_listed_with_title_and_engine(tmp_path: Path) -> None:
    status, told, _ = await graphs("list", cwd=tmp_path)

    lines = told.splitlines()
    assert status == 0
    assert [line.split()[0] for line in lines] == list(list_graphs())
    for line, graph in zip(lines, map(load_graph, list_graphs()), strict=True):
        assert graph.title in line
        assert graph.engine in line.removeprefix(graph.name).replace(graph.title, "").split()


@pytest.mark.parametrize(("settings", "default"), [({}, "v4-eras"), ({"GRAPH": "v1"}, "v1")])
async def test_the_graph_that_the_settings_name_is_marked(
    tmp_path: Path, settings: dict[str, str], default: str
) -> None:
    _, told, _ = await graphs("list", cwd=tmp_path, **settings)

    assert [line.split()[0] for line in told.splitlines() if line.endswith("(default)")] == [default]


async def test_a_graph_is_shown_node_by_node_with_its_ways(tmp_path: Path) -> None:
    status, told, _ = await graphs("show", "v1", cwd=tmp_path)

    rows = {line.split()[0]: line for line in told.splitlines()[3:]}
    graph = load_graph("v1")
    assert status == 0
    assert graph.title in told
    assert f"engine {graph.engine}" in told
    assert "→ thinker (next) · " in rows["input"]
    assert " · output, ui (reflex)" in rows["input"]
    assert set(rows) == set(graph.nodes)


@pytest.mark.parametrize("name", list_graphs())
async def test_each_node_stands_before_those_it_leads_to(tmp_path: Path, name: str) -> None:
    _, told, _ = await graphs("show", name, cwd=tmp_path)

    order = [line.split()[0] for line in told.splitlines()[3:]]
    backwards = [
        (edge.source, edge.target, edge.when)
        for edge in load_graph(name).edges
        if order.index(edge.source) > order.index(edge.target)
    ]
    assert sorted(order) == sorted(load_graph(name).nodes)
    assert all(when == "update" for *_, when in backwards), backwards


@pytest.mark.parametrize("name", list_graphs())
async def test_kind_model_tools_and_purpose_of_each_node_are_shown(tmp_path: Path, name: str) -> None:
    _, told, _ = await graphs("show", name, cwd=tmp_path)

    rows = {line.split()[0]: line for line in told.splitlines()[3:]}
    for node, spec in load_graph(name).nodes.items():
        for word in (spec.kind, spec.model, spec.about, ", ".join(spec.tools)):
            assert word in rows[node]


async def test_a_graph_is_shown_as_json_for_cytoscape(tmp_path: Path) -> None:
    status, told, _ = await graphs("show", "v4-eras", "--cytoscape", cwd=tmp_path)

    assert status == 0
    assert json.loads(told) == get_graph_for_cytoscape("v4-eras")


async def test_a_graph_that_is_not_there_is_one_line_that_names_those_that_are(tmp_path: Path) -> None:
    status, told, complaint = await graphs("show", "v9", cwd=tmp_path)

    assert (status, told) == (1, "")
    assert complaint.startswith("trivium: There is no graph 'v9'; there are ")
    assert complaint.count("\n") == 1


async def test_a_file_anywhere_with_the_packaged_prompts_is_sound(tmp_path: Path) -> None:
    file, graph = a_graph(tmp_path), load_graph("v1")

    status, told, complaint = await graphs("check", str(file), cwd=tmp_path)

    size = f"{len(graph.nodes)} nodes, {len(graph.edges)} edges"
    assert (status, told, complaint) == (0, f"{file} is sound: {size}, engine pipeline.\n", "")


async def test_whether_a_model_can_be_had_is_not_asked_of_a_file(tmp_path: Path) -> None:
    file = a_graph(tmp_path, 'prompt = "thinker"', 'prompt = "thinker", model = "gpt-9"')

    status, told, _ = await graphs("check", str(file), cwd=tmp_path)

    assert status == 0
    assert " is sound: " in told


async def test_a_prompt_beside_the_file_is_found(tmp_path: Path) -> None:
    file = a_graph(tmp_path, 'prompt = "thinker"', 'prompt = "pondering"')
    missing = await graphs("check", file.name, cwd=tmp_path)

    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "pondering.md").write_text("Ponder.")
    found = await graphs("check", file.name, cwd=tmp_path)

    assert missing[0] == 1
    assert "nodes.thinker.prompt: there is no file prompts/pondering.md" in missing[2]
    assert found[0] == 0
    assert found[1].startswith("mine.toml is sound: ")


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ('title = "', 'title = ["', "mine.toml: not valid TOML"),
        ('engine = "pipeline"', 'engine = "steam"', "mine.toml: engine: "),
        ('start = "input"', 'start = "exit"', "mine.toml: start: there is no node 'exit'"),
        ('prompt = "thinker", ', "", "mine.toml: nodes.thinker.prompt: expected the name of a file in prompts/."),
        (
            'from = "director"\nto = "thinker"',
            'from = "director"\nto = "output"',
            "mine.toml: edges: director when 'next'",
        ),
    ],
)
async def test_what_is_wrong_with_a_file_is_one_line(tmp_path: Path, changed: str, to: str, said: str) -> None:
    status, told, complaint = await graphs("check", str(a_graph(tmp_path, changed, to)), cwd=tmp_path)

    assert (status, told) == (1, "")
    assert complaint.startswith(f"trivium: {said}")
    assert complaint.count("\n") == 1


async def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    status, told, complaint = await graphs("check", "nowhere.toml", cwd=tmp_path)

    assert (status, told, complaint) == (1, "", "trivium: nowhere.toml: there is no such file.\n")


async def test_a_file_that_is_no_toml_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")

    status, _, complaint = await graphs("check", "notes.txt", cwd=tmp_path)

    assert (status, complaint) == (1, "trivium: notes.txt: a graph's file ends in .toml.\n")


async def test_a_prompt_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "thinker.md").write_bytes(b"\xff\xfe\xff")

    status, _, complaint = await graphs("check", str(a_graph(tmp_path)), cwd=tmp_path)

    assert status == 1
    assert "UTF-8" in complaint
    assert complaint.count("\n") == 1
