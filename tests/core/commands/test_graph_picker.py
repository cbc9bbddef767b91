"""`/graph` by clicks: a picker that switches what answers where, for admins alone."""

from pathlib import Path

import pytest

from core.artifacts import Image
from core.blueprint import Graph
from core.controls import Button, Select
from core.view import View
from tests.core.desk import ADA, BEN, Desk, desk
from tests.core.visits import HERE, ROOM, audited, press, rows, speaking_german, tell
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort

WHERE, TO, PICTURE = "sys_graph_where", "sys_graph_to", "sys_graph_picture"
REFUSED = "You may not do that here. Ask an admin of this assistant."
VERBOTEN = "Das darfst du hier nicht. Frage jemanden, der diesen Assistenten verwaltet."
GONE = "That button is no longer in use."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


def select(view: View, name: str) -> Select:
    found = next(control for control in view.controls if control.id == name)
    assert isinstance(found, Select)
    return found


def chosen(view: View, name: str) -> str:
    """Return what a person reads on a menu."""
    menu = select(view, name)
    option = menu.option(menu.chosen)
    return option.label if option is not None else ""


def option(view: View, graph: str) -> str:
    return next(one.id for one in select(view, TO).options if one.label == graph)


def is_set(file: Path) -> dict[str, str]:
    return dict(rows(file, "SELECT key, value FROM settings WHERE key LIKE 'graph/%'"))


async def picked(here: Desk, picker: View, where: str, graph: str) -> View:
    """Choose a place, then a graph."""
    view = await press(here, picker, WHERE, where)
    return await press(here, view, TO, option(view, graph))


