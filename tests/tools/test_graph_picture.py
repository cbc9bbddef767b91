"""A graph's picture shows the graph, all of it and nothing else, where nothing hides anything."""

import asyncio
import io
import struct
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from adapters.shared.charts import png
from adapters.tools.graph_layout import Layout, Placed, Slot, lay_out
from adapters.tools.graph_picture import picture
from core.artifacts import Chart, Series
from core.blueprint import ALWAYS, Graph
from core.graph import list_graphs, load_graph

Way = tuple[str, str, str]
"""From which node, to which, by what outcome."""
AROUND = ("sensor", "input", "pa", "thinker", "interpreter", "output", "ui", "memorizer")
ROUND_TRIP: tuple[Way, ...] = (
    ("sensor", "input", ALWAYS),
    ("input", "pa", ALWAYS),
    ("input", "output", "reflex"),
    ("input", "ui", "reflex"),
    ("pa", "thinker", "think"),
    ("pa", "output", "done"),
    ("thinker", "output", ALWAYS),
    ("interpreter", "output", ALWAYS),
    ("output", "memorizer", ALWAYS),
    ("ui", "memorizer", ALWAYS),
)


def graph(nodes: dict[str, str], ways: list[Way] | tuple[Way, ...], name: str = "graph", title: str = "Title") -> Graph:
    edges = [{"from": source, "to": target, "when": when} for source, target, when in ways]
    kinds = {node: {"kind": kind} for node, kind in nodes.items()}
    start = next(iter(nodes))
    described = {"name": name, "title": title, "engine": "frames", "start": start, "nodes": kinds, "edges": edges}
    return Graph.model_validate(described)


def many(*experts: str, name: str = "many", title: str = "Many experts") -> Graph:
    """Return a graph of many experts, between whom a personal assistant chooses."""
    ways: list[Way] = [*ROUND_TRIP]
    for expert in experts:
        ways += [("pa", expert, expert), (expert, "output", ALWAYS), (expert, "interpreter", "tool_output")]
    kinds = dict(zip(AROUND, AROUND, strict=True)) | dict.fromkeys(experts, "expert")
    return graph(kinds, ways, name, title)


THIRTY = many(*(f"expert{number}" for number in range(22)))
LONG = many(
    *(f"an_expert-for.number{n}:with_a_name_that_does_not_end" for n in range(3)), name="n" * 200, title="t " * 900
)
GRAPHS = [*map(load_graph, list_graphs()), THIRTY, LONG, graph({"alone": "input"}, ())]
EVERY = pytest.mark.parametrize("drawn", GRAPHS, ids=lambda drawn: drawn.name[:10])


def measured(slot: Slot) -> tuple[float, float]:
    return (100.0 + 5 * len(slot.name), 50.0) if slot.what == "node" else (9.0 * len(slot.text), 24.0)


def overlapping(layout: Layout) -> list[tuple[Slot, Slot]]:
    """Return what lies over something else."""
    places = list(layout.places.values())
    return [
        (one.slot, other.slot)
        for index, one in enumerate(places)
        for other in places[index + 1 :]
        if abs(one.x - other.x) < (one.width + other.width) / 2 - 1e-6
        and abs(one.y - other.y) < (one.height + other.height) / 2 - 1e-6
    ]


def told(layout: Layout) -> set[Way]:
    """Return the edges as somebody who follows the lines of the picture reads them."""
    nodes = [slot for slot in layout.places if slot.what == "node"]
    return {(node.name, *end) for node in nodes for back in (False, True) for end in _followed(layout, node, "", back)}


def _followed(layout: Layout, slot: Slot, word: str, back: bool) -> Iterator[tuple[str, str]]:
    for line in layout.lines:
        here, there = (line.lower, line.upper) if back else (line.upper, line.lower)
        if here == slot and line.back == back:
            if there.what == "node":
                yield there.name, word
            else:
                yield from _followed(layout, there, there.text if there.what == "word" else word, back)


def meant(drawn: Graph) -> set[Way]:
    """Return the edges with the words that they should have."""
    outcomes: dict[tuple[str, str], list[str]] = {}
    for edge in drawn.edges:
        outcomes.setdefault((edge.source, edge.target), []).append(edge.when)
    return {(*pair, "" if words == [ALWAYS] else ", ".join(words)) for pair, words in outcomes.items()}


@st.composite
def any_graph(draw: st.DrawFn) -> Graph:
    names = [f"node{number}" for number in range(draw(st.integers(2, 9)))]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from([ALWAYS, "a", "b"]))
    ways = draw(st.lists(pairs.filter(lambda way: way[0] != way[1]), max_size=24, unique=True))
    return graph(dict.fromkeys(names, "expert"), ways)


