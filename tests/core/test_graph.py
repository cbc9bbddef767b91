import time
from pathlib import Path

import pytest

from core.blueprint import ways_from
from core.errors import GraphError, UnknownGraph
from core.graph import get_graph_for_cytoscape, list_graphs, load_graph


def edge(source: str, target: str, when: str = "next") -> str:
    return f'[[edges]]\nfrom = "{source}"\nto = "{target}"\nwhen = "{when}"\n'


def edges(ways: str) -> str:
    """Return the edges of a list such as `input thinker, director think thinker`."""
    return "".join(edge(way[0], way[-1], *way[1:-1]) for way in map(str.split, ways.split(", ")))


SOUND = """
title = "T"
engine = "pipeline"
start = "input"
nodes = { sensor = { kind = "sensor" }, input = { kind = "input", prompt = "p" }, thinker = { kind = "thinker", prompt = "p" }, output = { kind = "output", prompt = "p" }, ui = { kind = "ui" }, memorizer = { kind = "memorizer", prompt = "p" } }
edges = [ { from = "input", to = "thinker" }, { from = "thinker", to = "output" }, { from = "thinker", to = "ui" } ]
"""  # noqa: E501 - TOML's inline tables are one line each

NODES = """
title = "T"
engine = "director"
start = "input"

[nodes]
sensor = { kind = "sensor" }
input = { kind = "input", prompt = "p" }
director = { kind = "director", prompt = "p", update_prompt = "p" }
thinker = { kind = "thinker", prompt = "p", model = "m", timeout = 5, retries = 0, fallback = ["n"] }
numbers = { kind = "expert", prompt = "p", about = "sums", tools = ["calculator"] }
interpreter = { kind = "interpreter", prompt = "p" }
output = { kind = "output", prompt = "p" }
ui = { kind = "ui" }
memorizer = { kind = "memorizer", prompt = "p" }
"""
VOICES = edges("thinker output, thinker ui, numbers output, numbers ui, interpreter output, interpreter ui")
HEADS = edges("sensor input, input director, director think thinker, director numbers numbers")
RICH = NODES + VOICES + HEADS + edges("numbers tool_output interpreter, memorizer update director")
PA = '[nodes.pa]\nkind = "pa"\nprompt = "p"\n'
LOST = '[nodes.lost]\nkind = "thinker"\nprompt = "p"\n'
FOLLOW = {
    "sensor": {"next": "input"},
    "input": {"next": "director pa thinker numbers", "plan": "director pa thinker numbers", "reflex": "output ui"},
    "director": {"any": "pa thinker numbers"},
    "pa": {"any": "director thinker numbers output"},
    "thinker": {"next": "output ui", "tool_output": "interpreter output ui"},
    "numbers": {"next": "output ui", "tool_output": "interpreter output ui"},
    "interpreter": {"next": "output ui"},
    "output": {"next": "memorizer"},
    "ui": {"next": "memorizer"},
    "memorizer": {"update": "director"},
}
"""What may follow a node when it came to an outcome; `ui` where there is the output node beside it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts/p.md").write_text("Understand.")
    return tmp_path


def mistake(folder: Path, text: str | bytes) -> str:
    """Return what is said of a graph's file, which is one line."""
    (folder / "g.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(GraphError) as caught:
        load_graph("g", folder)
    said = str(caught.value)
    assert "\n" not in said
    return said


def rich(*changes: tuple[str, str], more: str = "") -> str:
    text = RICH
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text + more


def test_a_sound_graph_is_read_with_its_prompts(folder: Path) -> None:
    (folder / "g.toml").write_text(SOUND)

    graph = load_graph("g", folder)

    assert graph.nodes["input"].instructions == "Understand."
    thinker = graph.nodes["thinker"]
    assert (thinker.instructions, thinker.model, thinker.fallback, thinker.tools) == ("Understand.", "", (), ())
    assert (thinker.timeout, thinker.retries) == (60.0, 1)
    assert graph.after("thinker", "next") == ("output", "ui")


def test_a_rich_graph_is_read_with_all_it_says(folder: Path) -> None:
    (folder / "prompts/p.md").write_text("\n  Verstehe – alles.\n", "utf-8")
    (folder / "g.toml").write_text(RICH)

    graph = load_graph("g", folder)

    assert graph.outcomes("director") == ("think", "numbers")
    assert graph.onward("thinker", "next") == "output"
    assert graph.of_kind("expert") == ("numbers",)
    assert graph.only("director") == "director"
    assert graph.nodes["director"].update_instructions == "Verstehe – alles."
    assert graph.nodes["numbers"].tools == ("calculator",)
    thinker = graph.nodes["thinker"]
    assert (thinker.model, thinker.timeout, thinker.retries, thinker.fallback) == ("m", 5.0, 0, ("n",))


def test_the_screen_may_stand_before_the_voice(folder: Path) -> None:
    voice, screen = '{ from = "thinker", to = "output" }', '{ from = "thinker", to = "ui" }'
    (folder / "g.toml").write_text(SOUND.replace(f"{voice}, {screen}", f"{screen}, {voice}"))

    graph = load_graph("g", folder)

    assert graph.after("thinker", "next") == ("ui", "output")
    assert graph.onward("thinker", "next") == "output"


def test_the_ways_from_a_routing_node_say_what_may_be_chosen_and_what_ends_the_work() -> None:
    graph = load_graph("v4-eras")

    ways = ways_from(graph, "pa")

    assert ways.onward == {"think": "thinker", **{way: way for way in ("numbers", "time", "data")}, "done": "output"}
    assert (ways.endings, ways.with_screen) == (("done",), frozenset())
    about = {choice.name: choice.about for choice in ways.choices}
    assert about == {
        **{name: graph.nodes[node].about for name, node in ways.onward.items() if node != "output"},
        "done": "the work is done: give the answer itself",
    }
    assert ways.choices[1].tools == ("calculator",)


def test_the_ways_from_a_thinker_lead_to_the_voice_and_the_screen() -> None:
    ways = ways_from(load_graph("v4-eras"), "numbers")

    assert ways.onward == {"next": "output", "tool_output": "interpreter"}
    assert (ways.endings, ways.with_screen) == (("next",), frozenset({"next"}))


def test_an_outcome_of_a_routing_node_may_have_any_name_also_update(folder: Path) -> None:
    (folder / "g.toml").write_text(rich(('when = "think"', 'when = "update"')))

    assert load_graph("g", folder).outcomes("director") == ("update", "numbers")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("title =", "title"), "g.toml: not valid TOML"),
        (('title = "T"', ""), "g.toml: title: field required"),
        (('title = "T"', "title = 3"), "g.toml: title: input should be a valid string"),
        (('title = "T"', 'title = "T"\ncolour = "red"'), "g.toml: colour: extra inputs are not permitted"),
        (('title = "T"', 'title = "T"\nname = "v1"'), "g.toml: name: extra inputs are not permitted"),
        (('"pipeline"', '"rocket"'), "g.toml: engine: input should be 'pipeline', 'director' or 'frames'"),
        (('kind = "thinker"', 'kind = "poet"'), "g.toml: nodes.thinker.kind: input should be"),
        (('kind = "thinker"', 'model = "m"'), "g.toml: nodes.thinker.kind: field required"),
        (
            ('to = "output"', 'to = "mouth"'),
            "g.toml: edges.1.to: there is no node 'mouth'; expected one of sensor, input",
        ),
        (
            ('from = "thinker"', 'from = "brain"'),
            "edges.1.from: there is no node 'brain'; expected one of sensor, input",
        ),
        (('start = "input"', 'start = "entry"'), "g.toml: start: there is no node 'entry'; expected one of sensor"),
        ((', to = "output"', ""), "g.toml: edges.1.to: field required"),
        ((', to = "output"', ', to = "output", if = "x"'), "g.toml: edges.1.if: extra inputs are not permitted"),
        (('prompt = "p"', 'prompt = "q"'), "g.toml: nodes.input.prompt: there is no file prompts/q.md"),
        ((', ui = { kind = "ui" }', ""), "to: there is no node 'ui'"),
        (('"input"\nnodes', '"thinker"\nnodes'), "g.toml: start: 'thinker'; expected the input node"),
        ((', memorizer = { kind = "memorizer", prompt = "p" }', ""), "g.toml: nodes: expected one memorizer node"),
        (('"input", to = "thinker"', '"input", when = "reflex", to = "output"'), "input needs an edge without `when`"),
        (('{ from = "thinker", to = "output" }, ', ""), "edges: thinker when 'next' to ui; expected output beside it"),
        ((', { from = "thinker", to = "ui" }', ""), "edges: thinker when 'next' to output; expected ui beside it"),
        (('from = "input", to', 'from = "input", when = "rain", to'), "input when 'rain'; expected next, plan, reflex"),
    ],
)
def test_a_mistake_in_a_graph_is_one_line_with_file_key_and_what_was_expected(
    folder: Path, wrong: tuple[str, str], said: str
) -> None:
    assert said in mistake(folder, SOUND.replace(*wrong, 1))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("timeout = -1", "timeout: input should be greater than 0"),
        ("timeout = 0", "timeout: input should be greater than 0"),
        ("timeout = nan", "timeout: input should be"),
        ("timeout = inf", "timeout: input should be a finite number"),
        ("timeout = true", "timeout: input should be a valid number"),
        ('timeout = "5"', "timeout: input should be a valid number"),
        ("retries = -1", "retries: input should be greater than or equal to 0"),
        ("retries = 6", "retries: input should be less than or equal to 5"),
        ("retries = 1.5", "retries: input should be a valid integer"),
        ("retries = true", "retries: input should be a valid integer"),
        ('tools = "clock"', "tools: input should be a valid tuple"),
        ("tools = [1]", "tools.0: input should be a valid string"),
        ('fallback = "m"', "fallback: input should be a valid tuple"),
        ("model = 1", "model: input should be a valid string"),
        ("prompt = false", "prompt: input should be a valid string"),
        ('colour = "red"', "colour: extra inputs are not permitted"),
        ('instructions = "Think."', "instructions: extra inputs are not permitted"),
        ('update_instructions = "Think."', "update_instructions: extra inputs are not permitted"),
    ],
)
def test_a_wrong_value_or_key_of_a_node_is_named_with_its_place(folder: Path, key: str, said: str) -> None:
    text = SOUND.replace('"thinker", prompt = "p"', f'"thinker", {key}')

    assert mistake(folder, text).startswith(f"g.toml: nodes.thinker.{said}")