async def test_the_picker_shows_what_answers_and_for_this_channel_nothing_is_chosen_yet(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        picker = await tell(here, "/graph")

    assert "- **v4-eras** (answers here): " in picker.text
    assert picker.private
    assert (chosen(picker, WHERE), chosen(picker, TO)) == ("this channel", "")
    assert [one.label for one in select(picker, TO).options] == ["v1", "v2", "v3", "v4-eras", "clear this"]
    assert [control.id for control in picker.controls] == [WHERE, TO]


async def test_a_choice_switches_the_channel_and_the_same_reply_says_so(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello")
        picker = await tell(here, "/graph")

        view = await press(here, picker, TO, option(picker, "v1"))
        await tell(here, "and now?")

        assert here.runtime().graph_name == "v1"
        assert here.port.notices == []  # the reply itself says it
        assert "edit" in here.port.calls
    assert (view.id, view.private) == (picker.id, True)
    assert view.text == "From the next message on, graph **v1** answers here."
    assert chosen(view, TO) == "v1"
    assert is_set(file) == {f"graph/channel/{ROOM}": "v1"}
    assert audited(file) == [("paper:ada", "graph", ROOM, 1, "v1")]


@pytest.mark.parametrize(
    ("where", "key", "said"),
    [
        ("session", f"graph/session/{HERE}", "in this conversation"),
        ("channel", f"graph/channel/{ROOM}", "here"),
        ("default", "graph/default", "wherever no other graph is set"),
    ],
)
async def test_where_says_where_and_clear_takes_it_back(file: Path, where: str, key: str, said: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello")
        view = await picked(here, await tell(here, "/graph"), where, "v2")
        kept = is_set(file)
        clear = await press(here, view, TO, "clear")

    assert view.text == f"From the next message on, graph **v2** answers {said}."
    assert kept == {key: "v2"}
    assert clear.text == f"From the next message on, graph **v4-eras** answers {said}."
    assert (select(clear, WHERE).chosen, chosen(clear, TO)) == (where, "")
    assert is_set(file) == {}


async def test_choosing_a_place_changes_nothing_and_shows_what_is_set_there(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello")
        await tell(here, "/graph v1 default")
        before = is_set(file)
        picker = await tell(here, "/graph")
        view = await press(here, picker, WHERE, "default")

        assert (chosen(view, WHERE), chosen(view, TO)) == ("everywhere", "v1")
        assert select(view, TO).label == "Graph for everywhere"
    assert is_set(file) == before
    assert len(audited(file)) == 1


async def test_a_picker_goes_on_working_after_a_restart(file: Path) -> None:
    async with desk(file, ScriptedModel()) as first:
        await tell(first, "hello")
        picker = await press(first, await tell(first, "/graph"), WHERE, "session")
    async with desk(file, ScriptedModel()) as second:
        view = await press(second, picker, TO, option(picker, "v3"))

    assert view.text == "From the next message on, graph **v3** answers in this conversation."
    assert is_set(file) == {f"graph/session/{HERE}": "v3"}


async def test_a_picker_from_when_there_were_other_graphs_switches_to_what_it_shows_or_says_it_is_gone(
    file: Path,
) -> None:
    port = PaperPort()
    async with desk(file, ScriptedModel(), port) as first:
        picker = await tell(first, "/graph")
    async with desk(file, ScriptedModel(), port, graphs=("v3", "v4-eras")) as second:
        there = await press(second, picker, TO, option(picker, "v3"))
    async with desk(file, ScriptedModel(), port) as third:
        picker = await tell(third, "/graph")
    async with desk(file, ScriptedModel(), port, graphs=("v2", "v4-eras")) as fourth:
        gone = await press(fourth, picker, TO, option(picker, "v1"))

    assert there.text == "From the next message on, graph **v3** answers here."
    assert gone.text.startswith("There is no graph “v1”; there are v2, v4-eras.")


async def test_for_a_conversation_that_is_not_there_yet_nothing_is_set(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        view = await picked(here, await tell(here, "/graph"), "session", "v1")

    assert view.text.startswith("There is no conversation here yet.")
    assert is_set(file) == {}


@pytest.mark.parametrize(
    ("control", "value"),
    [
        (TO, "g99"), (TO, "g-1"), (TO, "v1"), (TO, ""), (TO, "G0"), (TO, "g0\n"), (TO, "default"), (TO, None),
        (WHERE, "elsewhere"), (WHERE, "g0"), (WHERE, ""), (WHERE, None),
        ("sys_graph_everything", "g0"), ("sys_graph", None), ("sys_graph_", "g0"), (PICTURE, None),
    ],
)  # fmt: skip
async def test_forged_values_change_nothing_and_break_nothing(file: Path, control: str, value: str | None) -> None:
    async with desk(file, ScriptedModel()) as here:
        picker = await tell(here, "/graph")
        view = await press(here, picker, control, value)

        assert here.port.notices == [GONE]
        assert (await press(here, view, TO, option(view, "v1"))).text.startswith("From the next message on")
    assert (view.text, view.controls) == (picker.text, picker.controls)
    assert [row[4] for row in audited(file)] == ["v1"]


@pytest.mark.parametrize("control", ["sys_reset_undo", "sys_forget_yes", "sys_continue_1", "sys_pair", "sys_"])
async def test_other_commands_buttons_are_not_to_be_had_on_a_picker(file: Path, control: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello")
        picker = await tell(here, "/graph")
        view = await press(here, picker, control)
        history = here.runtime().to_state()["history"]

        assert here.port.notices in ([GONE], [REFUSED])
    assert (view.text, view.controls) == (picker.text, picker.controls)
    assert [entry["content"] for entry in history] == ["hello", "Said. "]


@pytest.mark.parametrize(("control", "value"), [(TO, "g0"), (TO, "clear"), (WHERE, "default"), (PICTURE, None)])
async def test_a_click_by_somebody_else_is_refused_and_audited_and_changes_nothing(
    file: Path, control: str, value: str | None
) -> None:
    async with desk(file, ScriptedModel(), draw=drawn) as here:
        await tell(here, "hello")
        await tell(here, "/graph v2")
        picker = await tell(here, "/graph")
        posted = {key: dict(body) for key, body in here.port.posted.items()}

        view = await press(here, picker, control, value, BEN)
        german = await press(here, picker, control, value, speaking_german(BEN))

        assert here.port.notices == [REFUSED, VERBOTEN]
        assert here.port.posted == posted
    for seen in (view, german):
        assert (seen.text, seen.controls, seen.artifacts) == (picker.text, picker.controls, ())
    assert is_set(file) == {f"graph/channel/{ROOM}": "v2"}
    assert audited(file)[1:] == [("paper:ben", "graph", ROOM, 0, "")] * 2


async def test_a_click_from_another_place_on_a_picker_changes_nothing_there_or_here(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        picker = await tell(here, "/graph")
        await press(here, picker, TO, option(picker, "v1"), ADA, session="paper:hall:1")
        texts = "".join(str(body["text"]) for body in here.port.posted.values())

        assert GONE in texts
    assert is_set(file) == {}


# -- the picture


async def drawn(graph: Graph) -> bytes:
    return graph.name.encode()


async def test_the_picture_is_of_what_is_set_where_the_picker_stands_else_of_what_answers(file: Path) -> None:
    async with desk(file, ScriptedModel(), draw=drawn) as here:
        await tell(here, "/graph v1 default")
        await tell(here, "/graph v2 channel")
        picker = await tell(here, "/graph")
        first = await press(here, picker, PICTURE)
        second = await press(here, await press(here, first, WHERE, "default"), PICTURE)
        third = await press(here, second, WHERE, "channel")

    assert isinstance(picker.controls[-1], Button)
    assert first.text.startswith("Graph **v2**: ")
    assert first.artifacts == (Image("Graph v2", "image/png", b"v2"),)
    assert second.artifacts == (Image("Graph v1", "image/png", b"v1"),)
    assert second.private
    assert third.artifacts == ()