@EVERY
def test_who_follows_the_lines_reads_the_graph(drawn: Graph) -> None:
    assert told(lay_out(drawn, measured, 4)) == meant(drawn)


@settings(max_examples=60, deadline=None)
@given(drawn=any_graph(), widest=st.integers(1, 4))
def test_any_graph_is_shown_whole_and_nothing_lies_over_anything(drawn: Graph, widest: int) -> None:
    layout = lay_out(drawn, measured, widest)

    assert told(layout) == meant(drawn)
    assert overlapping(layout) == []


@EVERY
@pytest.mark.parametrize("widest", [2, 4])
def test_boxes_words_and_lines_keep_apart_and_inside(drawn: Graph, widest: int) -> None:
    layout = lay_out(drawn, measured, widest)

    assert overlapping(layout) == []
    for place in layout.places.values():
        assert place.width / 2 - 1e-6 <= place.x <= layout.width - place.width / 2 + 1e-6
        assert place.height / 2 - 1e-6 <= place.y <= layout.height - place.height / 2 + 1e-6


@EVERY
def test_what_is_drawn_between_rows_touches_neither(drawn: Graph) -> None:
    layout = lay_out(drawn, measured, 4)
    rows: dict[int, list[Placed]] = {}
    for place in layout.places.values():
        rows.setdefault(place.slot.rank, []).append(place)

    for line in layout.lines:
        above = max(place.y + place.height / 2 for place in rows[line.upper.rank])
        assert above < min(place.y - place.height / 2 for place in rows[line.lower.rank])


@EVERY
def test_each_node_stands_below_those_that_lead_to_it(drawn: Graph) -> None:
    places = {slot.name: place for slot, place in lay_out(drawn, measured, 4).places.items() if slot.what == "node"}

    upwards = {(edge.source, edge.when) for edge in drawn.edges if places[edge.source].y >= places[edge.target].y}

    assert upwards <= {("memorizer", "update")}


def test_no_more_stand_beside_each_other_than_there_is_room_for() -> None:
    rows = [slot.rank for slot in lay_out(THIRTY, measured, 3).places if slot.what == "node"]

    assert max(map(rows.count, rows)) == 3


def test_a_line_that_nothing_is_in_the_way_of_is_straight() -> None:
    names = [f"node{number}" for number in range(12)]
    chain = [(one, other, ALWAYS) for one, other in pairwise(names)]
    layout = lay_out(graph(dict.fromkeys(names, "expert"), chain), measured, 4)

    assert {round(place.x) for place in layout.places.values()} == {round(layout.width / 2)}


@EVERY
def test_it_is_a_light_png_that_platforms_take_and_phones_show(drawn: Graph) -> None:
    data = picture(drawn)
    wide, high = struct.unpack(">II", data[16:24])

    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) <= 300_000
    assert 520 <= wide <= 1_600
    assert high <= 6_000


def test_one_that_would_be_too_heavy_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.tools.graph_picture._BYTES", 20_000)

    assert len(picture(load_graph("v1"))) <= 20_000


def test_the_kinds_have_their_colours() -> None:
    shown = Image.open(io.BytesIO(picture(load_graph("v4-eras")))).convert("RGB").getcolors(1_000_000)
    assert shown is not None
    fills = {colour for count, colour in shown if count > 9_000}

    assert len(fills) >= 9


@pytest.mark.parametrize("name", ["$\\frac{$", "日本 & co", "a\nb\x1b[2J", "\u202eright", "🙂", " ", "_", "ﷺ" * 60])
def test_any_name_can_be_drawn(name: str) -> None:
    drawn = graph({name: "expert", "b": "expert"}, [(name, "b", name)], name, name)

    assert picture(drawn).startswith(b"\x89PNG")


async def test_pictures_and_charts_can_be_drawn_at_the_same_time_and_come_out_the_same() -> None:
    chart = Chart("Title", "bar", ("a", "b"), (Series("s", (1.0, 2.0)),))
    drawn = load_graph("v1")
    expected = [await asyncio.to_thread(picture, drawn), await asyncio.to_thread(png, chart)]

    again = await asyncio.gather(*(asyncio.to_thread(picture, drawn) for _ in range(3)), asyncio.to_thread(png, chart))

    assert again == [expected[0]] * 3 + [expected[1]]


def test_a_start_does_not_load_the_drawing_library() -> None:
    program = "import sys, adapters.tools.graph_picture; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=30).returncode == 0


def test_what_goes_back_up_is_told_from_what_goes_down() -> None:
    layout = lay_out(load_graph("v1"), measured, 4)

    back = [line for line in layout.lines if line.back]
    assert {line.upper.name for line in back if line.upper.what == "node"} == {"director"}
    assert {line.lower.name for line in back if line.lower.what == "node"} == {"memorizer"}