@pytest.mark.parametrize(
    ("node", "key"),
    [
        ("ui", 'prompt = "p"'),
        ("sensor", 'model = "m"'),
        ("sensor", "timeout = 5"),
        ("ui", "retries = 1"),
        ("ui", "fallback = []"),
        ("output", 'tools = ["clock"]'),
        ("memorizer", 'about = "memory"'),
        ("thinker", 'update_prompt = "p"'),
    ],
)
def test_a_key_on_the_wrong_kind_of_node_is_named_with_the_kinds_that_have_it(
    folder: Path, node: str, key: str
) -> None:
    said = mistake(folder, SOUND.replace(f'kind = "{node}"', f'kind = "{node}", {key}'))

    assert said.startswith(f"g.toml: nodes.{node}.{key.split(maxsplit=1)[0]}: a {node} node has none; expected one of ")


@pytest.mark.parametrize("node", ["sensor", "input", "output", "memorizer", "ui"])
def test_a_node_that_every_graph_needs_is_there_once(folder: Path, node: str) -> None:
    twice = RICH.replace("[nodes]", f'[nodes]\nother = {{ kind = "{node}" }}')
    never = RICH.replace(f'{node} = {{ kind = "{node}"', f'{node} = {{ kind = "thinker"')

    assert f"g.toml: nodes: expected one {node} node" in mistake(folder, twice)
    assert f"g.toml: nodes: expected one {node} node" in mistake(folder, never)


