import msgspec
import pytest

from core.controls import Button, Control, Counter, Label, Machine, Option, Progress, Select, Table, Toggle
from tests.core.screens import CONTROLS, LIGHT, SIZE


def read(kind: str, **written: object) -> Control:
    control: Control = msgspec.convert({"kind": kind, "id": "x", "label": "X", **written}, Control)
    return control


@pytest.mark.parametrize("control", CONTROLS)
def test_every_control_is_written_and_read_as_the_same(control: Control) -> None:
    assert msgspec.json.decode(msgspec.json.encode(control), type=Control) == control


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        (read("button"), Button("x", "X", "default")),
        (read("button", style="primary"), Button("x", "X", "primary")),
        (read("button", style="danger"), Button("x", "X", "danger")),
        (read("label"), Label("x", "X", "")),
        (read("counter"), Counter("x", "X", 0, 1, None, None)),
        (read("toggle"), Toggle("x", "X", False)),
        (read("select", options=[{"id": "a", "label": "A"}]), Select("x", "X", (Option("a", "A"),), "")),
        (read("progress"), Progress("x", "X", None, False)),
        (read("table", columns=["a"]), Table("x", "X", ("a",), (), 0)),
        (read("machine", states=["a"], current="a"), Machine("x", "X", ("a",), "a", (), {})),
    ],
)
def test_what_is_left_out_has_its_default(control: Control, expected: Control) -> None:
    assert control == expected


@pytest.mark.parametrize("name", ["a", "a1_-b", "x" * 24])
def test_an_identifier_is_short_and_plain(name: str) -> None:
    assert read("toggle", id=name).id == name


@pytest.mark.parametrize("name", ["", "A", "1a", "-a", "ä", "a b", "a:b", "x" * 25])
def test_no_other_name_is_an_identifier(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.id"):
        read("toggle", id=name)


@pytest.mark.parametrize(("label", "fits"), [("", False), ("x", True), ("x" * 200, True), ("x" * 201, False)])
def test_a_title_has_one_to_two_hundred_characters(label: str, fits: bool) -> None:
    if fits:
        assert read("toggle", label=label).label == label
    else:
        with pytest.raises(msgspec.ValidationError, match=r"\$\.label"):
            read("toggle", label=label)


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_a_table_has_a_page_for_every_twenty_rows_begun(rows: int, pages: int) -> None:
    table = Table("t", "T", ("n",), tuple((number,) for number in range(rows)))
    shown = [msgspec.structs.replace(table, page=page).page_rows() for page in range(table.pages())]

    assert table.pages() == pages
    assert tuple(row for page in shown for row in page) == table.rows
    assert all(len(page) <= 20 for page in shown)


def test_an_option_is_found_by_its_id() -> None:
    assert SIZE.option("l") == Option("l", "Large")
    assert SIZE.option("Large") is None


def test_a_machine_can_move_only_from_where_it_is() -> None:
    assert [move.verb for move in LIGHT.moves()] == ["to-green"]


def test_a_machine_hides_what_belongs_to_another_of_its_states() -> None:
    machine = msgspec.structs.replace(LIGHT, shows={"green": ("a", "b"), "red": ("b",)})

    assert [machine.hides(name) for name in ("a", "b", "c")] == [True, False, False]