@pytest.mark.parametrize("node", ["director", "interpreter", "pa"])
def test_two_nodes_of_a_kind_that_there_is_once_at_most_are_both_named(folder: Path, node: str) -> None:
    two = RICH.replace("[nodes]", f'[nodes]\none = {{ kind = "{node}" }}\ntwo = {{ kind = "{node}" }}')

    said = mistake(folder, two)

    assert said.startswith("g.toml: nodes: one, two")
    assert f"; expected at most one {node} node" in said


@pytest.mark.parametrize(
    ("engine", "said"),
    [("director", "expected a director node"), ("frames", "expected a director or a pa node")],
)
def test_an_engine_says_which_node_it_misses(folder: Path, engine: str, said: str) -> None:
    assert mistake(folder, SOUND.replace("pipeline", engine)) == f"g.toml: nodes: {said} for the {engine} engine."


@pytest.mark.parametrize("engine", ["pipeline", "director", "frames"])
def test_no_graph_goes_without_a_thinker(folder: Path, engine: str) -> None:
    text = rich(('kind = "thinker"', 'kind = "expert", about = "all"'), ('engine = "director"', f'engine = "{engine}"'))

    assert mistake(folder, text) == f"g.toml: nodes: expected a thinker node for the {engine} engine."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (rich((', about = "sums"', "")), "nodes.numbers.about: expected what the expert is for"),
        (rich(('about = "sums"', 'about = ""')), "nodes.numbers.about: expected what the expert is for"),
        (
            rich((', update_prompt = "p"', "")),
            "memorizer when 'update' to director; expected a director with an update",
        ),
        (rich(('e_prompt = "p"', 'e_prompt = "q"')), "nodes.director.update_prompt: there is no file prompts/q.md"),
        (rich(('when = "numbers"', 'when = "think"')), "director when 'think' needs one node to go on to, beside ui"),
        (rich(more=LOST), "nodes.lost: no edge leads there; expected one that a turn can take"),
        (rich(more=PA + LOST + edges("pa a lost, lost output, lost ui")), "nodes.pa: no edge leads there"),
        (rich(more=PA + edge("director", "pa", "ask")), "nothing follows pa; expected a way to the output node"),
        (SOUND.replace('"thinker", to', '"thinker", when = "tool_output", to'), "thinker needs an edge without `when`"),
        (rich((edge("numbers", "interpreter", "tool_output"), "")), "nodes.interpreter: no edge leads there; expected"),
        (rich((', tools = ["calculator"]', "")), "nodes.interpreter: no edge leads there; expected one that a turn"),
        (rich((edge("input", "director"), edge("input", "thinker"))), "nodes.numbers: no edge leads there; expected"),
        (rich(('to = "interpreter"', 'to = "output"')), "numbers when 'tool_output' to output; expected ui beside it"),
        (rich((edge("interpreter", "ui"), "")), "interpreter when 'next' to output; expected ui beside it"),
        (rich(more=edge("interpreter", "output", "rain")), "interpreter when 'rain'; expected next"),
        (rich(more=edge("thinker", "interpreter", "tool")), "thinker when 'tool'; expected next, tool_output"),
        (rich(more=edge("memorizer", "output")), "memorizer when 'next'; expected update"),
        (rich(more=edge("memorizer", "thinker", "update")), "memorizer when 'update' to thinker; expected a director"),
        (rich(more=PA + edges("director ask pa, pa back director")), "input → director → pa → director is a circle"),
        (rich(more=PA + edges("director ask pa, pa show ui")), "pa when 'show' to ui; expected output beside it"),
        (rich(more=edges("numbers tool_output output, numbers tool_output ui")), "when 'tool_output' needs one node"),
        (rich(more=edge("thinker", "ui")), "thinker when 'next' to ui stands there twice"),
        (rich(("[nodes]", '[nodes]\n"a\\nb" = { kind = "thinker", prompt = "p" }')), "nodes.a b: no edge leads there"),
        (rich(("[nodes]", '[nodes]\n"a\\nb" = { kind = "poet" }')), "nodes.a b.kind: input should be"),
        (
            'title = "T"\nengine = "pipeline"\nstart = "input"\nedges = []\nnodes = {}',
            "start: there is no node 'input'",
        ),
        ("", "title: field required"),
        ("nodes = 3", "title: field required"),
        (SOUND.replace("nodes = {", "nodes = 3 #"), "g.toml: nodes: input should be a valid"),
        (b'title = "\xff"', "not valid TOML: 'utf-8' codec can't decode byte 0xff"),
        (b"\x00", "not valid TOML"),
    ],
)
def test_what_keeps_a_turn_from_its_end_is_one_line_too(folder: Path, text: str | bytes, said: str) -> None:
    told = mistake(folder, text)

    assert told.startswith("g.toml: ")
    assert said in told


@pytest.mark.parametrize(("source", "when"), [(source, when) for source, ways in FOLLOW.items() for when in ways])
def test_what_may_not_follow_a_node_is_named(folder: Path, source: str, when: str) -> None:
    for target in sorted({*FOLLOW} - {*FOLLOW[source][when].split()}):
        said = mistake(folder, rich(more=PA + edge(source, target, when)))
        assert said.startswith(f"g.toml: edges: {source} when {when!r} to {target}")
        assert "; expected " in said


@pytest.mark.parametrize(
    "ways",
    [
        "input pa, input plan director, director a thinker, pa a director, pa b thinker, pa c numbers, pa d output",
        "input director, director a pa, pa a thinker, director b numbers, pa d output, pa d ui, input reflex output",
        "input thinker, input plan pa, pa a numbers, thinker tool_output output, thinker tool_output ui, pa b director",
        "input numbers, input plan director, director a pa, pa a thinker, output memorizer, ui memorizer, sensor input",
        "input numbers, input plan pa, pa a thinker, memorizer update director",
    ],
)
def test_what_may_follow_a_node_is_sound(folder: Path, ways: str) -> None:
    leaving = "" if "director a" in ways else "director a thinker, "
    (folder / "g.toml").write_text(NODES + PA + VOICES + edges(f"{leaving}numbers tool_output interpreter, {ways}"))

    assert len(load_graph("g", folder).nodes) == 10


@pytest.mark.parametrize("node", ["input", "director", "thinker", "numbers", "interpreter", "output", "memorizer"])
def test_a_node_that_asks_a_model_has_a_prompt(folder: Path, node: str) -> None:
    kind = "expert" if node == "numbers" else node

    for none in ("", 'prompt = ""'):
        said = mistake(folder, rich((f'"{kind}", prompt = "p"', f'"{kind}", {none}'.rstrip(", "))))
        assert said == f"g.toml: nodes.{node}.prompt: expected the name of a file in prompts/."


def test_a_graph_of_very_many_ways_is_checked_in_no_time(folder: Path) -> None:
    ways = ", ".join(f"director {n} pa, pa {n} thinker" for n in range(600))
    (folder / "g.toml").write_text(rich(more=PA + edges(ways)))
    began = time.perf_counter()

    assert len(load_graph("g", folder).outcomes("pa")) == 600
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(("key", "before"), [("prompt", ""), ("update_prompt", 'prompt = "p", ')])
def test_a_prompt_that_is_not_utf_8_is_named_with_the_node_that_wants_it(folder: Path, key: str, before: str) -> None:
    (folder / "prompts/latin.md").write_bytes("Überlege.".encode("latin-1"))

    said = mistake(folder, rich((f'director", {before}{key} = "p"', f'director", {before}{key} = "latin"')))

    assert said == f"g.toml: nodes.director.{key}: prompts/latin.md is not UTF-8."


def test_a_folder_of_ones_own_is_listed_by_its_graphs_only(folder: Path) -> None:
    (folder / "b.toml").write_text(SOUND)
    (folder / "a.toml").write_text(SOUND)
    (folder / "notes.txt").write_text("x")

    assert list_graphs(folder) == ("a", "b")
    with pytest.raises(UnknownGraph, match="no graph 'v1'; there are a, b"):
        load_graph("v1", folder)


def test_cytoscape_gets_a_graph_of_ones_own(folder: Path) -> None:
    (folder / "g.toml").write_text(SOUND)

    assert {"data": {"id": "ui", "label": "ui", "kind": "ui"}} in get_graph_for_cytoscape("g", folder)
    assert get_graph_for_cytoscape("g", folder)[-1] == {
        "data": {"id": "thinker-next-ui", "source": "thinker", "target": "ui", "label": "next"}
    }
